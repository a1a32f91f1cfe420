package test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

const most = "kubernetes,kwok,git,registry"

func TestSideBySide(t *testing.T) {
	t.Parallel()
	other := mustUp(t, "--with", "kubernetes,git", "--audit")
	if other.Dir == shared.Dir || other.Kubernetes.Server == shared.Kubernetes.Server || other.Git.URL == shared.Git.URL {
		t.Fatal("two beds share what each must have for itself")
	}
	kubeconfig := []string{"KUBECONFIG=" + other.Kubernetes.Kubeconfig}
	succeed(t, kubeconfig, program("kubectl"), "create", "configmap", "audited")
	if log, err := os.ReadFile(other.Kubernetes.AuditLog); err != nil || !strings.Contains(string(log), `"name":"audited"`) {
		t.Fatalf("the audit log does not have the request (%v)", err)
	}
	pids := children(t, other.process.Pid)
	other.input.Close()
	allGone(t, append(pids, other.process.Pid))
	if _, err := os.Stat(other.Dir); !os.IsNotExist(err) {
		t.Fatalf("the folder is still there: %v", err)
	}
	kubectl(t, "get", "namespaces")
}

func TestNothingOutlivesAKilledBed(t *testing.T) {
	t.Parallel()
	parts, expected := most, 4
	if shared.SSH.URL != "" {
		parts, expected = most+",ssh", 5
	}
	killed := mustUp(t, "--with", parts)
	if killed.SSH.URL != "" {
		defer hold(t, killed.SSH.URL).Close()
	}
	pids := children(t, killed.process.Pid)
	if len(pids) < expected {
		t.Fatalf("expected etcd, API server, kwok, registry and sshd, got %v", pids)
	}
	killed.process.Kill()
	allGone(t, pids)
	killed.process.Wait() // its lock goes with the last of its threads
	if _, err := os.Stat(killed.Dir); err != nil {
		t.Fatalf("a killed bed can't remove its folder, and yet: %v", err)
	}
	mustUp(t, "--with", "git")
	if _, err := os.Stat(killed.Dir); !os.IsNotExist(err) {
		t.Fatalf("the next bed left the folder: %v", err)
	}
}

func TestNothingOutlivesAKilledParent(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	parent := exec.Command(self, holder)
	output, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	line, _ := bufio.NewReader(output).ReadString('\n')
	words := strings.Fields(line)
	if len(words) != 2 {
		t.Fatalf("the parent says %q", line)
	}
	pid, _ := strconv.Atoi(words[0])
	pids := append(children(t, pid), pid)
	parent.Process.Kill()
	allGone(t, pids)
	if _, err := os.Stat(words[1]); !os.IsNotExist(err) {
		t.Fatalf("the folder is still there: %v", err)
	}
}

// hold is a client that keeps its connection; it must not keep an sshd.
func hold(t *testing.T, sshURL string) net.Conn {
	t.Helper()
	address, err := url.Parse(sshURL)
	if err != nil {
		t.Fatal(err)
	}
	client, err := net.Dial("tcp", address.Host)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(client).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	return client
}

// holder makes this program a parent that starts a bed, says so, and waits to be killed.
const holder = "hold"

func holdBed() {
	held, err := up("--with", most)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(held.process.Pid, held.Dir)
	io.Copy(io.Discard, held.output)
}

func mustUp(t *testing.T, arguments ...string) *bed {
	t.Helper()
	started, err := up(arguments...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		started.input.Close()
		started.process.Wait()
	})
	return started
}

func children(t *testing.T, parent int) []int {
	t.Helper()
	var pids []int
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, stat := range stats {
		content, _ := os.ReadFile(stat)
		fields := strings.Fields(string(content[strings.LastIndex(string(content), ")")+1:]))
		if len(fields) > 1 && fields[1] == strconv.Itoa(parent) {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(stat)))
			pids = append(pids, pid)
		}
	}
	return pids
}

func allGone(t *testing.T, pids []int) {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		var alive []int
		for _, pid := range pids {
			if running(pid) {
				alive = append(alive, pid)
			}
		}
		if len(alive) == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("still running: %v", alive)
		}
	}
}

// running is false for one that has ended and waits for its parent to look at it.
func running(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return false
	}
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && !strings.Contains(string(content), ") Z ")
}
