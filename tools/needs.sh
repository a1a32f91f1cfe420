# What a machine must have. Sourced; `needs` names everything that is missing or too old at once.
# shellcheck shell=bash

at_least() { [[ $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1) == "$2" ]]; }

needs() {
    local missing=()
    need javac 17 "a JDK" "https://adoptium.net/" "$(javac_version)"
    need mvn 3.8 "Maven" "https://maven.apache.org/" "$(mvn -B -v 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9.]*\).*$/\1/p')"
    need go 1.21 "Go" "https://go.dev/dl/" "$(go version 2>/dev/null | sed -n 's/^go version go\([0-9.]*\).*$/\1/p')"
    need git 2.30 "Git" "https://git-scm.com/" "$(git --version 2>/dev/null | sed -n 's/^git version \([0-9.]*\).*$/\1/p')"
    if ((${#missing[@]})); then
        printf 'error: %s\n' "${missing[@]}" >&2
        return 1
    fi
}

# need COMMAND OLDEST NAME PLACE FOUND
need() {
    if [[ -z $5 ]]; then
        missing+=("$3 $2 or newer is needed, and there is no $1 ($4)")
    elif ! at_least "$5" "$2"; then
        missing+=("$3 $2 or newer is needed; this is $5 ($4)")
    fi
}

# Maven compiles with JAVA_HOME's Java where that is set.
javac_version() { "${JAVA_HOME:+$JAVA_HOME/bin/}javac" -version 2>&1 | sed -n 's/^javac \([0-9.]*\).*$/\1/p'; }
