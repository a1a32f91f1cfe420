package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Cause;
import hudson.model.Result;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRepository;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What other products' guides walk their readers through, done with this one. */
@WithJenkins
class WalkThroughsTest {
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: REPLICAS
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: "web:1"}]}
            """;

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec:
              type: NodePort
              selector: {app: web}
              ports: [{port: 80}]
            """;

    private static JenkinsRule jenkins;
    private Shop shop;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void configure() throws Exception {
        shop = new Shop(jenkins);
    }

    @AfterEach
    void forget() throws Exception {
        shop.close();
    }

    private String web(String path) {
        return shop.kubectl.run(
                "get",
                "deployment",
                "web",
                "-n",
                shop.namespace,
                "-o",
                "jsonpath={" + path + "}",
                "--ignore-not-found");
    }

    /** KubeSphere: import a repository, create a continuous deployment, look at it, find its address, delete it. */
    @Test
    void kubeSphere() throws Exception {
        shop.says(Map.of(
                        "config/default/kustomization.yaml",
                        "resources: [web.yaml, service.yaml]\n",
                        "config/default/web.yaml",
                        WEB.replace("REPLICAS", "2"),
                        "config/default/service.yaml",
                        SERVICE))
                .repository
                .commit("Open podcasts");
        String fresh = shop.namespace + "-fresh";
        ContinuousDeployment project = shop.project("open-podcasts", """
                displayName: Podcasts
                description: The community's podcasts
                source: {repository: shop, revision: main, path: config/default}
                destinations: [{cluster: testbed, namespace: FRESH}]
                sync:
                  automatic: true
                  prune: true
                  selfHeal: true
                  skipSchemaValidation: true
                  createNamespace: true
                  pruneLast: true
                  applyOutOfSyncOnly: true
                  propagationPolicy: foreground
                  replace: false
                  interval: 1s
                """.replace("FRESH", fresh));
        assertThat(Shop.ended(project, 1).getResult()).isEqualTo(Result.SUCCESS);
        Shop.well(project);
        assertThat(shop.kubectl.run("get", "deployment", "web", "-n", fresh, "-o", "jsonpath={.status.readyReplicas}"))
                .isEqualTo("2");
        String port =
                shop.kubectl.run("get", "service", "web", "-n", fresh, "-o", "jsonpath={.spec.ports[0].nodePort}");
        assertThat(project.state().addresses().toString()).contains(port);
        Operations.on(project).describe("Open podcasts", "Listen");
        assertThat(project.stored().definition().orElseThrow().displayName()).isEqualTo("Open podcasts");
        Operations.on(project).deleteWithObjects(new Cause.UserIdCause());
        Shop.until(() -> jenkins.jenkins.getItem("open-podcasts") == null, () -> "the project goes with its objects");
        assertThat(shop.kubectl.run("get", "deployment,service", "-n", fresh, "-o", "name"))
                .isEmpty();
    }

    /** Kommander: a source by HTTPS with user and password, by HTTPS with an own CA, by SSH; suspend, resume, delete. */
    @Test
    void kommander() throws Exception {
        List<Credentials> credentials = SystemCredentialsProvider.getInstance().getCredentials();
        credentials.add(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL,
                "https",
                "",
                shop.bed.git().user(),
                shop.bed.git().password()));
        credentials.add(new FileCredentialsImpl(
                CredentialsScope.GLOBAL,
                "ca",
                "",
                "ca.pem",
                SecretBytes.fromBytes(Files.readAllBytes(shop.bed.git().ca()))));
        credentials.add(new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                "ssh",
                "git",
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(
                        Files.readString(shop.bed.ssh().identity())),
                "",
                ""));
        Repository basic = shop.bed.newRepository("basic");
        basic.write("map.yaml", Shop.MAP.replace("SKY", "blue")).commit("The shop");
        shop.says("blue").repository.commit("The shop");
        DeploymentRepository https = new DeploymentRepository("https");
        https.setAddress(basic.url());
        https.setCredentialsId("https");
        https.setCaCredentialsId("ca");
        DeploymentRepository ssh = new DeploymentRepository("ssh");
        ssh.setAddress(shop.repository.sshUrl());
        ssh.setCredentialsId("ssh");
        ssh.setKnownHosts(Files.readString(shop.bed.ssh().knownHosts()));
        List<DeploymentRepository> repositories =
                new ArrayList<>(DeploymentConfiguration.get().getRepositories());
        repositories.addAll(List.of(https, ssh));
        DeploymentConfiguration.get().setRepositories(repositories);

        for (String source : List.of("https", "ssh")) {
            ContinuousDeployment project =
                    shop.project(source, shop.automatic().replace("repository: shop", "repository: " + source));
            assertThat(Shop.ended(project, 1).getResult()).as(source).isEqualTo(Result.SUCCESS);
            Shop.well(project);
            assertThat(shop.sky()).isEqualTo("blue");
            Operations.on(project).suspend("Incident 12", Optional.empty());
            shop.kubectl.run(
                    "patch", "configmap", "colours", "-n", shop.namespace, "-p", "{\"data\":{\"sky\":\"red\"}}");
            Shop.becomes(project, state -> state.syncStatus() == SyncStatus.OUT_OF_SYNC);
            assertThat(shop.sky()).isEqualTo("red");
            Operations.on(project).resume();
            Shop.ended(project, 2);
            assertThat(shop.sky()).isEqualTo("blue");
            Operations.on(project).deleteWithObjects(new Cause.UserIdCause());
            Shop.until(() -> jenkins.jenkins.getItem(source) == null, () -> source + " goes with its objects");
            assertThat(shop.sky()).isEmpty();
        }
    }

    /** Mia-Platform: what runs differs from Git and is put right; going back is a revert in Git. */
    @Test
    void miaPlatform() throws Exception {
        shop.says(Map.of("web.yaml", WEB.replace("REPLICAS", "2"))).repository.commit("Two");
        ContinuousDeployment project = shop.project("runtime", shop.automatic());
        Shop.ended(project, 1);
        Shop.well(project);
        shop.kubectl.run("scale", "deployment", "web", "-n", shop.namespace, "--replicas=5");
        assertThat(Shop.ended(project, 2).getCause(AutomaticCause.class).getKind())
                .isEqualTo("drift");
        assertThat(web(".spec.replicas")).isEqualTo("2");
        shop.says(Map.of("web.yaml", WEB.replace("REPLICAS", "3"))).repository.commit("Three, by mistake");
        Shop.ended(project, 3);
        assertThat(web(".spec.replicas")).isEqualTo("3");
        shop.repository.git("revert", "--no-edit", "HEAD");
        shop.repository.publish();
        SyncRun reverted = Shop.ended(project, 4);
        assertThat(reverted.getCause(AutomaticCause.class).getDetail()).startsWith("Revert \"Three");
        assertThat(web(".spec.replicas")).isEqualTo("2");
    }

    /** KubeVela: a kustomize source on a branch, below a path, looked at in an interval. */
    @Test
    void kubeVela() throws Exception {
        shop.repository.git("checkout", "-q", "-b", "infra");
        shop.says(Map.of(
                        "infrastructure/server.yaml",
                        WEB.replace("REPLICAS", "1"),
                        "infrastructure/server-config.yaml",
                        Shop.MAP.replace("SKY", "blue")))
                .repository
                .commit("Infrastructure");
        ContinuousDeployment project = shop.project(
                "infra-gitops",
                "source: {repository: shop, revision: infra, path: ./infrastructure}\n"
                        + "destinations: [{cluster: testbed, namespace: " + shop.namespace + "}]\n"
                        + "sync: {automatic: true, interval: 2s}\n");
        Shop.ended(project, 1);
        Shop.well(project);
        assertThat(shop.sky()).isEqualTo("blue");
        assertThat(web(".status.readyReplicas")).isEqualTo("1");
        shop.says(Map.of("infrastructure/server-config.yaml", Shop.MAP.replace("SKY", "grey")))
                .repository
                .commit("Clouds");
        Shop.ended(project, 2);
        assertThat(shop.sky()).isEqualTo("grey");
    }
}
