package io.jenkins.plugins.continuousdeployment.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.Shop;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.authorizeproject.GlobalQueueItemAuthenticator;
import org.jenkinsci.plugins.authorizeproject.strategy.TriggeringUsersAuthorizationStrategy;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Whose rights a step uses: those of whoever the pipeline runs as, as for the {@code build} step. */
@WithJenkins
class StepPermissionsTest {
    private static JenkinsRule jenkins;
    private Shop shop;
    private ContinuousDeployment project;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        // As the plugin of that name does.
        Item.EXTENDED_READ.setEnabled(true);
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "viewer", "builder", "owner", "stranger")
                .grant(Item.EXTENDED_READ)
                .everywhere()
                .to("viewer")
                .grant(Item.BUILD)
                .everywhere()
                .to("builder", "owner")
                .grant(Item.CONFIGURE)
                .everywhere()
                .to("owner"));
    }

    @BeforeEach
    void configure() throws Exception {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            shop = new Shop(jenkins);
            shop.says("blue").repository.commit("The shop");
            project = shop.project("shop", shop.definition());
        }
    }

    @AfterEach
    void forget() throws Exception {
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            shop.close();
        }
    }

    private void pipelinesRunAsWhoStartsThem() {
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new GlobalQueueItemAuthenticator(new TriggeringUsersAuthorizationStrategy()));
    }

    /** A pipeline that this user has started. */
    private WorkflowRun by(String user, String script) throws Exception {
        WorkflowJob job;
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            job = Pipelines.job(
                    jenkins.jenkins, user + "-" + jenkins.jenkins.getItems().size(), script);
        }
        WorkflowRun run;
        try (ACLContext ignored = ACL.as2(User.getById(user, true).impersonate2())) {
            run = job.scheduleBuild2(0, new hudson.model.CauseAction(new hudson.model.Cause.UserIdCause(user)))
                    .waitForStart();
        }
        jenkins.waitForCompletion(run);
        return run;
    }

    private void refused(String user, String script, String permission) throws Exception {
        WorkflowRun run = by(user, script);
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("ERROR: " + user + " is missing the " + permission + " permission", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void whoeverStartsAPipelineNeedsTheRightsOfEachStep() throws Exception {
        pipelinesRunAsWhoStartsThem();
        String commit = shop.repository.git("rev-parse", "HEAD").strip();
        refused("reader", "deploySync 'shop'", "Job/Build");
        refused("reader", "deployImage project: 'shop', image: 'web', tag: '1'", "Job/Build");
        refused("reader", "deployDiff 'shop'", "Job/ExtendedRead");
        refused("reader", "deployWait project: 'shop', revision: '" + commit + "'", "Job/Build");
        for (String beyond : List.of(
                "deploySync project: 'shop', prune: true",
                "deploySync project: 'shop', revision: 'main'",
                "deploySync project: 'shop', confirmPrune: true",
                "deployRollback project: 'shop', revision: '" + commit + "'",
                "deploySuspend project: 'shop', reason: 'x'",
                "deployResume 'shop'")) {
            refused("builder", beyond, "Job/Configure");
        }
        jenkins.assertLogContains(
                "shop writes no images to Git", by("builder", "deployImage project: 'shop', image: 'web', tag: '1'"));
        assertThat(project.getLastBuild()).isNull();
        assertThat(project.getDefinition()).doesNotContain("suspended");

        jenkins.assertBuildStatusSuccess(by("reader", "deployStatus 'shop'"));
        jenkins.assertBuildStatusSuccess(by("viewer", "deployDiff 'shop'"));
        jenkins.assertBuildStatusSuccess(by("builder", "deploySync 'shop'"));
        jenkins.assertBuildStatusSuccess(by("builder", "deployWait project: 'shop', revision: '" + commit + "'"));
        jenkins.assertBuildStatusSuccess(by("owner", "deploySync project: 'shop', prune: true"));
        jenkins.assertBuildStatusSuccess(by("owner", "deploySuspend project: 'shop', reason: 'x'"));
        assertThat(project.getDefinition()).contains("by: owner");
    }

    @Test
    void withoutAnyoneToRunAsAPipelineIsJenkinsItself() throws Exception {
        jenkins.assertBuildStatusSuccess(by("reader", "deploySync project: 'shop', prune: true"));
        assertThat(shop.sky()).isEqualTo("blue");
    }

    @Test
    void projectThatMayNotBeSeenIsNotThere() throws Exception {
        pipelinesRunAsWhoStartsThem();
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("blind")
                .grant(Item.READ, Item.BUILD)
                .onItems()
                .to("blind"));
        try {
            WorkflowRun run = by("blind", "deploySync 'shop'");
            jenkins.assertBuildStatus(Result.FAILURE, run);
            jenkins.assertLogContains("There is no deployment project shop", run);
            jenkins.assertLogNotContains("Did you mean", run);
        } finally {
            start(jenkins);
        }
    }
}
