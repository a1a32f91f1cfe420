package main

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// A folder is private to one bed and locked as long as that bed lives. The lock goes with the process, however it ends:
// a folder whose lock can be had belonged to a killed bed, and the next bed removes it.
type folder struct {
	path string
	lock *os.File
}

func newFolder(parent string) (*folder, error) {
	base := filepath.Join(parent, fmt.Sprintf("continuous-deployment-testbed-%d", os.Getuid()))
	if err := os.MkdirAll(base, 0o700); err != nil {
		return nil, err
	}
	// One at a time: a folder that is made but not yet locked must not look abandoned.
	all, err := lockFile(filepath.Join(base, "lock"), syscall.LOCK_EX)
	if err != nil {
		return nil, err
	}
	defer all.Close()
	removeAbandoned(base)
	path, err := os.MkdirTemp(base, "bed-")
	if err != nil {
		return nil, err
	}
	lock, err := lockFile(filepath.Join(path, "lock"), syscall.LOCK_EX|syscall.LOCK_NB)
	if err != nil {
		return nil, err
	}
	return &folder{path, lock}, nil
}

func removeAbandoned(base string) {
	folders, _ := filepath.Glob(filepath.Join(base, "bed-*"))
	for _, path := range folders {
		if lock, err := lockFile(filepath.Join(path, "lock"), syscall.LOCK_EX|syscall.LOCK_NB); err == nil {
			os.RemoveAll(path)
			lock.Close()
		}
	}
}

func lockFile(path string, how int) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), how); err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

// in makes a folder inside and returns its path.
func (f *folder) in(names ...string) (string, error) {
	path := filepath.Join(append([]string{f.path}, names...)...)
	return path, os.MkdirAll(path, 0o700)
}

func (f *folder) remove() {
	os.RemoveAll(f.path)
	f.lock.Close()
}
