package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
)

type kubernetesInfo struct {
	Server     string   `json:"server"`
	Kubeconfig string   `json:"kubeconfig"` // of an administrator; its context is named "testbed"
	CA         string   `json:"ca"`
	AdminToken string   `json:"adminToken"`
	Version    string   `json:"version"`
	AuditLog   string   `json:"auditLog,omitempty"` // a line of JSON for each request, if asked for
	Parts      []string `json:"parts"`              // what stop and start take
}

// A control plane is one etcd and one API server: a cluster in which nothing moves by itself.
type controlPlane struct {
	folder    string
	info      *kubernetesInfo
	authority *authority
	admin     *api
	etcd      string // its address
	users     int
}

// newControlPlane starts one. The suffix tells its parts from those of the others. Without controllers no namespace
// ever gets its service account, so Pods are then admitted without one.
func (b *bed) newControlPlane(suffix string, controllers bool) (*controlPlane, error) {
	folder, err := b.folder.in("kubernetes" + suffix)
	if err != nil {
		return nil, err
	}
	plane := &controlPlane{folder: folder}
	if err := plane.makeCertificates(); err != nil {
		return nil, err
	}
	etcdPort, err := freePort()
	if err != nil {
		return nil, err
	}
	peerPort, err := freePort()
	if err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	plane.etcd = "http://" + address(etcdPort)
	server := "https://" + address(port)
	token := rand.Text()
	tokens := fmt.Sprintf("%s,testbed-admin,testbed-admin,system:masters\n", token)
	if err := os.WriteFile(plane.file("tokens.csv"), []byte(tokens), 0o600); err != nil {
		return nil, err
	}
	plane.admin = newAPI(server, token, plane.authority.pem)
	plane.info = &kubernetesInfo{Server: server, CA: plane.file("ca.crt"), AdminToken: token,
		Kubeconfig: plane.file("admin.kubeconfig"), Parts: []string{"etcd" + suffix, "apiserver" + suffix}}
	if b.audit {
		plane.info.AuditLog = plane.file("audit.log")
	}
	admin, err := plane.authority.forClient("testbed-admin", "system:masters")
	if err != nil {
		return nil, err
	}
	if err := plane.writeKubeconfig(plane.info.Kubeconfig, "testbed-admin", admin); err != nil {
		return nil, err
	}
	etcd := etcdProcess("etcd"+suffix, folder, etcdPort, peerPort)
	if err := b.add("etcd"+suffix, etcd); err != nil {
		return nil, err
	}
	if err := b.add("apiserver"+suffix, plane.apiServer("apiserver"+suffix, port, etcdPort, controllers)); err != nil {
		return nil, err
	}
	var version struct{ GitVersion string }
	err = plane.admin.call(http.MethodGet, "/version", nil, &version)
	plane.info.Version = version.GitVersion
	return plane, err
}

func (c *controlPlane) file(name string) string { return filepath.Join(c.folder, name) }

// makeCertificates writes what the servers read: two authorities (clients, and the front proxy that calls extension
// API servers), their certificates, and the key that signs service accounts' tokens.
func (c *controlPlane) makeCertificates() error {
	var err error
	if c.authority, err = newAuthority("testbed-kubernetes"); err != nil {
		return err
	}
	front, err := newAuthority("testbed-front-proxy")
	if err != nil {
		return err
	}
	authorityKey, err := encodeKey(c.authority.key)
	if err != nil {
		return err
	}
	server, err := c.authority.forServer("kubernetes", "kubernetes.default", "kubernetes.default.svc")
	if err != nil {
		return err
	}
	proxy, err := front.forClient("front-proxy-client")
	if err != nil {
		return err
	}
	accounts, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	accountsKey, err := encodeKey(accounts)
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(accounts.Public())
	if err != nil {
		return err
	}
	publicPEM := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public})
	for name, files := range map[string]pair{
		"ca": {c.authority.pem, authorityKey}, "front-proxy-ca": {certificate: front.pem},
		"server": server, "front-proxy": proxy, "accounts": {publicPEM, accountsKey},
	} {
		if err := files.write(c.folder, name); err != nil {
			return err
		}
	}
	return nil
}
