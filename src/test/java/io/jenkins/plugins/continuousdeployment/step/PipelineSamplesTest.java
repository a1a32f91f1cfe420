package io.jenkins.plugins.continuousdeployment.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.model.Result;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.ImageShop;
import io.jenkins.plugins.continuousdeployment.project.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every sample of {@code docs/pipeline.md}, run as it stands there, but for the cluster and the namespace. */
@WithJenkins
class PipelineSamplesTest {
    private static final Pattern SAMPLE =
            Pattern.compile("<!-- sample: (\\w+) -->\n```groovy\n(.*?)```", Pattern.DOTALL);
    private static final Set<String> RUN = new HashSet<>();
    private static JenkinsRule jenkins;
    private static String docs;
    private final Map<String, String> samples = new TreeMap<>();
    private Shop shop;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        docs = Files.readString(Path.of("docs/pipeline.md"));
    }

    @BeforeEach
    void configure() throws Exception {
        shop = new Shop(jenkins);
        shop.says("blue").repository.commit("The shop");
        String here = "cluster: 'testbed', namespace: '" + shop.namespace + "'";
        Matcher sample = SAMPLE.matcher(docs);
        while (sample.find()) {
            samples.put(sample.group(1), sample.group(2).replace("cluster: 'prod', namespace: 'shop'", here));
        }
        EnvVars variables = new EnvVars(
                "CHANGE_BRANCH",
                "change",
                "CONFIG_REPOSITORY",
                shop.repository.git("remote", "get-url", "origin").strip());
        jenkins.jenkins.getGlobalNodeProperties().clear();
        jenkins.jenkins
                .getGlobalNodeProperties()
                .add(new EnvironmentVariablesNodeProperty(variables.entrySet().stream()
                        .map(each -> new EnvironmentVariablesNodeProperty.Entry(each.getKey(), each.getValue()))
                        .toList()));
    }

    @AfterEach
    void forget() throws Exception {
        shop.close();
    }

    @AfterAll
    static void allOfThem() {
        Matcher sample = SAMPLE.matcher(docs);
        Set<String> written = new HashSet<>();
        while (sample.find()) {
            written.add(sample.group(1));
        }
        assertThat(RUN).isEqualTo(written);
        assertThat(docs.split("```groovy", -1)).hasSize(written.size() + 1);
    }

    private WorkflowRun run(String sample) throws Exception {
        RUN.add(sample);
        return Pipelines.run(jenkins, "caller", samples.get(sample));
    }

    @Test
    void sync() throws Exception {
        shop.project("shop", shop.definition());
        WorkflowRun run = run("sync");
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("created ConfigMap colours", run);
    }

    @Test
    void plan() throws Exception {
        shop.project("shop", shop.definition());
        shop.repository.git("checkout", "--quiet", "-b", "change");
        shop.says("grey").repository.commit("Clouds");
        WorkflowRun run = run("plan");
        jenkins.assertBuildStatusSuccess(run);
        assertThat(run.getArtifactManager().root().child("plan.diff").open().readAllBytes())
                .asString()
                .contains("+  sky: grey");
    }

    @Test
    void promotion() throws Exception {
        shop.project("shop", shop.definition());
        String staging = shop.kubectl.newNamespace();
        shop.project("shop-staging", shop.definition().replace(shop.namespace, staging));
        RUN.add("promotion");
        WorkflowRun run = Pipelines.job(jenkins.jenkins, "caller", samples.get("promotion"))
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("Deploy this to production?", run);
        jenkins.assertLogContains("+  sky: blue", run);
        assertThat(shop.sky()).isEmpty();
        Shop.until(() -> waiting(run), () -> "no input");
        run.getAction(InputAction.class).getExecutions().get(0).proceed(null);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(shop.sky()).isEqualTo("blue");
    }

    private static boolean waiting(WorkflowRun run) {
        try {
            InputAction action = run.getAction(InputAction.class);
            return action != null && !action.getExecutions().isEmpty();
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void waitForTheCommitJustPushed() throws Exception {
        ContinuousDeployment project = shop.project("shop", shop.automatic());
        Shop.ended(project, 1);
        WorkflowRun run = run("wait");
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("Synced, Healthy", run);
        assertThat(shop.sky()).isEqualTo("green");
    }

    /** With a stand-in for Docker, and the bed's registry. */
    @Test
    void image() throws Exception {
        try (ImageShop images = new ImageShop(jenkins)) {
            images.push("1.0.1");
            images.commits("1.0.0");
            images.shop.project("shop", images.definition("{automatic: false}"));
            Path said = docker();
            samples.compute("image", (name, sample) -> sample.replace("registry.example.com/shop/web", images.image));
            WorkflowRun run = run("image");
            jenkins.assertBuildStatusSuccess(run);
            jenkins.assertLogContains("Wrote sha256:", run);
            assertThat(Files.readString(said)).endsWith("push --quiet " + images.image + ":1.0.1\n");
            assertThat(images.live()).isEqualTo(images.image + ":1.0.1");
        }
    }

    /** A program of that name, and what it was told. */
    private Path docker() throws Exception {
        Path folder = Files.createDirectory(shop.repository.bare().resolve("programs"));
        Path said = folder.resolve("said");
        Path program = folder.resolve("docker");
        Files.writeString(program, "#!/bin/sh\necho \"$@\" >> " + said + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        jenkins.jenkins
                .getGlobalNodeProperties()
                .add(new EnvironmentVariablesNodeProperty(
                        new EnvironmentVariablesNodeProperty.Entry("PATH+DOCKER", folder.toString())));
        return said;
    }

    @Test
    void rollback() throws Exception {
        ContinuousDeployment project = shop.project("shop", shop.definition());
        jenkins.assertBuildStatusSuccess(Pipelines.run(jenkins, "before", "deploySync 'shop'"));
        shop.says("grey").repository.commit("Clouds");
        Shop.becomes(project, state -> state.status()
                .map(status -> !status.summary().lastSynced().isEmpty())
                .orElse(false));
        WorkflowRun run = run("rollback");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(shop.sky()).isEqualTo("blue");
        assertThat(project.getPinnedCommit()).isNotEmpty();
    }

    @Test
    void inline() throws Exception {
        jenkins.assertBuildStatusSuccess(run("inline"));
        assertThat(shop.sky()).isEqualTo("blue");
    }

    @Test
    void workspace() throws Exception {
        jenkins.assertBuildStatusSuccess(run("workspace"));
        assertThat(shop.kubectl.run("get", "configmap", "built", "-n", shop.namespace, "-o", "jsonpath={.data.number}"))
                .isEqualTo("1");
    }

    @Test
    void everyStepAndParameterIsNamed() {
        for (StepDescriptor step : StepDescriptor.all()) {
            if (step instanceof FormStepDescriptor) {
                assertThat(docs).contains("`" + step.getFunctionName());
                DescribableModel.of(step.clazz).getParameters().forEach(parameter -> assertThat(docs)
                        .containsPattern("\\b" + parameter.getName() + "\\b"));
            }
        }
    }
}
