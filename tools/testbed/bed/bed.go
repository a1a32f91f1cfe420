package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
)

const allParts = "kubernetes,controllers,scheduler,kwok,metrics,git,ssh,registry"

// A part is what can be stopped and started again: one process, or one server inside this program.
type part interface {
	start() error
	stop() error
}

// What the bed says of itself; the fields' names are a contract with the tests.
type info struct {
	Dir        string          `json:"dir"`
	Kubernetes *kubernetesInfo `json:"kubernetes,omitempty"`
	Git        *gitInfo        `json:"git,omitempty"`
	SSH        *sshInfo        `json:"ssh,omitempty"`
	Registry   *registryInfo   `json:"registry,omitempty"`
}

type bed struct {
	folder *folder
	audit  bool
	info   info

	main     *controlPlane
	clusters int
	lock     sync.Mutex // guards what follows
	parts    map[string]part
	closed   bool
}

// start brings up what was asked for, side by side where nothing depends on the other.
func (b *bed) start(with []string) error {
	for _, name := range with {
		if !slices.Contains(strings.Split(allParts, ","), name) {
			return fmt.Errorf("no such part: %q; there are %s", name, allParts)
		}
	}
	b.info.Dir = b.folder.path
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(with, name) })
	}
	var group sync.WaitGroup
	failed := make(chan error, 4)
	begin := func(wanted bool, start func() error) {
		if wanted {
			group.Add(1)
			go func() {
				defer group.Done()
				failed <- start()
			}()
		}
	}
	begin(has("kubernetes", "controllers", "scheduler", "kwok", "metrics"), func() error { return b.startKubernetes(has) })
	begin(has("git"), b.startGit)
	begin(has("ssh"), b.startSSH)
	begin(has("registry"), b.startRegistry)
	group.Wait()
	close(failed)
	var all error
	for err := range failed {
		all = errors.Join(all, err)
	}
	return all
}

// add starts a part and keeps it under its name.
func (b *bed) add(name string, p part) error {
	b.lock.Lock()
	b.parts[name] = p
	closed := b.closed
	b.lock.Unlock()
	if closed {
		return errors.New("the bed is closed")
	}
	if err := p.start(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// close leaves nothing: no process, no port, no folder.
func (b *bed) close() {
	b.lock.Lock()
	defer b.lock.Unlock()
	b.closed = true
	var group sync.WaitGroup
	for name, p := range b.parts {
		group.Add(1)
		go func() {
			defer group.Done()
			if err := p.stop(); err != nil {
				fmt.Fprintf(os.Stderr, "testbed: stopping %s: %v\n", name, err)
			}
		}()
	}
	group.Wait()
	b.folder.remove()
}
