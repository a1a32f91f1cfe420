package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

// up is the life of a bed: start, announce, obey, remove.
func up(arguments []string) (err error) {
	flags := flag.NewFlagSet("up", flag.ContinueOnError)
	with := flags.String("with", defaultParts(), "")
	parent := flags.String("dir", os.TempDir(), "")
	audit := flags.Bool("audit", false, "")
	flags.Usage = func() { fmt.Fprintln(os.Stderr, usage) }
	if err := flags.Parse(arguments); err != nil {
		return err
	}

	// Listening begins before the first part: the one who asked for the bed may be gone before it is ready.
	lines, ended := make(chan string), make(chan os.Signal, 4)
	signal.Notify(ended, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	go readLines(os.Stdin, lines, ended)

	folder, err := newFolder(*parent)
	if err != nil {
		return err
	}
	bed := &bed{folder: folder, audit: *audit, parts: map[string]part{}}
	defer bed.close()

	started := make(chan error, 1)
	go func() { started <- bed.start(strings.Split(*with, ",")) }()
	select {
	case err := <-started:
		if err != nil {
			return err
		}
	case <-ended:
		return nil
	}
	answer := json.NewEncoder(os.Stdout)
	answer.SetEscapeHTML(false)
	if err := answer.Encode(bed.info); err != nil {
		return err
	}
	for {
		select {
		case line := <-lines:
			if err := answer.Encode(bed.obey(strings.Fields(line))); err != nil {
				return err
			}
		case <-ended:
			return nil
		}
	}
}

// defaultParts is everything that this machine has.
func defaultParts() string {
	if _, err := os.Stat(binary("sshd")); err != nil {
		return strings.Replace(allParts, ",ssh", "", 1)
	}
	return allParts
}

// The end of standard input is how the death of whoever holds its other end is seen, even by kill -9.
func readLines(from io.Reader, lines chan<- string, ended chan<- os.Signal) {
	scanner := bufio.NewScanner(from)
	for scanner.Scan() {
		if strings.TrimSpace(scanner.Text()) != "" {
			lines <- scanner.Text()
		}
	}
	ended <- syscall.SIGHUP
}
