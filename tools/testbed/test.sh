#!/usr/bin/env bash
# Tests of the test bed itself: every part, and that nothing outlives it. Takes less than a minute.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
CD_TESTBED_BIN=$("$here/build.sh")
export CD_TESTBED_BIN
unformatted=$(gofmt -l "$here/bed" "$here/etcd" "$here/registry" "$here/test")
[[ -z $unformatted ]] || { echo "error: not formatted (make format): $unformatted" >&2; exit 1; }
cd "$here/test"
GOWORK=off GOFLAGS='' go vet .
GOWORK=off GOFLAGS='' go test -count=1 -v . "$@"
