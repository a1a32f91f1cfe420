#!/usr/bin/env bash
# What `make run` runs: a cluster, a sample repository served over HTTPS, and, where Jenkins' artifacts can be had, a
# Jenkins with the plugin that deploys the one to the other; where they can't, `cdctl` does. It says what to try next.
# Everything lives on loopback and is gone after Ctrl-C.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$tools")
source "$tools/needs.sh"
source "$tools/jenkins-artifacts.sh"

needs
bin=$("$tools/testbed/build.sh")
cdctl=$root/engine/target/cdctl
[[ -x $cdctl ]] || "$tools/cli.sh"

# The bed lives as long as this script holds the other end of its standard input.
coproc BED { exec "$bin/testbed" up --with kubernetes,controllers,scheduler,kwok,git; }
bed=$BED_PID
trap 'trap - EXIT INT TERM; kill "$bed" 2>/dev/null; wait "$bed" 2>/dev/null; echo; echo "Everything is gone."; exit' EXIT INT TERM
echo "Starting a cluster and a Git server…"
IFS= read -r places <&"${BED[0]}" || { echo "error: the test bed did not start" >&2; exit 1; }

# place PART KEY: what the bed said of itself; its parts have no objects inside them.
place() { sed -n "s/^.*\"$1\":{[^}]*\"$2\":\"\([^\"]*\)\".*\$/\1/p" <<<"$places"; }

dir=$(sed -n 's/^{"dir":"\([^"]*\)".*$/\1/p' <<<"$places")
work=$dir/shop
# What cdctl renders kustomizations and charts with.
export PATH=$bin:$PATH
export KUBECONFIG
KUBECONFIG=$(place kubernetes kubeconfig)
git() { command git -C "$work" -c user.name=You -c user.email=you@example.com "$@"; }

mkdir "$work"
cp "$root"/docs/samples/first/*.yaml "$work/"
git init -q -b main
git init -q -b main --bare "$(place git root)/public/shop.git"
git remote add origin "$(place git root)/public/shop.git"
git config user.name You
git config user.email you@example.com
git add .
git commit -q -m "The shop"
git push -q -u origin main

cat >"$dir/projects.yaml" <<YAML
name: shop
source:
  repository: $(place git url)public/shop.git
  revision: main
destinations:
- cluster: testbed
  namespace: shop
sync:
  automatic: true
  prune: true
  selfHeal: true
  createNamespace: true
  interval: 2s
YAML
ca=$(place git ca)

log=$(mktemp)
look_for_jenkins "$log"
rm -f "$log"
if [[ -z $plugin_without && -z ${CD_RUN_WITHOUT_JENKINS-} ]]; then
    source "$tools/run-jenkins.sh"
    run_jenkins
    exit
fi
[[ -z $plugin_without ]] || echo "Without Jenkins: $plugin_without"

cat <<TEXT

In another terminal, while this one shows what happens:

  export KUBECONFIG=$KUBECONFIG
  alias kubectl=$bin/kubectl cdctl=$cdctl
  cd $work

  kubectl -n shop get all                              # look at it
  cdctl status -f $dir/projects.yaml --ca-file $ca

  sed -i 's/replicas: 2/replicas: 3/' deployment.yaml  # change it in Git: it arrives
  git commit -qam "Three" && git push -q

  kubectl -n shop delete service shop                  # change it in the cluster: it is healed
  kubectl -n shop scale deployment shop --replicas=7

  git rm -q service.yaml                               # what leaves Git leaves the cluster
  git commit -qm "No service" && git push -q

Ctrl-C here ends it all.

$ cdctl run -f projects.yaml
TEXT
"$cdctl" run -f "$dir/projects.yaml" --ca-file "$ca"
