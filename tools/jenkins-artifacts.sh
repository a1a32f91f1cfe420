# Whether the plugin can be built here. Sourced.
# shellcheck shell=bash

# Sets `plugin_without` to the reason why not. It stays empty where the plugin can be built, and where a repository that
# answers lacks one thing of many: then the POM is wrong, and building says so best.
look_for_jenkins() {
    local log=$1 detail
    plugin_without=
    if "$tools/maven.sh" -B -ntp -q -f "$root/pom.xml" validate dependency:resolve >"$log" 2>&1; then
        return
    fi
    grep -qiE 'Non-resolvable parent|could not transfer|failed to transfer|transfer failed|Error executing Maven' "$log" || return 0
    detail=$(grep -oE '(Could not (find|transfer)|was not found in|transfer failed).*' "$log" | head -n 1 |
        sed "s/ and 'parent.relativePath'.*//" | cut -c1-300)
    if network_answers; then
        plugin_without="the Jenkins artifacts were not found in any repository that answers ($detail)"
    else
        plugin_without="the network is broken: Maven Central, or its mirror, does not answer; check the network and Maven's settings"
    fi
}

# Asks for something that does not exist, with a memory of its own: "not found" is an answer, everything else is none.
network_answers() {
    local folder answer
    folder=$(mktemp -d)
    mkdir "$folder/.mvn"
    cat >"$folder/pom.xml" <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>io.jenkins.plugins</groupId>
    <artifactId>is-anybody-there</artifactId>
    <version>1</version>
    <relativePath />
  </parent>
  <artifactId>probe</artifactId>
</project>
POM
    answer=$("$tools/maven.sh" -B -ntp -q -f "$folder/pom.xml" -Dmaven.repo.local="$folder/memory" validate 2>&1) || true
    rm -rf "$folder"
    [[ $answer == *"Could not find artifact"* ]]
}
