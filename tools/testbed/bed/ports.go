package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// Ports are taken below the range from which the kernel gives ports to outgoing connections: a part that is stopped
// must find its port free when it is started again. A lock on the byte of that number in a file, held until this
// process ends, keeps beds side by side apart.
const (
	firstPort, lastPort = 20000, 32000
	lockByProcess       = syscall.F_SETLK
)

var ports struct {
	lock sync.Mutex
	file *os.File
	held map[int]bool // locks don't keep a process from its own
}

func freePort() (int, error) {
	listener, port, err := listenAnywhere()
	if err != nil {
		return 0, err
	}
	return port, listener.Close()
}

// listenAnywhere takes a free port, and leaves no moment in which somebody else could.
func listenAnywhere() (net.Listener, int, error) {
	ports.lock.Lock()
	defer ports.lock.Unlock()
	if ports.file == nil {
		file, err := os.OpenFile(filepath.Join(os.TempDir(), fmt.Sprintf("continuous-deployment-testbed-%d.ports", os.Getuid())),
			os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, 0, err
		}
		ports.file, ports.held = file, map[int]bool{}
	}
	for range 1000 {
		port := firstPort + rand.IntN(lastPort-firstPort)
		byteOfPort := syscall.Flock_t{Type: syscall.F_WRLCK, Start: int64(port), Len: 1}
		if ports.held[port] || syscall.FcntlFlock(ports.file.Fd(), lockByProcess, &byteOfPort) != nil {
			continue
		}
		ports.held[port] = true // even if it proves to be taken: it is none of ours then
		if listener, err := net.Listen("tcp", address(port)); err == nil {
			return listener, port, nil
		}
	}
	return nil, 0, errors.New("no free port found")
}

func address(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }
