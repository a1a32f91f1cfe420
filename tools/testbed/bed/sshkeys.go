package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"os"
	"path/filepath"

	"golang.org/x/crypto/ssh"
)

// keys makes SSH keys as files of OpenSSH's own format, and keeps the first error.
type keys struct {
	folder string
	err    error
}

// write stores a private key, encrypted if there is a passphrase, and returns its path.
func (k *keys) write(name string, key any, passphrase string) string {
	path := filepath.Join(k.folder, name)
	if k.err != nil {
		return path
	}
	var block *pem.Block
	if passphrase == "" {
		block, k.err = ssh.MarshalPrivateKey(key, name)
	} else {
		block, k.err = ssh.MarshalPrivateKeyWithPassphrase(key, name, []byte(passphrase))
	}
	if k.err == nil {
		k.err = os.WriteFile(path, pem.EncodeToMemory(block), 0o600)
	}
	return path
}

// line is a public key as it stands in authorized_keys and, behind a host's name, in known_hosts.
func (k *keys) line(key ssh.PublicKey) string { return string(ssh.MarshalAuthorizedKey(key)) }

func (k *keys) ed25519() (ed25519.PrivateKey, ssh.PublicKey) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	return private, k.public(public, err)
}

func (k *keys) rsa() (*rsa.PrivateKey, ssh.PublicKey) {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, k.public(nil, err)
	}
	return private, k.public(private.Public(), nil)
}

func (k *keys) public(key any, err error) ssh.PublicKey {
	var public ssh.PublicKey
	if err == nil {
		public, err = ssh.NewPublicKey(key)
	}
	if k.err == nil {
		k.err = err
	}
	return public
}
