package io.jenkins.plugins.continuousdeployment.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentGrant;
import io.jenkins.plugins.continuousdeployment.project.DeploymentLoop;
import io.jenkins.plugins.continuousdeployment.project.Shop;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Deployments that a pipeline gives inline: from a repository, and from a workspace on an agent. */
@WithJenkins
class InlineStepsTest {
    private static JenkinsRule jenkins;
    private static DumbSlave agent;
    private Shop shop;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        agent = rule.createOnlineSlave(hudson.model.Label.get("away"));
    }

    @BeforeEach
    void configure() throws Exception {
        shop = new Shop(jenkins);
    }

    @AfterEach
    void forget() throws Exception {
        DeploymentConfiguration.get().setGrants(List.of());
        shop.close();
    }

    /** What an inline step says of itself, the source left to the test. */
    private String inline(String source) {
        return "name: 'web', " + source + ", destinations: [[cluster: 'testbed', namespace: '" + shop.namespace + "']]";
    }

    private String fromGit() {
        return inline("source: [repository: 'shop', revision: 'main']");
    }

    private WorkflowRun run(String script) throws Exception {
        return Pipelines.run(jenkins, "caller", script);
    }

    /** In a workspace with these files. */
    private WorkflowRun onAgent(Map<String, String> files, String step) throws Exception {
        StringBuilder script = new StringBuilder("node('away') { dir('" + shop.namespace + "') {\n");
        files.forEach((file, text) -> script.append("writeFile file: '" + file + "', text: '''" + text + "'''\n"));
        return run(script.append(step).append("\n} }").toString());
    }

    @Test
    void repositoryIsSyncedUnderTheNameOfTheJob() throws Exception {
        String commit = shop.says("blue").repository.commit("The shop");
        WorkflowRun run = run("""
            def diff = deployDiff %1$s
            echo diff.text
            def done = deploySync %1$s
            echo "${done.result} ${done.project} ${done.revision.commit}"
            def status = deployStatus %1$s
            echo "${status.syncStatus} again, ${status.project}"
            """.formatted(fromGit()));
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("+  sky: blue", run);
        jenkins.assertLogContains("SUCCESS caller#web " + commit, run);
        jenkins.assertLogContains("Synced again, caller#web", run);
        assertThat(run.getLog(200)).anyMatch(line -> line.matches("\\[#web] created +ConfigMap.*colours.*"));
        assertThat(shop.kubectl.run("get", "configmap", "colours", "-n", shop.namespace, "-o", "yaml"))
                .contains("caller#web");
        assertThat(DeploymentLoop.get().reconciler().states()).isEmpty();
    }

    @Test
    void revisionSettingsAndTextsWithValuesAreThoseOfTheCall() throws Exception {
        String first = shop.says("blue")
                .says(Map.of("more.yaml", Shop.MAP.replace("colours", "more")))
                .repository
                .commit("The shop");
        shop.repository.remove("more.yaml");
        String second = shop.says("grey").repository.commit("Clouds");
        String computed = inline("source: [repository: \"${'sh' + 'op'}\", revision: 'main']");
        WorkflowRun run = run("deploySync " + computed + ", revision: '" + first + "'\n"
                + "echo 'then ' + deploySync(" + computed + ", sync: [pruneLimit: 3], prune: true).changes*.action\n"
                + "echo 'by [' + deployWait(" + computed + ", revision: '" + first + "').satisfiedBy + ']'");
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("then [configured, pruned]", run);
        jenkins.assertLogContains("by [" + second + "]", run);
    }

    @Test
    void rollbackGoesBackToACommitAndNothingElse() throws Exception {
        String first = shop.says("blue").repository.commit("The shop");
        shop.says("grey").repository.commit("Clouds");
        WorkflowRun run = run("deploySync " + fromGit() + "\n" + "echo 'back ' + deployRollback(" + fromGit()
                + ", revision: '" + first + "').changes*.action");
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("back [configured]", run);
        assertThat(shop.sky()).isEqualTo("blue");
        WorkflowRun vague = Pipelines.ended(
                jenkins, Pipelines.job(jenkins.jenkins, "vague", "deployRollback " + fromGit() + ", revision: 'main'"));
        jenkins.assertBuildStatus(Result.FAILURE, vague);
        jenkins.assertLogContains("main", vague);
        jenkins.assertLogNotContains("\tat ", vague);
        assertThat(shop.sky()).isEqualTo("blue");
    }

    @Test
    void mistakesAreNamedTogether() throws Exception {
        WorkflowRun run =
                run("deploySync name: 'web', source: [repositry: 'shop'], destinations: [], sync: [prun: true]");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("source.repositry: unknown key. Did you mean repository?", run);
        jenkins.assertLogContains("destinations", run);
        jenkins.assertLogContains("sync.prun", run);
        jenkins.assertLogNotContains("\tat ", run);
        WorkflowRun automatic = Pipelines.run(
                jenkins, "automatic", "deploySync " + fromGit() + ", sync: [automatic: true, selfHeal: true]");
        jenkins.assertLogContains("sync.automatic: has no meaning in a step", automatic);
        jenkins.assertLogContains("sync.selfHeal: has no meaning in a step", automatic);
        jenkins.assertLogContains(
                "A project is named, and a deployment is given inline",
                Pipelines.run(jenkins, "both", "deploySync project: 'shop', " + fromGit()));
        jenkins.assertLogContains("No project is given", Pipelines.run(jenkins, "none", "deployStatus()"));
        jenkins.assertLogContains(
                "no cluster 'tastbed' is configured",
                Pipelines.run(jenkins, "cluster", "deploySync " + fromGit().replace("testbed", "tastbed")));
    }

    @Test
    void whereTheJobStandsDecidesWhatItMayTouch() throws Exception {
        shop.says("blue").repository.commit("The shop");
        DeploymentGrant grant = new DeploymentGrant();
        grant.setFolder("elsewhere");
        DeploymentConfiguration.get().setGrants(List.of(grant));
        WorkflowRun run = run("deploySync " + fromGit());
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("is not granted to projects outside folders", run);
        WorkflowRun workspace = onAgentAgain("deploySync " + inline("dir: '.'"));
        jenkins.assertBuildStatus(Result.FAILURE, workspace);
        jenkins.assertLogContains("is not granted to projects outside folders", workspace);
        assertThat(shop.sky()).isEmpty();
    }

    private WorkflowRun onAgentAgain(String step) throws Exception {
        return Pipelines.run(jenkins, "again", "node('away') { writeFile file: 'map.yaml', text: ''\n" + step + " }");
    }

    @Test
    void workspaceOnAnAgentIsReadThereAndSynced() throws Exception {
        WorkflowRun run = onAgent(
                Map.of(
                        "deploy/base/map.yaml", Shop.MAP.replace("SKY", "blue"),
                        "deploy/base/kustomization.yaml", "resources: [map.yaml]",
                        "deploy/prod/kustomization.yaml", "resources: [../base]\nnamePrefix: the-",
                        "other.txt", "no manifest"),
                "echo deployDiff(" + inline("dir: 'deploy', source: [path: 'prod']") + ").text\n" + "deploySync "
                        + inline("dir: 'deploy', source: [path: 'prod']"));
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("+  sky: blue", run);
        assertThat(shop.kubectl.run("get", "configmap", "the-colours", "-n", shop.namespace, "-o", "yaml"))
                .contains("caller#web");
        assertThat(DeploymentLoop.get().reconciler().states()).isEmpty();
    }

    @Test
    void faultInAFileOfAWorkspaceIsNamedWithItsLine() throws Exception {
        WorkflowRun run = onAgent(
                Map.of("deploy/map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, name: b}\n"),
                "deploySync " + inline("dir: 'deploy'"));
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("map.yaml:3", run);
        WorkflowRun git = Pipelines.run(
                jenkins,
                "git",
                "deploySync " + inline("dir: 'deploy', source: [repository: 'shop', revision: 'main']"));
        jenkins.assertLogContains("source.repository: can't be given beside dir", git);
        jenkins.assertLogContains("source.revision: can't be given beside dir", git);
        WorkflowRun nowhere = Pipelines.run(jenkins, "nowhere", "deploySync " + inline("dir: 'deploy'"));
        jenkins.assertLogContains("dir needs a workspace", nowhere);
    }

    @Test
    void linksAndFoldersThatLeadOutAreRefused() throws Exception {
        WorkflowRun link = onAgent(
                Map.of("deploy/map.yaml", Shop.MAP, "secret.yaml", Shop.MAP),
                "sh 'ln -s ../secret.yaml deploy/more.yaml'\ndeploySync " + inline("dir: 'deploy'"));
        jenkins.assertBuildStatus(Result.FAILURE, link);
        jenkins.assertLogContains("more.yaml", link);
        assertThat(shop.sky()).isEmpty();
        for (String out : List.of("..", "/etc", "out")) {
            WorkflowRun run = Pipelines.run(
                    jenkins,
                    "out" + out.hashCode(),
                    "node('away') { sh 'ln -sfn /etc out'\ndeploySync " + inline("dir: '" + out + "'") + " }");
            jenkins.assertBuildStatus(Result.FAILURE, run);
            jenkins.assertLogContains("leads out of the workspace", run);
        }
        jenkins.assertLogContains("there is no folder gone", onAgentAgain("deploySync " + inline("dir: 'gone'")));
    }

    @Test
    void stepsOnOneDeploymentTakeTurns() throws Exception {
        shop.says("blue").repository.commit("The shop");
        WorkflowRun run =
                run("parallel a: { deploySync %1$s }, b: { deploySync %1$s, prune: true }, c: { deploySync %1$s }"
                        .formatted(fromGit()));
        jenkins.assertBuildStatusSuccess(run);
        assertThat(DeploymentLoop.get().reconciler().states()).isEmpty();
    }

    @Test
    void abortedStepEndsTheSyncAndForgetsTheDeployment() throws Exception {
        shop.says(Map.of(
                        "web.yaml",
                        "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n"
                                + "spec: {nodeSelector: {nowhere: 'true'}, containers: [{name: web, image: web}]}"))
                .repository
                .commit("Never ready");
        WorkflowJob job = Pipelines.job(jenkins.jenkins, "caller", "deploySync " + fromGit());
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Waiting for health", run);
        run.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        Shop.until(() -> DeploymentLoop.get().reconciler().states().isEmpty(), () -> "it is kept");
    }

    @Test
    void aProjectMayNotPassForADeploymentOfAWorkspace() throws Exception {
        var project = shop.project("shop", shop.definition().replace("repository: shop", "repository: 'workspace:'"));
        Shop.becomes(project, state -> !state.message().isEmpty());
        assertThat(project.state().message()).contains("workspace:");
    }
}
