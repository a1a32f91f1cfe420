// Package test holds the test bed to what ../README.md promises, from outside: it starts the built program and uses its
// servers as any client does. Run by ../test.sh, which says where the programs are.
package test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A bed is a running test bed with what it said of itself.
type bed struct {
	process    *os.Process
	input      io.WriteCloser
	output     *bufio.Reader
	Dir        string
	Kubernetes struct {
		Server, Kubeconfig, AuditLog string
	}
	Git struct{ URL, CA, User, Password, Token, Root, Requests string }
	SSH struct {
		URL, KnownHosts, WrongKnownHosts, Identity, EncryptedIdentity, RSAIdentity, EncryptedRSAIdentity string
		UnknownIdentity, Passphrase                                                                      string
	}
	Registry struct{ URL, AuthURL, BasicURL, User, Password, CA string }
}

// The bed that all tests but those of its life share.
var shared *bed

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == holder {
		holdBed()
		return
	}
	var err error
	if shared, err = up(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	shared.input.Close()
	shared.process.Wait()
	os.Exit(code)
}

func program(name string) string { return filepath.Join(os.Getenv("CD_TESTBED_BIN"), name) }

func up(arguments ...string) (*bed, error) {
	command := exec.Command(program("testbed"), append([]string{"up"}, arguments...)...)
	command.Stderr = os.Stderr
	input, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	started := &bed{process: command.Process, input: input, output: bufio.NewReader(output)}
	return started, started.read(started)
}

func (b *bed) read(into any) error {
	line, err := b.output.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("the bed says nothing more: %w", err)
	}
	return json.Unmarshal(line, into)
}

// command sends a line to the bed and reads its answer.
func (b *bed) command(t *testing.T, line string) map[string]any {
	t.Helper()
	fmt.Fprintln(b.input, line)
	answer := map[string]any{}
	if err := b.read(&answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// run runs a program with additions to a bare environment, and returns what it printed and whether it succeeded.
func run(t *testing.T, environment []string, name string, arguments ...string) (string, bool) {
	t.Helper()
	command := exec.Command(name, arguments...)
	command.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "GIT_TERMINAL_PROMPT=0",
		"GIT_CONFIG_NOSYSTEM=1"}, environment...)
	output, err := command.CombinedOutput()
	return string(output), err == nil
}

// succeed is run for what must work.
func succeed(t *testing.T, environment []string, name string, arguments ...string) string {
	t.Helper()
	output, ok := run(t, environment, name, arguments...)
	if !ok {
		t.Fatalf("%s %s failed:\n%s", filepath.Base(name), strings.Join(arguments, " "), output)
	}
	return output
}

// fail is run for what must not work, and must say why.
func fail(t *testing.T, why string, environment []string, name string, arguments ...string) {
	t.Helper()
	output, ok := run(t, environment, name, arguments...)
	if ok || !strings.Contains(output, why) {
		t.Fatalf("%s %s: succeeded: %v; expected a failure with %q in:\n%s",
			filepath.Base(name), strings.Join(arguments, " "), ok, why, output)
	}
}
