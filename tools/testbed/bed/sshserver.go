package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
)

// An sshServer listens itself and hands each connection to an sshd of its own, as inetd does. So every sshd is a child
// that dies with this program, and a stopped part has no connection left.
type sshServer struct {
	port        int
	folder      string
	program     string
	arguments   []string
	environment []string
	lock        sync.Mutex // guards what follows
	listener    net.Listener
	sessions    map[*exec.Cmd]bool
}

func newSSHServer(port int, folder, account string) (*sshServer, error) {
	// The link's target counts: an sshd that was unpacked, not installed, has its libraries and helpers beside it.
	program, err := filepath.EvalSymlinks(binary("sshd"))
	if err != nil {
		return nil, fmt.Errorf("there is no sshd: install OpenSSH's server, or leave ssh out of --with (%w)", err)
	}
	made := &sshServer{port: port, folder: folder, program: program, sessions: map[*exec.Cmd]bool{},
		arguments: []string{"-i", "-f", filepath.Join(folder, "sshd_config"), "-E", filepath.Join(folder, "sshd.log")}}
	unpacked := filepath.Dir(filepath.Dir(filepath.Dir(program)))
	if unpacked != "/" && unpacked != "/usr" {
		made.useUnpacked(unpacked)
	}
	return made, made.provideSeparation(unpacked, account)
}

func (s *sshServer) useUnpacked(root string) {
	libraries, _ := filepath.Glob(filepath.Join(root, "usr/lib/*-linux-gnu*"))
	for _, folder := range libraries {
		s.environment = append(s.environment, "LD_LIBRARY_PATH="+folder)
	}
	for option, helper := range map[string]string{"SshdSessionPath": "sshd-session", "SshdAuthPath": "sshd-auth"} {
		path := filepath.Join(root, "usr/lib/openssh", helper)
		if _, err := os.Stat(path); err == nil {
			s.arguments = append(s.arguments, "-o", option+"="+path)
		}
	}
}

// provideSeparation satisfies an sshd that runs as root: it wants an empty folder and an account named sshd to hide in.
// Where the account is missing, nothing is changed on the machine: a library shows this sshd a list that has it.
func (s *sshServer) provideSeparation(unpacked, account string) error {
	if os.Getuid() != 0 {
		return nil
	}
	if err := os.MkdirAll("/run/sshd", 0o755); err != nil {
		return err
	}
	accounts, err := os.ReadFile("/etc/passwd")
	if err != nil || hasAccount(accounts, "sshd") {
		return err
	}
	wrappers, _ := filepath.Glob(filepath.Join(unpacked, "usr/lib/*-linux-gnu*/libnss_wrapper.so"))
	if len(wrappers) == 0 {
		return fmt.Errorf("sshd run by %s wants an account named sshd, and this machine has none", account)
	}
	list := filepath.Join(s.folder, "passwd")
	s.environment = append(s.environment, "LD_PRELOAD="+wrappers[0], "NSS_WRAPPER_PASSWD="+list, "NSS_WRAPPER_GROUP=/etc/group")
	added := "sshd:x:65533:65534:sshd:/run/sshd:/usr/sbin/nologin\n"
	return os.WriteFile(list, append(accounts, added...), 0o644)
}

func (s *sshServer) start() error {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.listener != nil {
		return nil
	}
	listener, err := net.Listen("tcp", address(s.port))
	if err != nil {
		return err
	}
	s.listener = listener
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			if err := s.serve(connection.(*net.TCPConn)); err != nil {
				fmt.Fprintln(os.Stderr, "testbed: sshd:", err)
			}
		}
	}()
	return nil
}

func (s *sshServer) serve(connection *net.TCPConn) error {
	defer connection.Close()
	socket, err := connection.File()
	if err != nil {
		return err
	}
	defer socket.Close()
	command := exec.Command(s.program, s.arguments...)
	command.Stdin, command.Stdout = socket, socket
	command.Env = append([]string{"PATH=" + os.Getenv("PATH")}, s.environment...)
	if err := startBound(command); err != nil {
		return err
	}
	s.lock.Lock()
	s.sessions[command] = true
	s.lock.Unlock()
	go func() {
		command.Wait()
		s.lock.Lock()
		delete(s.sessions, command)
		s.lock.Unlock()
	}()
	return nil
}

func (s *sshServer) stop() error {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.listener == nil {
		return nil
	}
	err := s.listener.Close()
	s.listener = nil
	for command := range s.sessions {
		syscall.Kill(-command.Process.Pid, syscall.SIGKILL)
	}
	return err
}
