package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strings"
)

type sshInfo struct {
	URL                  string `json:"url"`        // its user is whoever runs this program: sshd knows no others
	KnownHosts           string `json:"knownHosts"` // right; the next one has another key for the same host
	WrongKnownHosts      string `json:"wrongKnownHosts"`
	Identity             string `json:"identity"` // Ed25519
	EncryptedIdentity    string `json:"encryptedIdentity"`
	RSAIdentity          string `json:"rsaIdentity"`
	EncryptedRSAIdentity string `json:"encryptedRsaIdentity"`
	UnknownIdentity      string `json:"unknownIdentity"` // a key that the server does not know
	Passphrase           string `json:"passphrase"`
	Root                 string `json:"root"`
}

const sshdConfiguration = `HostKey %[1]s/host_ed25519
HostKey %[1]s/host_rsa
AuthorizedKeysFile %[1]s/authorized_keys
AuthenticationMethods publickey
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
UseDNS no
PrintMotd no
PrintLastLog no
PermitUserEnvironment no
AcceptEnv GIT_PROTOCOL
PidFile none
LogLevel VERBOSE
`

// startSSH offers the repositories of the Git server by OpenSSH's sshd too: every realm is open to every known key.
func (b *bed) startSSH() error {
	folder, err := b.folder.in("ssh")
	if err != nil {
		return err
	}
	root, err := b.gitRoot()
	if err != nil {
		return err
	}
	who, err := user.Current()
	if err != nil {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	file := func(name string) string { return filepath.Join(folder, name) }
	keys := &keys{folder: folder}
	hostEd, hostEdPublic := keys.ed25519()
	hostRSA, hostRSAPublic := keys.rsa()
	userEd, userEdPublic := keys.ed25519()
	userRSA, userRSAPublic := keys.rsa()
	stranger, strangerPublic := keys.ed25519()
	if keys.err != nil {
		return keys.err
	}
	keys.write("host_ed25519", hostEd, "")
	keys.write("host_rsa", hostRSA, "")
	info := &sshInfo{URL: fmt.Sprintf("ssh://%s@%s/", who.Username, address(port)), Root: root, Passphrase: rand.Text()}
	info.Identity = keys.write("id_ed25519", userEd, "")
	info.EncryptedIdentity = keys.write("id_ed25519_encrypted", userEd, info.Passphrase)
	info.RSAIdentity = keys.write("id_rsa", userRSA, "")
	info.EncryptedRSAIdentity = keys.write("id_rsa_encrypted", userRSA, info.Passphrase)
	info.UnknownIdentity = keys.write("id_unknown", stranger, "")
	info.KnownHosts, info.WrongKnownHosts = file("known_hosts"), file("known_hosts_wrong")

	self, err := os.Executable()
	if err != nil {
		return err
	}
	host := fmt.Sprintf("[127.0.0.1]:%d ", port)
	allowed := fmt.Sprintf(`restrict,command="'%s' %s '%s'" `, self, sshShell, root)
	for name, content := range map[string]string{
		"sshd_config":       fmt.Sprintf(sshdConfiguration, folder),
		"known_hosts":       host + keys.line(hostEdPublic) + host + keys.line(hostRSAPublic),
		"known_hosts_wrong": host + keys.line(strangerPublic),
		"authorized_keys":   allowed + keys.line(userEdPublic) + allowed + keys.line(userRSAPublic),
	} {
		keys.err = errors.Join(keys.err, os.WriteFile(file(name), []byte(content), 0o600))
	}
	if keys.err != nil {
		return keys.err
	}
	daemon, err := newSSHServer(port, folder, strings.TrimSpace(who.Username))
	if err != nil {
		return err
	}
	b.info.SSH = info
	return b.add("ssh", daemon)
}
