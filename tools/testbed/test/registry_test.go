package test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRegistryWithAndWithoutCredentials(t *testing.T) {
	registry, home, layer := shared.Registry, t.TempDir(), filepath.Join(t.TempDir(), "layer.tar")
	succeed(t, nil, "tar", "-cf", layer, "-C", home, ".")
	host := func(url string) string { _, host, _ := strings.Cut(url, "://"); return host }
	open := host(registry.URL) + "/shop/web"
	succeed(t, nil, program("crane"), "append", "-f", layer, "-t", open+":1.0")
	for _, guarded := range []string{host(registry.AuthURL), host(registry.BasicURL)} {
		known := []string{"SSL_CERT_FILE=" + registry.CA, "DOCKER_CONFIG=" + filepath.Join(home, guarded)}
		fail(t, "UNAUTHORIZED", known, program("crane"), "ls", guarded+"/shop/web")
		succeed(t, known, program("crane"), "auth", "login", guarded, "-u", registry.User, "-p", registry.Password)
		succeed(t, known, program("crane"), "append", "-f", layer, "-t", guarded+"/shop/web:2.0")
		if tags := succeed(t, known, program("crane"), "ls", guarded+"/shop/web"); tags != "1.0\n2.0\n" {
			t.Fatalf("tags: %s", tags)
		}
		succeed(t, known, program("crane"), "auth", "login", guarded, "-u", registry.User, "-p", "wrong")
		fail(t, "UNAUTHORIZED", known, program("crane"), "ls", guarded+"/shop/web")
	}
	shared.command(t, "stop registry")
	fail(t, "refused", nil, program("crane"), "ls", open)
	shared.command(t, "start registry")
	succeed(t, nil, program("crane"), "ls", open)
	if _, err := os.Stat(registry.CA); err != nil {
		t.Fatal(err)
	}
}
