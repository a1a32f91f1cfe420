package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

var silent = log.New(io.Discard, "", 0)

// A journal has a line of JSON for each request, for tests that count requests or ask where credentials went.
type journal struct {
	lock sync.Mutex
	file *os.File
}

type entry struct {
	Time   time.Time `json:"time"`
	Host   string    `json:"host"` // as the client named it
	Method string    `json:"method"`
	Path   string    `json:"path"`
	Query  string    `json:"query,omitempty"`
	// The scheme of the Authorization header (Basic, Bearer); empty where none arrived.
	Authorization string `json:"authorization"`
}

func newJournal(path string) (*journal, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	return &journal{file: file}, err
}

func (j *journal) record(r *http.Request) {
	scheme, _, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	line, _ := json.Marshal(entry{time.Now(), r.Host, r.Method, r.URL.Path, r.URL.RawQuery, scheme})
	j.lock.Lock()
	defer j.lock.Unlock()
	j.file.Write(append(line, '\n'))
}

// A stuckWriter lets some bytes of an answer through, then holds the client until it gives up.
type stuckWriter struct {
	http.ResponseWriter
	request *http.Request
	left    int
}

func (s *stuckWriter) Write(content []byte) (int, error) {
	if len(content) <= s.left {
		s.left -= len(content)
		return s.ResponseWriter.Write(content)
	}
	s.ResponseWriter.Write(content[:s.left])
	http.NewResponseController(s.ResponseWriter).Flush()
	s.left = 0
	<-s.request.Context().Done()
	return 0, s.request.Context().Err()
}
