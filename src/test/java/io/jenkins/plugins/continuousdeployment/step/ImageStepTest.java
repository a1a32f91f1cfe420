package io.jenkins.plugins.continuousdeployment.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.DeploymentLoop;
import io.jenkins.plugins.continuousdeployment.project.ImageShop;
import io.jenkins.plugins.continuousdeployment.project.Operations;
import io.jenkins.plugins.continuousdeployment.project.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** {@code deployImage}, from real pipelines, with real servers on all sides. */
@WithJenkins
class ImageStepTest {
    private static final String SHOWN = "{automatic: false, author: {name: bot, email: bot@example.com}}";
    private static JenkinsRule jenkins;
    private static int number;
    private ImageShop images;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void configure() throws Exception {
        images = new ImageShop(jenkins);
    }

    @AfterEach
    void forget() throws Exception {
        images.close();
    }

    private WorkflowRun run(String script) throws Exception {
        return Pipelines.run(jenkins, "caller-" + ++number, script);
    }

    private String order(String image, String tag) {
        return "deployImage project: 'shop', image: '" + image + "', tag: '" + tag + "'";
    }

    private void refused(String step, String... words) throws Exception {
        String before = images.served("%H");
        WorkflowRun run = run(step);
        jenkins.assertBuildStatus(Result.FAILURE, run);
        for (String each : words) {
            jenkins.assertLogContains(each, run);
        }
        jenkins.assertLogNotContains("\tat ", run);
        assertThat(images.served("%H")).isEqualTo(before);
    }

    @Test
    void tagIsWrittenPushedAndDeployedAndASecondTimeNothingIsToChange() throws Exception {
        images.push("1.4.1");
        images.commits("1.4.1");
        ContinuousDeployment project = images.shop.project("shop", images.definition(SHOWN));
        Shop.well(project);
        String digest = images.push("1.4.2");
        String script = """
                def done = %s
                echo "pushed ${done.pushed}: ${done.tag} ${done.digest} in ${done.branch}, ${done.places}"
                def status = deployWait project: 'shop', revision: done.commit, timeout: '60s'
                echo "live ${status.revision.commit}"
                """.formatted(order(images.image, "1.4.2"));
        WorkflowRun run = run(script);
        jenkins.assertBuildStatusSuccess(run);
        String commit = images.served("%H");
        assertThat(images.served("%an %s")).isEqualTo("bot Update image automatically.");
        jenkins.assertLogContains("[shop] Pushed " + commit + " to main:", run);
        jenkins.assertLogContains("[shop] " + ImageShop.FILE + ":5", run);
        jenkins.assertLogContains("pushed true: 1.4.2 " + digest + " in main, [" + ImageShop.FILE + ":5", run);
        jenkins.assertLogContains("live " + commit, run);
        assertThat(images.live()).isEqualTo(images.image + ":1.4.2");
        assertThat(DeploymentLoop.get().images(project).orElseThrow().commit()).isEqualTo(commit);

        WorkflowRun again = run(script);
        jenkins.assertBuildStatusSuccess(again);
        jenkins.assertLogContains("[shop] Nothing to change: " + images.image + ":1.4.2 is in main already", again);
        jenkins.assertLogContains("pushed false: 1.4.2 " + digest + " in main, []", again);
        jenkins.assertLogContains("live " + commit, again);
        assertThat(images.served("%H")).isEqualTo(commit);
    }

    @Test
    void whatCanNotBeWrittenIsRefusedInWords() throws Exception {
        images.push("1.4.1");
        images.push("1.4.2");
        images.push("2.0.0");
        images.commits("1.4.2");
        ContinuousDeployment project = images.shop.project("shop", images.definition(SHOWN));
        refused(
                order("ghcr.io/shop/wep", "1.4.2"),
                "ERROR: the project shop has no image policy for ghcr.io/shop/wep",
                "default:web for " + images.image);
        refused(order(images.image, "2.0.0"), "2.0.0 is no version in the range ^1");
        refused(order(images.image, "1.4.1"), "1.4.2 stays, since 1.4.1 is less");
        refused(order(images.image, "1.4.9"), "default:web", "1.4.9", "(404)");
        refused(order(images.image + ":1.4.2", "1.4.2"), "has a tag or digest in its name");
        refused(order(images.image, ""), "is no tag");
        refused("deployImage project: 'shap', image: 'web', tag: '1'", "Did you mean shop?");
        Operations.on(project).suspend("incident 12", Optional.empty());
        refused(order(images.image, "1.4.2"), "is suspended by", "incident 12");
        project.makeDisabled(true);
        refused(order(images.image, "1.4.2"), "is disabled");
        project.makeDisabled(false);
        project.setDefinition(images.shop.definition());
        refused(order(images.image, "1.4.2"), "has no imageUpdates");
    }

    @Test
    void protectedBranchFailsTheStepWithWhatToDo() throws Exception {
        images.push("1.4.2");
        images.commits("1.4.1");
        hook("echo main is protected >&2\nexit 1\n");
        images.shop.project("shop", images.definition(SHOWN));
        refused(order(images.image, "1.4.2"), "ERROR: ", "main is protected", "pushBranch");
    }

    private void hook(String script) throws Exception {
        Path hook = images.repository.bare().resolve("hooks/pre-receive");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void abortEndsTheStepAtOnce() throws Exception {
        images.push("1.4.2");
        images.commits("1.4.1");
        Path begun = images.repository.bare().resolve("begun");
        Path go = images.repository.bare().resolve("go");
        hook("echo x >> " + begun + "\nwhile [ ! -e " + go + " ]; do sleep 0.05; done\nexit 1\n");
        images.shop.project("shop", images.definition(SHOWN));
        WorkflowJob job = Pipelines.job(jenkins.jenkins, "caller-" + ++number, order(images.image, "1.4.2"));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        try {
            Shop.until(() -> Files.exists(begun), () -> "no push");
            run.getExecutor().interrupt();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        } finally {
            Files.createFile(go);
        }
    }
}
