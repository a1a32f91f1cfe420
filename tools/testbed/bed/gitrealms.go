package main

import (
	"crypto/subtle"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// ServeHTTP looks at the realm, then lets Git answer or plays the server that the realm stands for.
func (g *gitServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.journal.record(r)
	realm, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch realm {
	case "public":
		serveGit(g.read, w, r)
	case "basic":
		if g.knowsUser(r) || g.refuse(w) {
			serveGit(g.read, w, r)
		}
	case "token":
		if g.knowsToken(r) || g.refuse(w) {
			serveGit(g.read, w, r)
		}
	case "push":
		if g.knowsUser(r) || g.refuse(w) {
			serveGit(g.write, w, r)
		}
	case "moved": // as when a repository is renamed: elsewhere on the same host
		http.Redirect(w, r, "/"+rest+query(r), http.StatusMovedPermanently)
	case "redirect": // to another host name, after asking for a password here
		if g.knowsUser(r) || g.refuse(w) {
			_, port, _ := strings.Cut(r.Host, ":")
			http.Redirect(w, r, "https://localhost:"+port+"/"+rest+query(r), http.StatusFound)
		}
	case "slow": // never answers
		<-r.Context().Done()
	case "stuck": // stuck/N/REALM/…: each answer stops after N bytes, and the connection stays open
		limit, rest, _ := strings.Cut(rest, "/")
		bytes, err := strconv.Atoi(limit)
		if err != nil {
			http.Error(w, "stuck/N/REALM/NAME.git", http.StatusBadRequest)
			return
		}
		r.URL.Path = "/" + rest
		g.ServeHTTP(&stuckWriter{w, r, bytes}, r)
	case "status":
		answerWithStatus(w, rest)
	default:
		http.Error(w, "no such realm", http.StatusNotFound)
	}
}

func (g *gitServer) knowsUser(r *http.Request) bool {
	user, password, ok := r.BasicAuth()
	return ok && user == g.info.User && same(password, g.info.Password)
}

// knowsToken takes the token as a password, whatever the user's name, and as a bearer's.
func (g *gitServer) knowsToken(r *http.Request) bool {
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return same(bearer, g.info.Token)
	}
	_, password, ok := r.BasicAuth()
	return ok && same(password, g.info.Token)
}

func (g *gitServer) refuse(w http.ResponseWriter) bool {
	w.Header().Set("WWW-Authenticate", `Basic realm="testbed"`)
	http.Error(w, "wrong or missing credentials", http.StatusUnauthorized)
	return false
}

func serveGit(backend http.Handler, w http.ResponseWriter, r *http.Request) {
	if r.Body != nil && r.ContentLength < 0 { // CGI has no word for a body of unknown length, and large ones have none
		body, err := spool(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		defer body.Close()
		size, _ := body.Seek(0, io.SeekEnd)
		body.Seek(0, io.SeekStart)
		r.Body, r.ContentLength, r.TransferEncoding = body, size, nil
	}
	backend.ServeHTTP(w, r)
}

func spool(body io.Reader) (*os.File, error) {
	file, err := os.CreateTemp("", "testbed-body-")
	if err != nil {
		return nil, err
	}
	os.Remove(file.Name())
	_, err = io.Copy(file, body)
	return file, err
}

// answerWithStatus answers /status/CODE/… as a server or a proxy in trouble does.
func answerWithStatus(w http.ResponseWriter, rest string) {
	word, _, _ := strings.Cut(rest, "/")
	code, err := strconv.Atoi(word)
	if err != nil || code < 200 || code > 599 {
		code = http.StatusBadRequest
	}
	switch code {
	case http.StatusUnauthorized:
		w.Header().Set("WWW-Authenticate", `Basic realm="testbed"`)
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		w.Header().Set("Retry-After", "1")
	}
	http.Error(w, fmt.Sprintf("this is a %d from the test bed, at %s", code, time.Now().Format(time.RFC3339)), code)
}

func query(r *http.Request) string {
	if r.URL.RawQuery == "" {
		return ""
	}
	return "?" + r.URL.RawQuery
}

func same(given, right string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(right)) == 1
}
