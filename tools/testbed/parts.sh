# The parts of the test bed and how each is built. Sourced by build.sh.
# shellcheck shell=bash

say() { echo "$*" >&2; }
fail() { say "error: $*"; exit 1; }
key_of() { { cat; uname -m; } | sha256sum | cut -c1-12; }

all_parts() {
    local kubernetes etcd version
    kubernetes=$(cat "$here"/kubernetes/go.* <(echo "$recipe") | key_of)
    etcd=$(cat "$here"/etcd/* <(echo "$recipe") | key_of)
    part etcd "$etcd" module etcd .
    for name in kube-apiserver kube-controller-manager kube-scheduler kubectl; do
        part "$name" "$kubernetes" module kubernetes "k8s.io/kubernetes/cmd/$name"
    done
    version=$(pinned "$kwok_version")
    part kwok "$version" release "sigs.k8s.io/kwok/cmd/kwok@$kwok_version" ""
    part kwok-stages "$version" kwok_stages
    part kustomize "$(pinned "$kustomize_version")" release \
        "sigs.k8s.io/kustomize/kustomize/v5@$kustomize_version" ""
    part helm "$(pinned "$helm_version")" release \
        "helm.sh/helm/v3/cmd/helm@$helm_version" "-X helm.sh/helm/v3/internal/version.version=$helm_version"
    part crane "$(pinned "$crane_version")" release \
        "github.com/google/go-containerregistry/cmd/crane@$crane_version" ""
    part registry "$(cat "$here"/registry/* <(echo "$recipe") | key_of)" module registry .
    part testbed "$(cat "$here"/bed/* <(echo "$recipe") | key_of)" module bed .
    part stages "$(cat "$here"/stages/* | key_of)" own_stages
}

pinned() { echo "$1 $recipe" | key_of; }

# part NAME KEY BUILDER ARGUMENT…: runs the builder, which leaves $target/NAME, unless that is in the cache; links it.
part() {
    local name=$1 folder=$cache/parts/$1-$2 target start
    shift 2
    if [[ ! -d $folder ]]; then
        target=$(mktemp -d "$cache/parts/.$name-XXXXXX")
        start=$SECONDS
        "$@" || { rm -rf "$target"; exit 1; }
        chmod 755 "$target"
        mv -T "$target" "$folder"
        say "  $name: $((SECONDS - start)) s"
    fi
    cp -rl "$folder/$name" "$collected/"
}

# A package of a module that has its go.mod and go.sum here.
module() {
    local flags="-s -w" version
    if [[ $1 == kubernetes ]]; then
        version=$(sed -n 's/^.*k8s\.io\/kubernetes v\([0-9.]*\).*$/\1/p' "$here/kubernetes/go.mod" | head -n 1)
        flags+=" $(kubernetes_version "$version")"
    fi
    (cd "$here/$1" && build -mod=readonly -ldflags "$flags" -o "$target/$name" "$2")
}

# The servers take their version, and clients their user agent, from variables that the linker sets.
kubernetes_version() {
    local package major minor
    IFS=. read -r major minor _ <<<"$1"
    for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
        echo -n " -X $package.gitVersion=v$1 -X $package.gitMajor=$major -X $package.gitMinor=$minor"
        echo -n " -X $package.gitTreeState=clean"
    done
}

# A package of a published module, without its own file of checksums here: Go's checksum database vouches for it.
release() {
    (cd "$target" && GOBIN=$target with_go install -ldflags "-s -w $2" "$1")
}

# KWOK's stages say how nodes and pods come to life; its module brings them as files.
kwok_stages() {
    local module=$here source name
    module=$(cd "$target" && with_go mod download -json "sigs.k8s.io/kwok@$kwok_version" |
        sed -n 's/^.*"Dir": "\(.*\)".*$/\1/p')
    mkdir "$target/kwok-stages"
    for name in node/fast node/heartbeat pod/fast volume/fast; do
        for source in "$module/kustomize/stage/$name"/*.yaml; do
            if grep -q '^kind: Stage$' "$source"; then
                install -m 644 "$source" "$target/kwok-stages/"
            fi
        done
    done
}

own_stages() { cp -r "$here/stages" "$target/stages"; }

build() { with_go build "$@"; }

# Runs Go so that nothing of the machine leaks in, no C compiler is needed, and a dead network reads as one.
with_go() {
    local command=$1 log=$target/.log
    shift
    [[ $command == mod ]] || set -- -trimpath -buildvcs=false "$@"
    if GOWORK=off GOFLAGS='' CGO_ENABLED=0 go "$command" "$@" 2>"$log"; then
        rm -f "$log"
        return
    fi
    tail -n 15 "$log" >&2
    if grep -qE 'dial tcp|no such host|connection refused|network is unreachable|i/o timeout|TLS handshake|proxyconnect|server misbehaving|: 50[0-9] |deadline exceeded|unexpected EOF|connection reset' "$log"; then
        say "error: could not reach the Go module proxy for $name (GOPROXY=$(go env GOPROXY)): check the network and GOPROXY"
    else
        say "error: $name could not be built; Go's message is above"
    fi
    return 1
}
