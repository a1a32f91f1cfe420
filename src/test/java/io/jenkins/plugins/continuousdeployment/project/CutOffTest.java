package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRepository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Kubectl;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.Serializable;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A Jenkins that is killed while syncs are at five different points, and started again; pipelines that wait for them go
 * on, and follow them into those that take them up.
 */
class CutOffTest {
    private static final String MAP =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: NAME, annotations: ANNOTATIONS}, data: {a: b}}\n";

    /** It becomes healthy when there is a node for it. */
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  nodeSelector: {cut-off-test: NODE}
                  tolerations: [{operator: Exists}]
                  containers: [{name: web, image: "web:1"}]
            """;

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension().withPort(freePort());

    private final TestBed bed = TestBed.get();
    private final Kubectl kubectl = bed.kubectl();
    private final String namespace = kubectl.newNamespace();

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the other process needs to know. */
    private record Setting(
            String server,
            String ca,
            String token,
            String gitCa,
            List<String> names,
            List<String> addresses,
            String namespace)
            implements Serializable {}

    private Repository repository(String... files) {
        Repository repository = bed.newRepository("public");
        for (int i = 0; i < files.length; i += 2) {
            repository.write(files[i], files[i + 1].replace("NODE", namespace).replace("ANNOTATIONS", "{}"));
        }
        repository.commit("The shop");
        return repository;
    }

    @Test
    void syncsThatWereCutOffAreClosedAndTakenUpWhereverTheyWere() throws Throwable {
        Repository git = repository("map.yaml", MAP.replace("NAME", "git"));
        Repository waves = repository(
                "web.yaml",
                WEB.replace("{name: web}", "{name: wave}"),
                "map.yaml",
                MAP.replace("NAME", "wave").replace("ANNOTATIONS", "{argocd.argoproj.io/sync-wave: \"1\"}"));
        Repository health = repository(
                "web.yaml", WEB.replace("{name: web}", "{name: health}"), "map.yaml", MAP.replace("NAME", "health"));
        Repository removal =
                repository("map.yaml", MAP.replace("{name: NAME,", "{name: removal, finalizers: [example.com/hold],"));
        Repository done = repository("map.yaml", MAP.replace("NAME", "done"));
        Setting setting = new Setting(
                bed.kubernetes().server(),
                Files.readString(bed.kubernetes().ca()),
                bed.kubernetes().adminToken(),
                Files.readString(bed.git().ca()),
                List.of("git", "wave", "health", "removal", "done"),
                List.of(git.urlBelow("slow"), waves.url(), health.url(), removal.url(), done.url()),
                namespace);

        jenkins.startJenkins();
        jenkins.runRemotely(CutOffTest::begin, setting);
        jenkins.stopJenkinsForcibly();

        kubectl.feed(
                "{apiVersion: v1, kind: Node, metadata: {name: NODE, labels: {cut-off-test: NODE}}, status: {capacity: {cpu: 8, memory: 8Gi, pods: 50}}}"
                        .replace("NODE", namespace),
                "create",
                "-f",
                "-");
        kubectl.run(
                "patch",
                "configmap",
                "removal",
                "-n",
                namespace,
                "--type=json",
                "-p",
                "[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]");
        jenkins.startJenkins();
        jenkins.runRemotely(CutOffTest::takenUp, git.url());
        kubectl.run("delete", "node", namespace);
    }

    private static void begin(org.jvnet.hudson.test.JenkinsRule rule, Setting setting) throws Exception {
        DeploymentConfiguration configuration = DeploymentConfiguration.get();
        configuration.setRepositories(IntStream.range(0, setting.names().size())
                .mapToObj(i -> repository(setting, i))
                .toList());
        Shop.configure(setting.server(), setting.ca(), setting.token(), "cut-off-" + setting.namespace());
        for (int i = 0; i < setting.names().size(); i++) {
            ContinuousDeployment project = rule.createProject(
                    ContinuousDeployment.class, setting.names().get(i));
            project.setDefinition("source: {repository: " + setting.names().get(i) + ", revision: main}\n"
                    + "destinations: [{cluster: testbed, namespace: " + setting.namespace() + "}]\n"
                    + "sync: {interval: 1s, timeout: 5m}\n");
            caller(rule, project.getName());
        }
        // Begun, and waiting for Git.
        Shop.until(
                () -> project("git").getLastBuild() != null
                        && project("git").getLastBuild().isInProgress(),
                () -> "git begins");
        logs("wave", "created");
        logs("health", "Waiting for health");
        for (String name : List.of("wave", "health")) {
            rule.waitForMessage("[" + name + " #1] created", caller(name));
        }
        Shop.ended(project("done"), 1);
        rule.waitForMessage("SUCCESS by 1", caller("done"));
        Shop.ended(project("removal"), 1);
        Operations.on(project("removal")).deleteWithObjects(new hudson.model.Cause.UserIdCause());
        Shop.until(
                () -> project("removal").getLastBuild().getNumber() == 2
                        && !project("removal").getLastBuild().getSyncChanges().isEmpty(),
                () -> "the removal begins");
    }

    /** A pipeline that syncs a project, and has something else to do then. */
    private static void caller(org.jvnet.hudson.test.JenkinsRule rule, String project) throws Exception {
        WorkflowJob job = rule.createProject(WorkflowJob.class, "caller-" + project);
        job.setDefinition(new CpsFlowDefinition(
                "def done = deploySync '" + project + "'\necho \"${done.result} by ${done.number}\"\nsleep 5", true));
        job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun caller(String project) {
        return Jenkins.get()
                .getItemByFullName("caller-" + project, WorkflowJob.class)
                .getBuildByNumber(1);
    }

    private static DeploymentRepository repository(Setting setting, int i) {
        DeploymentRepository repository =
                new DeploymentRepository(setting.names().get(i));
        repository.setAddress(setting.addresses().get(i));
        repository.setCaCertificate(setting.gitCa());
        return repository;
    }

    private static ContinuousDeployment project(String name) {
        return Jenkins.get().getItemByFullName(name, ContinuousDeployment.class);
    }

    private static void logs(String name, String text) {
        Shop.until(
                () -> {
                    try {
                        SyncRun run = project(name).getLastBuild();
                        return run != null && run.getLog(100).stream().anyMatch(line -> line.contains(text));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                () -> name + " says " + text);
    }

    private static void takenUp(org.jvnet.hudson.test.JenkinsRule rule, String git) throws Exception {
        for (String name : List.of("wave", "health")) {
            ContinuousDeployment project = project(name);
            SyncRun first = Shop.ended(project, 1);
            assertThat(first.getResult()).as(name).isEqualTo(Result.ABORTED);
            assertThat(first.getOutcome()).isEqualTo("CUT_OFF");
            assertThat(first.getSyncChanges().get("changes").toString()).contains("created", "kind=Deployment");
            SyncRun second = Shop.ended(project, 2);
            assertThat(second.getResult()).as(name + ": " + second.getLog(100)).isEqualTo(Result.SUCCESS);
            assertThat(second.getCause(ResumedCause.class).getNumber()).isEqualTo(1);
        }
        assertThat(project("wave")
                        .getBuildByNumber(2)
                        .getSyncChanges()
                        .get("changes")
                        .toString())
                .contains("kind=ConfigMap");
        ContinuousDeployment project = project("git");
        assertThat(Shop.ended(project, 1).getOutcome()).isEqualTo("CUT_OFF");
        DeploymentConfiguration configuration = DeploymentConfiguration.get();
        configuration.getRepositories().stream()
                .filter(repository -> repository.getName().equals("git"))
                .forEach(repository -> repository.setAddress(git));
        configuration.save();
        assertThat(Shop.ended(project, 2).getResult()).isEqualTo(Result.SUCCESS);
        for (String name : List.of("git", "wave", "health", "done")) {
            WorkflowRun run = caller(name);
            rule.assertBuildStatusSuccess(rule.waitForCompletion(run));
            rule.assertLogContains("SUCCESS by " + (name.equals("done") ? 1 : 2), run);
        }
        Shop.until(() -> project("removal") == null, () -> "the objects of removal go, and the project");
        assertThat(project("done").getLastBuild().getNumber()).isEqualTo(1);
        assertThat(project("done").getBuildByNumber(1).getResult()).isEqualTo(Result.SUCCESS);
        for (TopLevelItem item : rule.jenkins.getItems()) {
            item.delete();
        }
    }
}
