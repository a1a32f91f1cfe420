package main

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/cgi"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

type gitInfo struct {
	URL      string `json:"url"`
	CA       string `json:"ca"`
	User     string `json:"user"`
	Password string `json:"password"`
	Token    string `json:"token"`
	Root     string `json:"root"`     // bare repositories: root/REALM/NAME.git is served as url/REALM/NAME.git
	Requests string `json:"requests"` // a line of JSON for each request
}

// A gitServer is real Git (git http-backend) behind HTTPS. The first part of a path, the realm, decides what a client
// must show; the realms are listed in the README.
type gitServer struct {
	info        *gitInfo
	read, write http.Handler // Git that refuses pushes, Git that takes them
	journal     *journal
}

// startGit also makes the folders of the realms; the tests make the repositories, with plain Git.
func (b *bed) startGit() error {
	folder, err := b.folder.in("git")
	if err != nil {
		return err
	}
	ca, err := newAuthority("testbed-git")
	if err != nil {
		return err
	}
	identity, err := ca.forServer()
	if err != nil {
		return err
	}
	root, err := b.gitRoot()
	if err != nil {
		return err
	}
	git := &gitServer{info: &gitInfo{CA: filepath.Join(folder, "ca.crt"), Root: root, User: "git-user",
		Password: rand.Text(), Token: rand.Text(), Requests: filepath.Join(folder, "requests.jsonl")}}
	if err := os.WriteFile(git.info.CA, ca.pem, 0o600); err != nil {
		return err
	}
	if git.journal, err = newJournal(git.info.Requests); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	complaints, err := os.Create(filepath.Join(folder, "git.log"))
	if err != nil {
		return err
	}
	backend := func(push string) http.Handler {
		return &cgi.Handler{Path: self, Args: []string{cgiChild, fmt.Sprint(os.Getpid())}, Dir: folder,
			Logger: silent, Stderr: complaints,
			Env: append(gitEnvironment(root, "http.receivepack="+push), "GIT_PROJECT_ROOT="+root, "GIT_HTTP_EXPORT_ALL=1")}
	}
	git.read, git.write = backend("false"), backend("true")
	server, err := newServer(git, &identity)
	if err != nil {
		return err
	}
	git.info.URL = fmt.Sprintf("https://%s/", address(server.port))
	b.info.Git = git.info
	return b.add("git", server)
}

func (b *bed) gitRoot() (string, error) {
	for _, realm := range []string{"public", "basic", "token", "push"} {
		if _, err := b.folder.in("repositories", realm); err != nil {
			return "", err
		}
	}
	return b.folder.in("repositories")
}

// gitEnvironment keeps the machine's and the user's settings of Git away from ours.
func gitEnvironment(root string, settings ...string) []string {
	settings = append(settings, "safe.directory=*", "uploadpack.allowFilter=true")
	environment := []string{"HOME=" + root, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
		fmt.Sprintf("GIT_CONFIG_COUNT=%d", len(settings))}
	for i, setting := range settings {
		name, value, _ := strings.Cut(setting, "=")
		environment = append(environment,
			fmt.Sprintf("GIT_CONFIG_KEY_%d=%s", i, name), fmt.Sprintf("GIT_CONFIG_VALUE_%d=%s", i, value))
	}
	return environment
}

const cgiChild = "git-http-backend"

// becomeGitBackend is what the CGI handler starts: it binds itself to this program's life, then turns into Git.
func becomeGitBackend(arguments []string) error {
	const dieWithParent = 1 // PR_SET_PDEATHSIG
	syscall.RawSyscall(syscall.SYS_PRCTL, dieWithParent, uintptr(syscall.SIGKILL), 0)
	if len(arguments) != 1 || fmt.Sprint(os.Getppid()) != arguments[0] {
		return fmt.Errorf("%s is started by the test bed only", cgiChild)
	}
	git, err := exec.LookPath("git")
	if err != nil {
		return err
	}
	return syscall.Exec(git, []string{"git", "http-backend"}, os.Environ())
}
