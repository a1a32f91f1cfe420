package io.jenkins.plugins.continuousdeployment.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.config.DeploymentRegistry;
import io.jenkins.plugins.continuousdeployment.project.ImageShop;
import io.jenkins.plugins.continuousdeployment.project.Shop;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** An order that is under way while Jenkins ends. */
class ImageStepRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private ImageShop images;

    private static boolean orders(WorkflowRun run) {
        try {
            List<StepExecution> all =
                    run.getExecution().getCurrentExecutions(true).get();
            return all.stream().anyMatch(ImageExecution.class::isInstance);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void orderThatWasCutOffIsGivenAgain() throws Throwable {
        SlowRegistry[] registry = new SlowRegistry[1];
        sessions.then(rule -> {
            images = new ImageShop(rule);
            registry[0] = new SlowRegistry(images.shop.bed.registry().url());
            DeploymentRegistry plain = new DeploymentRegistry(registry[0].host());
            plain.setPlainHttp(true);
            images.registries(plain);
            images.push("1.4.1");
            images.push("1.4.2");
            images.commits("1.4.1");
            String image = registry[0].host() + "/" + images.images.name();
            images.shop.project(
                    "shop",
                    images.definition("{automatic: false}")
                            .replace(images.image, image)
                            .replace("credentialsId: registry, ", ""));
            WorkflowJob job = Pipelines.job(
                    rule.jenkins,
                    "caller",
                    "def done = deployImage project: 'shop', image: '" + image
                            + "', tag: '1.4.2'\necho \"${done.pushed} at ${done.commit}\"");
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            rule.waitForMessage("[Pipeline] deployImage", run);
            Shop.until(() -> orders(run), () -> "no order");
        });
        registry[0].opens();
        try {
            sessions.then(rule -> {
                WorkflowRun run = rule.jenkins
                        .getItemByFullName("caller", WorkflowJob.class)
                        .getBuildByNumber(1);
                rule.assertBuildStatusSuccess(rule.waitForCompletion(run));
                rule.assertLogContains("The order was cut off by the end of Jenkins, and is given again", run);
                rule.assertLogContains("true at " + images.served("%H"), run);
                assertThat(images.repository.git("log", "--format=%s", "origin/main"))
                        .isEqualTo("Update image automatically.\nThe shop has 1.4.1\n");
            });
        } finally {
            registry[0].close();
        }
    }
}
