package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
)

func (i *registryInfo) knows(r *http.Request) bool {
	user, password, ok := r.BasicAuth()
	return ok && user == i.User && same(password, i.Password)
}

// tokenGuard does what Docker Hub and most hosted registries do: a request without a token is told where tokens are
// given and for what; a token is good for that repository and those actions only.
type tokenGuard struct {
	info   *registryInfo
	lock   sync.Mutex
	scopes map[string][]string // token → what it was given for
}

func newTokenGuard(info *registryInfo) *tokenGuard {
	return &tokenGuard{info: info, scopes: map[string][]string{}}
}

func (g *tokenGuard) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/token" {
			g.give(w, r)
			return
		}
		wanted := scopeOf(r)
		token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !g.allows(token, wanted) {
			challenge := fmt.Sprintf(`Bearer realm="https://%s/token",service="testbed"`, r.Host)
			if wanted != "" {
				challenge += fmt.Sprintf(`,scope="%s"`, wanted)
			}
			unauthorized(w, challenge)
			return
		}
		r.Header.Del("Authorization")
		next.ServeHTTP(w, r)
	})
}

func (g *tokenGuard) give(w http.ResponseWriter, r *http.Request) {
	if !g.info.knows(r) {
		unauthorized(w, `Basic realm="testbed"`)
		return
	}
	token := rand.Text()
	g.lock.Lock()
	g.scopes[token] = r.URL.Query()["scope"]
	g.lock.Unlock()
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{"token": token, "expires_in": 300})
}

func (g *tokenGuard) allows(token, wanted string) bool {
	g.lock.Lock()
	given, known := g.scopes[token]
	g.lock.Unlock()
	if !known || wanted == "" {
		return known
	}
	target, action := wanted[:strings.LastIndex(wanted, ":")], strings.Split(wanted[strings.LastIndex(wanted, ":")+1:], ",")
	return slices.ContainsFunc(given, func(scope string) bool {
		end := strings.LastIndex(scope, ":")
		return end > 0 && scope[:end] == target &&
			!slices.ContainsFunc(action, func(a string) bool { return !slices.Contains(strings.Split(scope[end+1:], ","), a) })
	})
}

// scopeOf names what a request needs: repository:NAME:pull or :pull,push; nothing for the greeting at /v2/.
func scopeOf(r *http.Request) string {
	path := strings.TrimPrefix(r.URL.Path, "/v2/")
	for _, middle := range []string{"/manifests/", "/blobs/", "/tags/", "/referrers/"} {
		if name, _, ok := strings.Cut(path, middle); ok {
			if r.Method == http.MethodGet || r.Method == http.MethodHead {
				return "repository:" + name + ":pull"
			}
			return "repository:" + name + ":pull,push"
		}
	}
	if path == "_catalog" {
		return "registry:catalog:*"
	}
	return ""
}

func unauthorized(w http.ResponseWriter, challenge string) {
	w.Header().Set("WWW-Authenticate", challenge)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusUnauthorized)
	fmt.Fprint(w, `{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}`)
}
