package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"time"
)

// A process is a part that is a program of its own. It dies with this one, even when this one is killed: the kernel
// sends it SIGKILL when the thread that started it ends, so one locked thread, which never ends, starts them all.
type process struct {
	name      string
	program   string // its name among the bed's programs
	arguments []string
	env       []string
	folder    string       // for its log
	ready     func() error // answers nil when the process serves; not asked when nil itself

	lock    sync.Mutex // guards what follows
	command *exec.Cmd
	exited  chan struct{} // closed when the command has ended
}

// How long a part may take until it serves; machines that test are often slow.
const patience = 90 * time.Second

var starts = make(chan func())

func init() {
	go func() {
		runtime.LockOSThread()
		for start := range starts {
			start()
		}
	}()
}

// startBound starts a command that dies with this program.
func startBound(command *exec.Cmd) error {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	result := make(chan error)
	starts <- func() { result <- command.Start() }
	return <-result
}

func (p *process) start() error {
	exited, err := p.launch()
	if err != nil || p.ready == nil {
		return err
	}
	for deadline := time.Now().Add(patience); ; {
		err := p.ready()
		if err == nil {
			return nil
		}
		select {
		case <-exited:
			return errors.New("ended before it was ready; its log says:\n" + p.tail())
		case <-time.After(20 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("not ready after %v: %w; its log says:\n%s", patience, err, p.tail())
		}
	}
}

func (p *process) launch() (exited chan struct{}, err error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.exited != nil {
		select {
		case <-p.exited:
		default:
			return p.exited, nil
		}
	}
	log, err := os.OpenFile(p.log(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	command := exec.Command(binary(p.program), p.arguments...)
	// None of the machine's settings reach a part; HOME is the bed's, so that nothing is written into the user's.
	command.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + p.folder, "TMPDIR=" + p.folder}, p.env...)
	command.Dir, command.Stdout, command.Stderr = p.folder, log, log
	if err := startBound(command); err != nil {
		return nil, err
	}
	exited = make(chan struct{})
	p.command, p.exited = command, exited
	go func() {
		command.Wait()
		close(exited)
	}()
	return exited, nil
}

// stop is a crash on purpose: nothing is said goodbye to, as when a machine goes down.
func (p *process) stop() error {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.exited == nil {
		return nil
	}
	select {
	case <-p.exited: // its id may be another's by now
	default:
		syscall.Kill(-p.command.Process.Pid, syscall.SIGKILL)
		<-p.exited
	}
	p.exited = nil
	return nil
}

func (p *process) log() string { return filepath.Join(p.folder, p.name+".log") }

func (p *process) tail() string {
	content, _ := os.ReadFile(p.log())
	return string(content[max(0, len(content)-3000):])
}

// binary finds a program beside this one.
func binary(name string) string {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return filepath.Join(filepath.Dir(self), name)
}
