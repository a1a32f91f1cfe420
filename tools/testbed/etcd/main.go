// Package main is etcd itself, behind a main of our own: its server module has none that `go install` could take.
package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() { etcdmain.Main(os.Args) }
