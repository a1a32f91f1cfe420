#!/usr/bin/env bash
# What `make test` runs: the test bed's own tests, the engine with its tests against the bed, and, where Jenkins'
# artifacts can be had, the plugin. A step that fails does not keep the next from running; the last lines say it all.
set -uo pipefail
shopt -s nullglob
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$tools")
source "$tools/needs.sh"
source "$tools/reports.sh"
source "$tools/jenkins-artifacts.sh"

started=$SECONDS
total="0 0 0"
result=0
summary=() left_out=()

heading() { printf '\n== %s\n' "$*"; }

# record NAME CODE "PASSED FAILED SKIPPED" NOTE: a step that broke without a failing test counts as one failure.
record() {
    local name=$1 code=$2 count=$3 note=${4-}
    if ((code != 0)); then
        result=1
        read -r _ failed _ <<<"$count"
        if ((failed == 0)); then
            count=$(add $count 0 1 0)
            note+="; it broke, as its output above says, and not by a failing test"
        fi
    fi
    total=$(add $total $count)
    summary+=("$(printf '%-10s%s passed, %s failed, %s skipped%s' "$name:" $count "$note")")
}

test_bed() {
    heading "Test bed"
    CD_TESTBED_BIN=$("$tools/testbed/build.sh") || exit 1
    export CD_TESTBED_BIN
    [[ -x $CD_TESTBED_BIN/sshd ]] || left_out+=("tests with SSH: there is no sshd (install OpenSSH's server)")
    local log
    log=$(mktemp)
    "$tools/testbed/test.sh" 2>&1 | tee "$log"
    record "test bed" "${PIPESTATUS[0]}" "$(go_count "$log")" "; all against real parts"
    rm -f "$log"
}

engine() {
    heading "Engine and cdctl"
    local reports=$root/engine/target/surefire-reports code real
    rm -rf "$reports"
    "$tools/maven.sh" -B -ntp -f "$root/engine/pom.xml" verify
    code=$?
    read -r real _ <<<"$(junit_count $(reports_with_real_parts "$root/engine/target/test-classes" "$reports"))"
    record engine "$code" "$(junit_count "$reports"/TEST-*.xml)" "; $real of those passed against real parts"
}

plugin() {
    heading "Plugin"
    local reports=$root/target/surefire-reports code log plugin_without
    log=$(mktemp)
    look_for_jenkins "$log"
    rm -f "$log"
    if [[ -n $plugin_without ]]; then
        echo "left out: $plugin_without"
        left_out+=("the plugin, and whether the two class paths agree: $plugin_without")
        return
    fi
    rm -rf "$reports"
    "$tools/maven.sh" -B -ntp -f "$root/pom.xml" verify
    code=$?
    record plugin "$code" "$(junit_count "$reports"/TEST-*.xml)"
}

needs || exit 1
test_bed
engine
plugin

heading "What was run, in $((SECONDS - started)) s"
printf '%s\n' "${summary[@]}"
heading "What was left out"
printf '%s\n' "${left_out[@]-nothing}"
echo
printf '%s passed, %s failed, %s skipped\n' $total
exit $result
