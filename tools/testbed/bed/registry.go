package main

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
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

// startRegistry runs one registry behind three faces. It keeps its manifests in memory: stopping the part closes the
// faces, so that what was pushed is still there when it is started again.
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
		proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(backend) }, ErrorLog: silent}
		handler := guard(proxy)
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
	info.BasicURL = show("https", &identity, (&basicGuard{info}).guard)
	if err != nil {
		return err
	}
	if err := b.add("registry-backend", &process{name: "registry", program: "crane", folder: folder,
		arguments: []string{"registry", "serve", "--address=" + backend.Host},
		ready:     func() error { return answers(backend.String() + "/v2/") }}); err != nil {
		return err
	}
	b.info.Registry = info
	return b.add("registry", faces)
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
