package main

import (
	"encoding/base64"
	"fmt"
	"os"
)

// Everything is inside the file, nothing is a path: the file alone is enough for whoever gets it.
const kubeconfigTemplate = `apiVersion: v1
kind: Config
clusters:
- name: testbed
  cluster:
    server: %s
    certificate-authority-data: %s
users:
- name: %s
  user:
    client-certificate-data: %s
    client-key-data: %s
contexts:
- name: testbed
  context:
    cluster: testbed
    user: %s
current-context: testbed
`

func (c *controlPlane) writeKubeconfig(file, user string, identity pair) error {
	encode := base64.StdEncoding.EncodeToString
	content := fmt.Sprintf(kubeconfigTemplate, c.info.Server, encode(c.authority.pem),
		user, encode(identity.certificate), encode(identity.key), user)
	return os.WriteFile(file, []byte(content), 0o600)
}

// newUser makes a kubeconfig for a user who may do only what RBAC objects allow that name or its groups.
func (c *controlPlane) newUser(name string, groups []string) (string, error) {
	identity, err := c.authority.forClient(name, groups...)
	if err != nil {
		return "", err
	}
	c.users++
	file := c.file(fmt.Sprintf("user-%d.kubeconfig", c.users))
	return file, c.writeKubeconfig(file, "user", identity)
}
