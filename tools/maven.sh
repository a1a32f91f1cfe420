#!/usr/bin/env bash
# Maven as the build wants it: the one on PATH if it is new enough (the plugin's parent asks for 3.9.6), else one that
# the older Maven on PATH fetches into the cache. Takes Maven's arguments.
set -euo pipefail
wanted=3.9.6
fetched=3.9.16
dependency_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.9.0
cache=${XDG_CACHE_HOME:-$HOME/.cache}/continuous-deployment/maven

fail() { echo "error: $*" >&2; exit 1; }
at_least() { [[ $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1) == "$2" ]]; }

fetch() {
    local folder log
    mkdir -p "$cache"
    folder=$(mktemp -d "$cache/.fetch-XXXXXX")
    log=$folder/log
    echo "Maven $1 is older than $wanted; fetching $fetched into $cache" >&2
    if ! (cd "$folder" && mvn -B -q -C "$dependency_plugin:copy" -DoutputDirectory="$folder" \
            -Dartifact="org.apache.maven:apache-maven:$fetched:tar.gz:bin") >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        rm -rf "$folder"
        fail "Maven $fetched could not be fetched: check the network, or install Maven $wanted or newer"
    fi
    tar -xzf "$folder/apache-maven-$fetched-bin.tar.gz" -C "$folder"
    mv -T "$folder/apache-maven-$fetched" "$cache/apache-maven-$fetched" 2>/dev/null ||
        [[ -x $cache/apache-maven-$fetched/bin/mvn ]] # another run was faster
    rm -rf "$folder"
}

command -v mvn >/dev/null || fail "Maven 3.8 or newer is needed"
version=$(mvn -B -v | sed -n 's/^.*Apache Maven \([0-9.]*\).*$/\1/p')
at_least "${version:-0}" 3.8 || fail "Maven 3.8 or newer is needed; this is ${version:-of an unknown version}"
if at_least "$version" "$wanted"; then
    exec mvn "$@"
fi
[[ -x $cache/apache-maven-$fetched/bin/mvn ]] || fetch "$version"
exec "$cache/apache-maven-$fetched/bin/mvn" "$@"
