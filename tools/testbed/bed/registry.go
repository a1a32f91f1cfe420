package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"

	"golang.org/x/crypto/bcrypt"
)

type registryInfo struct {
	URL      string `json:"url"`      // plain HTTP, open to everybody
	AuthURL  string `json:"authUrl"`  // HTTPS, tokens: 401 names the place that gives them for user and password
	BasicURL string `json:"basicUrl"` // HTTPS, user and password at each request
	User     string `json:"user"`
	Password string `json:"password"`
	CA       string `json:"ca"`
	Requests string `json:"requests"` // a line of JSON for each request
}

// startRegistry runs one registry, which wants user and password, behind three faces: one leaves that to it, the others
// have their own way and then show them for whoever came in. It keeps what it has in memory: stopping the part closes
// the faces, so that what was pushed is still there when it is started again.
func (b *bed) startRegistry() error {
	folder, err := b.folder.in("registry")
	if err != nil {
		return err
	}
	ca, err := newAuthority("testbed-registry")
	if err != nil {
		return err
	}
	identity, err := ca.forServer()
	if err != nil {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	info := &registryInfo{User: "registry-user", Password: rand.Text(), CA: filepath.Join(folder, "ca.crt"),
		Requests: filepath.Join(folder, "requests.jsonl")}
	if err := os.WriteFile(info.CA, ca.pem, 0o600); err != nil {
		return err
	}
	journal, err := newJournal(info.Requests)
	if err != nil {
		return err
	}
	backend := &url.URL{Scheme: "http", Host: address(port)}
	faces := &faces{}
	show := func(scheme string, identity *pair, guard func(http.Handler) http.Handler) string {
		proxy := &httputil.ReverseProxy{ErrorLog: silent, Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(backend)
			r.Out.Host = r.In.Host
			r.Out.Header.Set("X-Forwarded-Proto", scheme)
			if guard != nil {
				r.Out.SetBasicAuth(info.User, info.Password)
			}
		}}
		var handler http.Handler = proxy
		if guard != nil {
			handler = guard(proxy)
		}
		face, faceErr := newServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			journal.record(r)
			handler.ServeHTTP(w, r)
		}), identity)
		if faceErr != nil {
			err = faceErr
			return ""
		}
		faces.all = append(faces.all, face)
		return fmt.Sprintf("%s://%s", scheme, address(face.port))
	}
	info.URL = show("http", nil, func(next http.Handler) http.Handler { return next })
	info.AuthURL = show("https", &identity, newTokenGuard(info).guard)
	info.BasicURL = show("https", &identity, nil)
	if err != nil {
		return err
	}
	config, err := info.configure(folder, backend.Host)
	if err != nil {
		return err
	}
	if err := b.add("registry-backend", &process{name: "registry", program: "registry", folder: folder,
		arguments: []string{"serve", config},
		ready:     func() error { return serves(backend.Host) }}); err != nil {
		return err
	}
	b.info.Registry = info
	return b.add("registry", faces)
}

// configure writes what the registry reads.
func (i *registryInfo) configure(folder, address string) (string, error) {
	hash, err := bcrypt.GenerateFromPassword([]byte(i.Password), bcrypt.MinCost)
	if err != nil {
		return "", err
	}
	users := filepath.Join(folder, "htpasswd")
	if err := os.WriteFile(users, []byte(i.User+":"+string(hash)+"\n"), 0o600); err != nil {
		return "", err
	}
	// JSON is YAML.
	text, err := json.Marshal(map[string]any{
		"version": 0.1,
		"log":     map[string]any{"level": "warn", "accesslog": map[string]any{"disabled": true}},
		"storage": map[string]any{"inmemory": map[string]any{}},
		"http":    map[string]any{"addr": address, "secret": rand.Text()},
		"auth":    map[string]any{"htpasswd": map[string]any{"realm": "testbed", "path": users}},
	})
	if err != nil {
		return "", err
	}
	config := filepath.Join(folder, "config.yml")
	return config, os.WriteFile(config, text, 0o600)
}

// serves tells whether somebody takes connections there.
func serves(address string) error {
	connection, err := net.Dial("tcp", address)
	if err == nil {
		connection.Close()
	}
	return err
}

// faces are several servers that make one part.
type faces struct{ all []*server }

func (f *faces) start() error {
	for _, face := range f.all {
		if err := face.start(); err != nil {
			return err
		}
	}
	return nil
}

func (f *faces) stop() error {
	for _, face := range f.all {
		if err := face.stop(); err != nil {
			return err
		}
	}
	return nil
}
