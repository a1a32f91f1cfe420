package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// obey answers one command; the answer always is an object, with "error" in it where something failed.
func (b *bed) obey(words []string) any {
	answer, err := b.execute(words[0], words[1:])
	if err != nil {
		return map[string]string{"error": err.Error()}
	}
	return answer
}

func (b *bed) execute(command string, arguments []string) (any, error) {
	switch command {
	case "stop", "start":
		if len(arguments) != 1 {
			return nil, fmt.Errorf("%s takes one part", command)
		}
		return b.toggle(command, arguments[0])
	case "user":
		if len(arguments) == 0 || b.main == nil {
			return nil, fmt.Errorf("user takes a name, and a bed with Kubernetes")
		}
		file, err := b.main.newUser(arguments[0], arguments[1:])
		return map[string]string{"kubeconfig": file}, err
	case "cluster":
		b.clusters++
		plane, err := b.newControlPlane(fmt.Sprint(b.clusters+1), false)
		if err != nil {
			return nil, err
		}
		return plane.info, nil
	case "compact":
		if b.main == nil {
			return nil, fmt.Errorf("compact takes a bed with Kubernetes")
		}
		return compact(b.main.etcd)
	default:
		return nil, fmt.Errorf("unknown command %q; there are stop, start, user, cluster, compact", command)
	}
}

func (b *bed) toggle(command, name string) (any, error) {
	b.lock.Lock()
	p := b.parts[name]
	known := strings.Join(slices.Sorted(maps.Keys(b.parts)), ", ")
	b.lock.Unlock()
	if p == nil {
		return nil, fmt.Errorf("no such part: %q; running here are %s", name, known)
	}
	act := p.start
	if command == "stop" {
		act = p.stop
	}
	return map[string]string{command: name}, act()
}
