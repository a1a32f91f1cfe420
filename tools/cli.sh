#!/usr/bin/env bash
# Builds the command line: one executable file, engine/target/cdctl. What `make cli` runs.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
echo "Building cdctl…" >&2
"$tools/maven.sh" -B -ntp -q -f "$tools/../engine/pom.xml" package -DskipTests -Dspotless.check.skip
ls -l "$tools/../engine/target/cdctl"
