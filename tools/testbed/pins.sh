# What the test bed is made of. The versions of Kubernetes, etcd and the registry stand
# in kubernetes/go.mod, etcd/go.mod and registry/go.mod.
# shellcheck shell=bash disable=SC2034

kwok_version=v0.8.0
kustomize_version=v5.8.1
helm_version=v3.21.4
crane_version=v0.22.1

# Raise it when the way something is built changes, so that what already stands in a cache is built anew.
recipe=1
