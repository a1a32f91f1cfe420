package test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository makes a bare one with a commit.
func repository(t *testing.T, name string, options ...string) {
	t.Helper()
	work := t.TempDir()
	git := func(arguments ...string) {
		succeed(t, nil, "git", append([]string{"-C", work, "-c", "user.name=t", "-c", "user.email=t@example.com"}, arguments...)...)
	}
	git(append([]string{"init", "-q", "-b", "main"}, options...)...)
	if err := os.WriteFile(filepath.Join(work, "file"), []byte(strings.Repeat("some text, ", 20000)), 0o600); err != nil {
		t.Fatal(err)
	}
	git("add", ".")
	git("commit", "-qm", "first")
	succeed(t, nil, "git", "clone", "-q", "--bare", work, filepath.Join(shared.Git.Root, name+".git"))
}

func as(user, password string) string {
	return strings.Replace(shared.Git.URL, "://", "://"+user+":"+password+"@", 1)
}

func trusted() []string { return []string{"GIT_SSL_CAINFO=" + shared.Git.CA} }

func TestRealmsAskForWhatTheySay(t *testing.T) {
	git, anonymous := shared.Git, shared.Git.URL
	for _, realm := range []string{"public", "basic", "token"} {
		repository(t, realm+"/realm")
	}
	for _, c := range []struct{ url, refusal string }{
		{anonymous + "public/realm.git", ""},
		{anonymous + "basic/realm.git", "could not read Username"},
		{as(git.User, "wrong") + "basic/realm.git", "Authentication failed"},
		{as(git.User, git.Password) + "basic/realm.git", ""},
		{anonymous + "token/realm.git", "could not read Username"},
		{as("", git.Token) + "token/realm.git", ""},
		{as("anybody", git.Token) + "token/realm.git", ""},
		{as(git.User, git.Password) + "token/realm.git", "Authentication failed"},
		{anonymous + "moved/public/realm.git", ""},
		{anonymous + "public/missing.git", "not found"},
		{anonymous + "status/503/public/realm.git", "503"},
	} {
		if c.refusal == "" {
			succeed(t, trusted(), "git", "clone", "-q", c.url, filepath.Join(t.TempDir(), "clone"))
		} else {
			fail(t, c.refusal, trusted(), "git", "clone", "-q", c.url, filepath.Join(t.TempDir(), "clone"))
		}
	}
	fail(t, "certificate", nil, "git", "ls-remote", anonymous+"public/realm.git")
	bearer := "http.extraHeader=Authorization: Bearer " + git.Token
	succeed(t, trusted(), "git", "-c", bearer, "ls-remote", anonymous+"token/realm.git")
}

func TestSHA256Repository(t *testing.T) {
	repository(t, "public/sha256", "--object-format=sha256")
	clone := filepath.Join(t.TempDir(), "clone")
	succeed(t, trusted(), "git", "clone", "-q", shared.Git.URL+"public/sha256.git", clone)
	if head := strings.TrimSpace(succeed(t, nil, "git", "-C", clone, "rev-parse", "HEAD")); len(head) != 64 {
		t.Fatalf("not a SHA-256 commit: %s", head)
	}
}

func TestOnlyOneRealmTakesPushes(t *testing.T) {
	for _, realm := range []string{"basic", "push"} {
		repository(t, realm+"/pushed")
		clone := filepath.Join(t.TempDir(), "clone")
		succeed(t, trusted(), "git", "clone", "-q", as(shared.Git.User, shared.Git.Password)+realm+"/pushed.git", clone)
		content := make([]byte, 3<<20) // so large that Git sends it in chunks
		for i := range content {
			content[i] = byte(i * i >> 7)
		}
		if err := os.WriteFile(filepath.Join(clone, "large"), content, 0o600); err != nil {
			t.Fatal(err)
		}
		succeed(t, nil, "git", "-C", clone, "add", ".")
		succeed(t, nil, "git", "-C", clone, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "second")
		push := []string{"-C", clone, "-c", "http.postBuffer=65536", "-c", "core.compression=0", "push", "-q"}
		if realm == "push" {
			succeed(t, trusted(), "git", push...)
		} else {
			fail(t, "403", trusted(), "git", push...)
		}
	}
}

func TestRedirectGoesToAnotherHostAndIsWrittenDown(t *testing.T) {
	repository(t, "public/away")
	succeed(t, trusted(), "git", "ls-remote", as(shared.Git.User, shared.Git.Password)+"redirect/public/away.git")
	requests, err := os.ReadFile(shared.Git.Requests)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(requests)) {
		if strings.Contains(line, "/public/away.git") && strings.Contains(line, "localhost") {
			if !strings.Contains(line, `"authorization":""`) {
				t.Fatalf("Git sent its password along: %s", line)
			}
			return
		}
	}
	t.Fatalf("nothing arrived under the other name:\n%s", requests)
}

func TestSlowAndStuckAnswersHang(t *testing.T) {
	t.Parallel()
	repository(t, "public/stuck")
	for _, path := range []string{"slow/public/stuck.git", "stuck/400/public/stuck.git"} {
		fail(t, "", trusted(), "timeout", "1", "git", "clone", "-q", shared.Git.URL+path, filepath.Join(t.TempDir(), "clone"))
	}
}

func TestGitServerComesBack(t *testing.T) {
	repository(t, "public/back")
	shared.command(t, "stop git")
	fail(t, "Failed to connect", trusted(), "git", "ls-remote", shared.Git.URL+"public/back.git")
	shared.command(t, "start git")
	succeed(t, trusted(), "git", "ls-remote", shared.Git.URL+"public/back.git")
}

func TestSSHKnowsItsKeys(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("ssh"); err != nil || shared.SSH.URL == "" {
		t.Skip("there is no OpenSSH here")
	}
	repository(t, "basic/ssh")
	ssh := shared.SSH
	url, ask := ssh.URL+"basic/ssh.git", filepath.Join(t.TempDir(), "ask")
	if err := os.WriteFile(ask, []byte("#!/bin/sh\necho "+ssh.Passphrase+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	with := func(identity, hosts string, more ...string) []string {
		return append(more, fmt.Sprintf("GIT_SSH_COMMAND=ssh -F /dev/null -o IdentitiesOnly=yes -i %s -o UserKnownHostsFile=%s "+
			"-o StrictHostKeyChecking=yes", identity, hosts))
	}
	for _, identity := range []string{ssh.Identity, ssh.RSAIdentity} {
		succeed(t, with(identity, ssh.KnownHosts), "git", "clone", "-q", url, filepath.Join(t.TempDir(), "clone"))
	}
	for _, identity := range []string{ssh.EncryptedIdentity, ssh.EncryptedRSAIdentity} {
		askpass := with(identity, ssh.KnownHosts, "SSH_ASKPASS="+ask, "SSH_ASKPASS_REQUIRE=force")
		succeed(t, askpass, "git", "ls-remote", url)
		fail(t, "denied", with(identity, ssh.KnownHosts, "SSH_ASKPASS=/bin/false", "SSH_ASKPASS_REQUIRE=force"), "git", "ls-remote", url)
	}
	fail(t, "denied", with(ssh.UnknownIdentity, ssh.KnownHosts), "git", "ls-remote", url)
	fail(t, "verification failed", with(ssh.Identity, ssh.WrongKnownHosts), "git", "ls-remote", url)
	fail(t, "does not appear to be a git repository", with(ssh.Identity, ssh.KnownHosts), "git", "ls-remote", ssh.URL+"../../etc")
}
