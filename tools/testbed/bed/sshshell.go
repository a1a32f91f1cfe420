package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

const sshShell = "ssh-shell"

// serveSSHCommand is what every SSH login runs: Git's two services on repositories below the root, and nothing else.
func serveSSHCommand(arguments []string) error {
	if len(arguments) != 1 {
		return fmt.Errorf("%s takes the root of the repositories", sshShell)
	}
	asked := os.Getenv("SSH_ORIGINAL_COMMAND")
	service, path, ok := strings.Cut(asked, " ")
	service = strings.TrimPrefix(service, "git-")
	if !ok || service != "upload-pack" && service != "receive-pack" {
		return fmt.Errorf("only git-upload-pack and git-receive-pack here, not %q", asked)
	}
	path = strings.Trim(path, "'")
	repository := filepath.Join(arguments[0], filepath.Clean("/"+path))
	if _, err := os.Stat(repository); err != nil {
		return fmt.Errorf("'%s' does not appear to be a git repository", path)
	}
	git, err := exec.LookPath("git")
	if err != nil {
		return err
	}
	environment := append(gitEnvironment(arguments[0]), "PATH="+os.Getenv("PATH"), "GIT_PROTOCOL="+os.Getenv("GIT_PROTOCOL"))
	return syscall.Exec(git, []string{"git", service, repository}, environment)
}

// hasAccount looks for a name in the text of /etc/passwd.
func hasAccount(accounts []byte, name string) bool {
	lines := bufio.NewScanner(bytes.NewReader(accounts))
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), name+":") {
			return true
		}
	}
	return false
}
