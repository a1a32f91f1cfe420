package io.jenkins.plugins.continuousdeployment.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Kubectl;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.ResumedCause;
import io.jenkins.plugins.continuousdeployment.project.Shop;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Steps that wait while Jenkins ends, and go on when it is back. */
class StepRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    /** A Pod that no node takes: Pending until somebody says otherwise. */
    private static final String PENDING = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n"
            + "spec: {nodeSelector: {nowhere: 'true'}, containers: [{name: web, image: web}]}\n";

    private final Kubectl kubectl = TestBed.get().kubectl();
    private String namespace;
    private String commit;

    private void becomesReady() {
        kubectl.run(
                "patch",
                "pod",
                "web",
                "-n",
                namespace,
                "--subresource=status",
                "-p",
                "{\"status\":{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
    }

    private String definition(String sync) {
        return "source: {repository: shop, revision: main}\n" + "destinations: [{cluster: testbed, namespace: "
                + namespace + "}]\nsync: {interval: 1s" + sync + "}\n";
    }

    private static WorkflowRun caller(JenkinsRule rule) {
        return rule.jenkins.getItemByFullName("caller", WorkflowJob.class).getBuildByNumber(1);
    }

    private Shop shop(JenkinsRule rule) throws Exception {
        Shop shop = new Shop(rule);
        namespace = shop.namespace;
        commit = shop.says(Map.of("pod.yaml", PENDING)).repository.commit("Never ready");
        return shop;
    }

    private static void waits(JenkinsRule rule, WorkflowJob job, String message) throws Exception {
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        rule.waitForMessage(message, run);
    }

    @Test
    void syncThatWasCutOffIsFollowedIntoTheOneThatTakesItUp() throws Throwable {
        sessions.then(rule -> {
            shop(rule).project("shop", definition(""));
            WorkflowJob job = Pipelines.job(
                    rule.jenkins, "caller", "def done = deploySync 'shop'\necho \"${done.result} by ${done.number}\"");
            waits(rule, job, "Waiting for health");
        });
        sessions.then(rule -> {
            WorkflowRun run = caller(rule);
            rule.waitForMessage("[shop #2]", run);
            ContinuousDeployment project = rule.jenkins.getItemByFullName("shop", ContinuousDeployment.class);
            becomesReady();
            rule.assertBuildStatusSuccess(rule.waitForCompletion(run));
            rule.assertLogContains("SUCCESS by 2", run);
            assertThat(project.getBuildByNumber(1).getResult()).isEqualTo(Result.ABORTED);
            SyncRun second = Shop.ended(project, 2);
            assertThat(second.getCause(ResumedCause.class).getNumber()).isEqualTo(1);
        });
    }

    @Test
    void waitForACommitGoesOn() throws Throwable {
        sessions.then(rule -> {
            shop(rule).project("shop", definition(", automatic: true"));
            WorkflowJob job =
                    Pipelines.job(rule.jenkins, "caller", "deployWait project: 'shop', revision: '" + commit + "'");
            waits(rule, job, "Progressing at " + commit);
        });
        sessions.then(rule -> {
            WorkflowRun run = caller(rule);
            becomesReady();
            rule.assertBuildStatusSuccess(rule.waitForCompletion(run));
        });
    }

    @Test
    void inlineSyncIsDoneAgainAtTheSameCommit() throws Throwable {
        sessions.then(rule -> {
            Shop shop = shop(rule);
            WorkflowJob job = Pipelines.job(
                    rule.jenkins,
                    "caller",
                    "echo deploySync(name: 'web', source: [repository: 'shop', revision: 'main'], destinations: [[cluster:"
                            + " 'testbed', namespace: '" + namespace + "']]).revision.commit + ' again'");
            waits(rule, job, "Waiting for health");
            shop.says(Map.of("more.yaml", Shop.MAP)).repository.commit("Something newer");
        });
        sessions.then(rule -> {
            WorkflowRun run = caller(rule);
            rule.waitForMessage("done again at the same commit", run);
            becomesReady();
            rule.assertBuildStatusSuccess(rule.waitForCompletion(run));
            rule.assertLogContains(commit + " again", run);
        });
    }

    @Test
    void filesOfAWorkspaceAreReadAgainWhenItsAgentIsBack() throws Throwable {
        sessions.then(rule -> {
            shop(rule);
            rule.createOnlineSlave(hudson.model.Label.get("away"));
            WorkflowJob job = Pipelines.job(
                    rule.jenkins,
                    "caller",
                    "node('away') {\nwriteFile file: 'deploy/pod.yaml', text: '''" + PENDING + "'''\n"
                            + "def done = deploySync name: 'web', dir: 'deploy',"
                            + " destinations: [[cluster: 'testbed', namespace: '" + namespace + "']]\n"
                            + "echo \"${done.result} again\"\n}");
            waits(rule, job, "Waiting for health");
        });
        sessions.then(rule -> {
            WorkflowRun run = caller(rule);
            rule.waitForMessage("done again with the files that lie in deploy now", run);
            becomesReady();
            rule.assertBuildStatusSuccess(rule.waitForCompletion(run));
            rule.assertLogContains("SUCCESS again", run);
        });
    }
}
