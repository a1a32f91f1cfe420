# The Jenkins of `make run`. Sourced by run.sh, which has started everything else.
# shellcheck shell=bash

# Jenkins with the plugin of this checkout, configured as code: the cluster, the repository and the sample projects.
run_jenkins() {
    local port password home=$dir/jenkins
    port=$(free_port)
    password=$(od -An -N9 -tx1 /dev/urandom | tr -d ' \n')
    mkdir -p "$home"
    jenkins_as_code "$password" "http://localhost:$port/jenkins/" >"$home/jenkins.yaml"
    cat <<TEXT

Jenkins starts in a minute or two:

  http://localhost:$port/jenkins/    user admin, password $password

The project "shop" becomes Synced and Healthy by itself. In another terminal:

  export KUBECONFIG=$KUBECONFIG
  alias kubectl=$bin/kubectl
  cd $work

  kubectl -n shop get all                              # what it deployed

  sed -i 's/replicas: 2/replicas: 3/' deployment.yaml  # change it in Git: it arrives
  git commit -qam "Three" && git push -q

  kubectl -n shop delete service shop                  # change it in the cluster: it is healed

Ctrl-C here ends it all. What Jenkins says goes to $home/log.
TEXT
    PATH=$bin:$PATH CASC_JENKINS_CONFIG=$home/jenkins.yaml "$tools/maven.sh" -B -ntp -f "$root/pom.xml" hpi:run \
        -Dport="$port" -DjenkinsHome="$home" -Djenkins.install.runSetupWizard=false \
        -Dhudson.model.UpdateCenter.never=true -Dhudson.model.DownloadService.never=true >"$home/log" 2>&1 &
    jenkins=$!
    trap 'trap - EXIT INT TERM; kill "$jenkins" 2>/dev/null; wait "$jenkins" 2>/dev/null; kill "$bed" 2>/dev/null; wait "$bed" 2>/dev/null; echo; echo "Everything is gone."; exit' EXIT INT TERM
    until grep -qs "Jenkins is fully up and running" "$home/log"; do
        kill -0 "$jenkins" 2>/dev/null || { tail -n 30 "$home/log"; echo "error: Jenkins did not start" >&2; exit 1; }
        sleep 1
    done
    echo "Jenkins is up."
    wait "$jenkins"
}

free_port() {
    local port
    for port in $(shuf -i 20000-40000 -n 20); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

indented() { sed 's/^/          /' "$1"; }

jenkins_as_code() {
    cat <<YAML
jenkins:
  systemMessage: A Jenkins to try Continuous Deployment with. It is gone when \`make run\` ends.
  numExecutors: 1
  securityRealm:
    local:
      allowsSignup: false
      users:
      - {id: admin, password: "$1"}
  authorizationStrategy: loggedInUsersCanDoAnything
credentials:
  system:
    domainCredentials:
    - credentials:
      - string: {scope: SYSTEM, id: testbed, secret: "$(place kubernetes adminToken)"}
unclassified:
  location: {url: "$2"}
  continuousDeployment:
    clusters:
    - name: testbed
      alias: The cluster of make run
      address: $(place kubernetes server)
      credentialsId: testbed
      caCertificate: |
$(indented "$(place kubernetes ca)")
    repositories:
    - name: shop
      address: $(place git url)public/shop.git
      caCertificate: |
$(indented "$(place git ca)")
continuousDeployments:
- name: shop
  displayName: Shop
  description: The first project, deployed by itself
  source: {repository: shop, revision: main}
  destinations:
  - {cluster: testbed, namespace: shop}
  sync: {automatic: true, prune: true, selfHeal: true, createNamespace: true, interval: 2s}
- name: shop-by-hand
  displayName: Shop, by hand
  description: The same in another namespace; press Sync
  source: {repository: shop, revision: main}
  destinations:
  - {cluster: testbed, namespace: shop-by-hand}
  sync: {prune: true, createNamespace: true}
YAML
}
