package io.jenkins.plugins.continuousdeployment.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Cause;
import hudson.model.Result;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.Shop;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The steps on a project, from real pipelines. */
@WithJenkins
class ProjectStepsTest {
    private static final String PROGRESSING = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"
            + "spec:\n  replicas: 1\n  selector: {matchLabels: {app: web}}\n  template:\n"
            + "    metadata: {labels: {app: web}}\n    spec:\n      nodeSelector: {nowhere: 'true'}\n"
            + "      containers: [{name: web, image: web}]\n";
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

    private WorkflowRun run(String script) throws Exception {
        return Pipelines.run(jenkins, "caller", script);
    }

    @Test
    void syncIsABuildOfTheProjectWhoseRowsAndChangesComeBack() throws Exception {
        String commit = shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("shop", shop.definition());
        WorkflowRun run = run("""
            def done = deploySync 'shop'
            echo "${done.result} of ${done.revision.commit}: ${done.changes.collect { it.action + ' ' + it.name }}"
            """);
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("SUCCESS of " + commit + ": [created colours]", run);
        assertThat(run.getLog(200)).anyMatch(line -> line.matches("\\[shop #1] created +ConfigMap.*colours.*"));
        assertThat(shop.sky()).isEqualTo("blue");
        SyncRun sync = Shop.ended(project, 1);
        assertThat(sync.getCause(Cause.UpstreamCause.class).pointsTo(run)).isTrue();
    }

    @Test
    void projectIsFoundFromTheFolderOfTheJob() throws Exception {
        shop.says("blue").repository.commit("The shop");
        Folder folder = jenkins.jenkins.createProject(Folder.class, "team");
        shop.project(folder, "shop", shop.definition());
        WorkflowJob job = Pipelines.job(folder, "caller", "deploySync project: 'shop'");
        jenkins.assertBuildStatusSuccess(Pipelines.ended(jenkins, job));
        assertThat(shop.sky()).isEqualTo("blue");
        WorkflowRun lost = Pipelines.run(jenkins, "outside", "deploySync 'shap'");
        jenkins.assertBuildStatus(Result.FAILURE, lost);
        jenkins.assertLogContains("There is no deployment project shap", lost);
        jenkins.assertLogNotContains("\tat ", lost);
        jenkins.assertLogContains("caller is no deployment project", run("deployStatus '/team/caller'"));
    }

    @Test
    void syncThatFailsFailsTheStepWithItsMessage() throws Exception {
        shop.says(Map.of("map.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: Wrong_Name}}"))
                .repository
                .commit("A name that no server takes");
        shop.project("shop", shop.definition());
        WorkflowRun run = run("deploySync 'shop'");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(run.getLog(200)).anyMatch(line -> line.startsWith("ERROR: ") && line.contains("FAILURE"));
        jenkins.assertLogContains("Wrong_Name", run);
        WorkflowRun told = Pipelines.run(
                jenkins, "told", "echo deploySync(project: 'shop', propagate: false).result.toLowerCase()");
        jenkins.assertBuildStatusSuccess(told);
        jenkins.assertLogContains("failure", told);
    }

    @Test
    void objectsThatDoNotBecomeHealthyMakeThePipelineUnstable() throws Exception {
        shop.says(Map.of("web.yaml", PROGRESSING)).repository.commit("Never ready");
        shop.project("shop", shop.definition());
        WorkflowRun run = run("echo 'health ' + deploySync(project: 'shop', timeout: '3s').health");
        jenkins.assertBuildStatus(Result.UNSTABLE, run);
        jenkins.assertLogContains("health Progressing", run);
        jenkins.assertBuildStatusSuccess(Pipelines.run(jenkins, "hasty", "deploySync project: 'shop', wait: false"));
    }

    @Test
    void otherRevisionAndOptionsHoldForOneSync() throws Exception {
        String first = shop.says("blue")
                .says(Map.of("more.yaml", Shop.MAP.replace("colours", "more")))
                .repository
                .commit("The shop");
        shop.repository.remove("more.yaml");
        shop.says("grey").repository.commit("Clouds");
        shop.project("shop", shop.definition());
        jenkins.assertBuildStatusSuccess(run("deploySync project: 'shop', revision: '" + first + "'"));
        assertThat(shop.sky()).isEqualTo("blue");
        WorkflowRun pruned = Pipelines.run(
                jenkins,
                "prune",
                "deploySync project: 'shop', prune: true, pruneLimit: '1', deleteKinds: ['Namespace']");
        jenkins.assertBuildStatusSuccess(pruned);
        assertThat(pruned.getLog(200)).anyMatch(line -> line.matches("\\[shop #2] pruned +ConfigMap.*more.*"));
        WorkflowRun bad = Pipelines.run(jenkins, "bad", "deploySync project: 'shop', pruneLimit: 'lots'");
        jenkins.assertBuildStatus(Result.FAILURE, bad);
        jenkins.assertLogContains("lots", bad);
    }

    @Test
    void abortedPipelineEndsTheSyncThatItAskedFor() throws Exception {
        shop.says(Map.of("web.yaml", PROGRESSING)).repository.commit("Never ready");
        ContinuousDeployment project = shop.project("shop", shop.definition());
        WorkflowJob job = Pipelines.job(jenkins.jenkins, "caller", "deploySync 'shop'");
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Waiting for health", run);
        run.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        assertThat(Shop.ended(project, 1).getResult()).isEqualTo(Result.ABORTED);
        WorkflowRun late = Pipelines.run(
                jenkins, "late", "timeout(time: 4, unit: 'SECONDS') { deploySync project: 'shop', force: true }");
        jenkins.assertBuildStatus(Result.ABORTED, late);
        assertThat(Shop.ended(project, 2).getResult()).isEqualTo(Result.ABORTED);
    }

    @Test
    void diffIsToldAsChangesAndAsText() throws Exception {
        shop.says("blue")
                .says(Map.of(
                        "secret.yaml",
                        "{apiVersion: v1, kind: Secret, metadata: {name: pass}, stringData: {word: s3same}}"))
                .repository
                .commit("The shop");
        ContinuousDeployment project = shop.project("shop", shop.automatic());
        Shop.ended(project, 1);
        shop.repository.git("checkout", "--quiet", "-b", "change");
        shop.says("grey")
                .says(Map.of(
                        "secret.yaml",
                        "{apiVersion: v1, kind: Secret, metadata: {name: pass}, stringData: {word: s3cret}}"))
                .repository
                .commit("Clouds");
        WorkflowRun run = run("""
            def none = deployDiff 'shop'
            echo "nothing: ${none.syncStatus} [${none.text}]"
            def diff = deployDiff project: 'shop', revision: 'change'
            echo "${diff.changes.findAll { it.action == 'configured' }*.name}"
            echo diff.text
            """);
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("nothing: Synced []", run);
        jenkins.assertLogContains("[colours, pass]", run);
        jenkins.assertLogContains("-  sky: blue", run);
        jenkins.assertLogContains("+  sky: grey", run);
        jenkins.assertLogNotContains("s3cret", run);
        jenkins.assertLogNotContains(java.util.Base64.getEncoder().encodeToString("s3cret".getBytes()), run);
        assertThat(shop.sky()).isEqualTo("blue");
        assertThat(project.getLastBuild().getNumber()).isEqualTo(1);
        WorkflowRun bad = Pipelines.run(jenkins, "bad", "deployDiff project: 'shop', revision: 'no-such'");
        jenkins.assertBuildStatus(Result.FAILURE, bad);
        jenkins.assertLogContains("no-such", bad);
    }

    @Test
    void statusIsWhatThePageShows() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("shop", shop.automatic());
        Shop.ended(project, 1);
        Shop.well(project);
        WorkflowRun run = run("""
            def status = deployStatus 'shop'
            echo "${status.syncStatus} ${status.health} ${status.objects*.name}"
            """);
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("Synced Healthy [colours]", run);
    }

    @Test
    void commitThatWasJustPushedIsWaitedFor() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("shop", shop.automatic().replace("interval: 1s", "interval: 1h"));
        Shop.ended(project, 1);
        String second = shop.says("grey").repository.commit("Clouds");
        WorkflowRun run =
                run("echo 'by [' + deployWait(project: 'shop', revision: '" + second + "').satisfiedBy + ']'");
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("by []", run);
        assertThat(shop.sky()).isEqualTo("grey");
        String first = shop.repository.git("rev-parse", "HEAD~1").strip();
        WorkflowRun earlier = Pipelines.run(
                jenkins,
                "earlier",
                "echo 'by [' + deployWait(project: 'shop', revision: '" + first + "').satisfiedBy + ']'");
        jenkins.assertLogContains("by [" + second + "]", earlier);
    }

    @Test
    void waitEndsWhereTheCommitWillNotComeAndAfterItsTime() throws Exception {
        String first = shop.says("blue").repository.commit("The shop");
        shop.project("shop", shop.definition());
        shop.repository.git("checkout", "--quiet", "-b", "change");
        String other = shop.says("grey").repository.commit("Clouds");
        WorkflowRun superseded = run("deployWait project: 'shop', revision: '" + other + "'");
        jenkins.assertBuildStatus(Result.FAILURE, superseded);
        jenkins.assertLogContains("ERROR: Superseded: " + other, superseded);
        WorkflowRun late =
                Pipelines.run(jenkins, "late", "deployWait project: 'shop', revision: '" + first + "', timeout: '2s'");
        jenkins.assertBuildStatus(Result.FAILURE, late);
        jenkins.assertLogContains("is not there after 2s: OutOfSync", late);
        WorkflowRun none = Pipelines.run(jenkins, "none", "deployWait project: 'shop', revision: 'main'");
        jenkins.assertBuildStatus(Result.FAILURE, none);
        jenkins.assertLogContains("is no commit", none);
    }

    @Test
    void rollbackSuspendAndResumeAreThoseOfTheProject() throws Exception {
        String first = shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("shop", shop.automatic());
        Shop.ended(project, 1);
        shop.says("grey").repository.commit("Clouds");
        Shop.ended(project, 2);
        Shop.well(project);
        jenkins.assertBuildStatusSuccess(run("deployRollback project: 'shop', revision: '" + first + "'"));
        assertThat(shop.sky()).isEqualTo("blue");
        assertThat(project.getPinnedCommit()).isEqualTo(first);
        jenkins.assertBuildStatusSuccess(Pipelines.run(
                jenkins,
                "suspend",
                "deploySuspend project: 'shop', reason: 'incident 12', until: '2099-01-01T08:00:00Z'"));
        assertThat(project.getDefinition()).contains("incident 12", "2099-01-01T08:00:00Z");
        jenkins.assertBuildStatusSuccess(Pipelines.run(jenkins, "resume", "deployResume 'shop'"));
        assertThat(project.getDefinition()).doesNotContain("incident");
        WorkflowRun bad =
                Pipelines.run(jenkins, "bad", "deploySuspend project: 'shop', reason: 'x', until: 'tomorrow'");
        jenkins.assertBuildStatus(Result.FAILURE, bad);
        jenkins.assertLogContains("ERROR: \"tomorrow\" is no time", bad);
    }
}
