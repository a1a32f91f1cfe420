# Finds OpenSSH's server for the test bed, or unpacks Debian's into the cache. Sourced by build.sh.
# shellcheck shell=bash

# Leaves $view/sshd; without one the bed still starts, without its part "ssh".
provide_sshd() {
    local sshd unpacked=$cache/parts/openssh
    for sshd in "$(command -v sshd || true)" /usr/sbin/sshd /usr/local/sbin/sshd "$unpacked/usr/sbin/sshd"; do
        if [[ -x $sshd ]]; then
            ln -sfn "$sshd" "$view/sshd"
            return
        fi
    done
    if ! command -v apt-get >/dev/null; then
        say "warning: there is no sshd, so tests with SSH are left out; install OpenSSH's server"
    elif unpack_sshd "$unpacked" >"$cache/sshd.log" 2>&1; then
        ln -sfn "$unpacked/usr/sbin/sshd" "$view/sshd"
        say "  sshd: unpacked from Debian's packages"
    else
        tail -n 5 "$cache/sshd.log" >&2
        say "warning: there is no sshd and its package could not be had, so tests with SSH are left out"
    fi
}

# Nothing is installed and nobody need be root: packages are fetched and unpacked into a folder. Beside the server these
# are the libraries that it needs and this machine lacks, and the one that can show it an account (see sshserver.go).
unpack_sshd() {
    local folder options=() package
    folder=$(mktemp -d "$cache/parts/.openssh-XXXXXX")
    (
        set -e
        cd "$folder"
        if ! apt-get download openssh-server; then
            # The machine's lists of packages are missing or old, as in most container images: use lists of our own.
            mkdir -p lists/partial archives/partial
            options=(-o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder/archives" -o Debug::NoLocking=1)
            apt-get "${options[@]}" update
            apt-get "${options[@]}" download openssh-server
        fi
        for package in libnss-wrapper $(libraries_of openssh-server "${options[@]}"); do
            apt-get "${options[@]}" download "$package"
        done
        for package in *.deb; do
            dpkg -x "$package" .
        done
        rm -rf ./*.deb lists archives
        if [[ -d lib ]]; then cp -rn lib/. usr/lib/; fi
    ) || { rm -rf "$folder"; return 1; }
    chmod 755 "$folder"
    mv -T "$folder" "$1"
}

libraries_of() {
    local package=$1 library
    shift
    apt-cache "$@" depends "$package" | sed -n 's/^ *Depends: \(lib[a-z0-9.+-]*\)$/\1/p' | while read -r library; do
        dpkg -s "$library" >/dev/null 2>&1 || echo "$library"
    done
}
