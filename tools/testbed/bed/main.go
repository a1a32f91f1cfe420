// Package main is the test bed: real servers (Kubernetes, Git, SSH, a registry) on loopback, on free ports, in a
// private folder, gone when this program is. See ../README.md for how it is used.
package main

import (
	"fmt"
	"os"
	"strings"
)

const usage = `usage: testbed up [--with PART,…] [--dir FOLDER] [--audit]

Starts the parts, prints one line of JSON when all are ready, then takes commands from standard input, a line each, and
answers each with a line of JSON. Ends, and takes everything with it, at the end of standard input.

  --with   kubernetes, controllers, scheduler, kwok, metrics, git, ssh, registry; by default all that
           this machine can run
  --dir    where the private folder is made; the system's temporary folder by default
  --audit  have the API server write an audit log of every request's metadata

commands:
  stop PART             kills a part: etcd, apiserver, controllers, scheduler, kwok, metrics, git, ssh, registry
  start PART            starts it again, on the same port and with the same data
  user NAME [GROUP…]    a kubeconfig for a user who has only the rights that tests give to the name or the groups
  cluster               one more control plane (etcd and API server only)
  compact               makes etcd forget all that is not current`

func main() {
	arguments := os.Args[1:]
	if len(arguments) == 0 {
		arguments = []string{"help"}
	}
	var err error
	switch arguments[0] {
	case "up":
		err = up(arguments[1:])
	case cgiChild:
		err = becomeGitBackend(arguments[1:])
	case sshShell:
		err = serveSSHCommand(arguments[1:])
	case "help", "--help", "-h":
		fmt.Println(usage)
	default:
		err = fmt.Errorf("unknown command %q\n%s", strings.Join(arguments, " "), usage)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "testbed:", err)
		os.Exit(1)
	}
}
