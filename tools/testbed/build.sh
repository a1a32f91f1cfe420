#!/usr/bin/env bash
# Makes sure that the programs of the test bed stand in a cache outside the checkout, and prints their folder.
# What is missing is built from Go modules. Standard output is the folder alone; everything else goes to standard error.
#
# Each program is a part of its own, under a key of what it is made of, so that a new pin builds one program and not all.
# The folder printed is a view: links to the parts that belong together. Parts and views appear by a rename, whole.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${CD_TESTBED_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/continuous-deployment/testbed}
source "$here/pins.sh"
source "$here/parts.sh"

[[ $(uname -s) == Linux ]] || fail "the test bed runs on Linux; this is $(uname -s)"
key=$(cd "$here" && cat pins.sh parts.sh kubernetes/go.* etcd/* registry/* bed/* stages/* | key_of)
view=$cache/$key/bin

if [[ ! -d $view || ! -x $view/sshd ]]; then
    command -v go >/dev/null || fail "Go is needed to build the test bed (https://go.dev/dl/)"
    mkdir -p "$cache/parts"
    exec 9>"$cache/lock"
    flock -n 9 || { say "another build of the test bed is under way; waiting for it"; flock 9; }
    if [[ ! -d $view ]]; then
        say "test bed: building what is missing in $cache"
        collected=$(mktemp -d "$cache/.view-XXXXXX")
        trap 'rm -rf "$collected"' EXIT
        all_parts
        mkdir -p "$cache/$key"
        chmod 755 "$collected"
        mv -T "$collected" "$view"
    fi
    source "$here/sshd.sh"
    provide_sshd
fi
echo "$view"
