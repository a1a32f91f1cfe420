#!/usr/bin/env bash
# What `make bench` runs: each figure beside its limit and beside a peer measured in the same run. Takes some minutes;
# leave the machine alone meanwhile.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$tools")
source "$tools/needs.sh"

needs
CD_TESTBED_BIN=$("$tools/testbed/build.sh")
export CD_TESTBED_BIN
"$tools/maven.sh" -B -ntp -q -f "$root/engine/pom.xml" package -DskipTests
"$tools/maven.sh" -B -ntp -q -f "$root/engine/pom.xml" dependency:build-classpath \
    -Dmdep.outputFile="$root/engine/target/classpath.txt"
classes=$root/engine/target/classes:$root/engine/target/test-classes:$(<"$root/engine/target/classpath.txt")
bench=io.jenkins.plugins.continuousdeployment.engine.bench
nproc=$(getconf _NPROCESSORS_ONLN)
echo "$nproc processors, $("${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | head -n 1), load $(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$classes" "$bench.ApplyBench"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$classes" "$bench.ProcessBench" "$root/engine/target/cdctl"
# As long as the design asks for; less only says less.
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$classes" "$bench.LoopBench" "$root/engine/target/cdctl" "${IDLE_SECONDS:-600}"
