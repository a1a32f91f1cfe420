package main

import (
	"crypto/tls"
	"net"
	"net/http"
	"sync"
)

// A server is a part inside this program: HTTP on a port of its own, with TLS if it has a configuration for it.
type server struct {
	port    int
	tls     *tls.Config
	handler http.Handler

	lock     sync.Mutex
	listener net.Listener // taken with the port, so that nobody else gets it before the first start
	server   *http.Server
}

func newServer(handler http.Handler, identity *pair) (*server, error) {
	listener, port, err := listenAnywhere()
	if err != nil {
		return nil, err
	}
	made := &server{port: port, handler: handler, listener: listener}
	if identity != nil {
		made.tls, err = identity.tls()
	}
	return made, err
}

func (s *server) start() error {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.server != nil {
		return nil
	}
	listener := s.listener
	s.listener = nil
	if listener == nil {
		var err error
		if listener, err = net.Listen("tcp", address(s.port)); err != nil {
			return err
		}
	}
	server := &http.Server{Handler: s.handler, TLSConfig: s.tls, ErrorLog: silent}
	if s.tls == nil {
		go server.Serve(listener)
	} else {
		go server.ServeTLS(listener, "", "")
	}
	s.server = server
	return nil
}

// stop drops open connections too.
func (s *server) stop() error {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.server == nil {
		return nil
	}
	err := s.server.Close()
	s.server = nil
	return err
}
