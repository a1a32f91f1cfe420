# Counts tests by what JUnit and Go wrote down. Sourced; every count is "PASSED FAILED SKIPPED".
# shellcheck shell=bash

# junit_count FILE…: over reports of Surefire.
junit_count() {
    (($#)) || { echo 0 0 0; return; }
    awk '/<testsuite / {
        tests += number("tests"); bad += number("failures") + number("errors"); skipped += number("skipped")
    }
    function number(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
    END { print tests - bad - skipped, bad + 0, skipped + 0 }' "$@"
}

# go_count FILE: over what `go test -v` printed.
go_count() {
    awk '/^--- PASS/ { passed++ } /^--- FAIL/ { failed++ } /^--- SKIP/ { skipped++ }
    END { print passed + 0, failed + 0, skipped + 0 }' "$1"
}

# reports_with_real_parts CLASSES REPORTS: the reports of those test classes that come to the test bed, by themselves or
# through a class of the tests. Taken from the compiled classes: what refers to it has its name inside.
reports_with_real_parts() {
    local classes=$1 reports=$2 names=engine/testbed/TestBed found class previous=''
    while [[ $names != "$previous" ]]; do
        previous=$names
        found=$(grep -rlF --include='*.class' -f <(echo "$names") "$classes" | sed "s|^$classes/||; s|\.class$||; s|\\$.*$||")
        names=$(printf '%s\n' "$names" "$found" | sort -u)
    done
    for class in $found; do
        class=${class//\//.}
        compgen -G "$reports/TEST-$class.xml" || true
        compgen -G "$reports/TEST-$class\$*.xml" || true
    done | sort -u
}

add() { echo $(($1 + $4)) $(($2 + $5)) $(($3 + $6)); }
