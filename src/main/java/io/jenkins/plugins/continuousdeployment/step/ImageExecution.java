package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageOrder;
import io.jenkins.plugins.continuousdeployment.engine.update.WrittenImage;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.DeploymentLoop;
import io.jenkins.plugins.continuousdeployment.project.Operations;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * One tag of an image on its way to Git. What a restart has cut off is done again: where the commit had arrived, nothing
 * is to change any more.
 */
final class ImageExecution extends PollingExecution {
    private static final long serialVersionUID = 1;

    private final transient DeployImageStep step;
    private final String image;
    private final String tag;
    private String project = "";
    private transient volatile Future<WrittenImage> order;

    ImageExecution(StepContext context, DeployImageStep step) {
        super(context);
        this.step = step;
        this.image = step.getImage();
        this.tag = step.getTag();
    }

    @Override
    public boolean start() throws Exception {
        Calls.plainly(() -> {
            ContinuousDeployment found = Calls.project(step.getProject(), run());
            order = Operations.on(found).write(ImageOrder.of(image, tag));
            project = found.getFullName();
            return null;
        });
        poll();
        return false;
    }

    @Override
    void look() throws IOException, InterruptedException {
        Future<WrittenImage> now = order;
        if (now == null) {
            again();
        } else if (now.isDone()) {
            done(now);
        }
    }

    /** Whoever the pipeline runs as was asked when it began. */
    private void again() throws IOException, InterruptedException {
        if (!DeploymentLoop.get().isRunning()) {
            return;
        }
        ContinuousDeployment found = Jenkins.get().getItemByFullName(project, ContinuousDeployment.class);
        if (found == null) {
            throw new AbortException(Messages.ProjectSyncExecution_gone(project));
        }
        say("[" + project + "] " + Messages.ImageExecution_again());
        order = Operations.on(found).write(ImageOrder.of(image, tag));
    }

    private void done(Future<WrittenImage> ended) throws IOException, InterruptedException {
        try {
            WrittenImage written = ended.get();
            say("[" + project + "] " + words(written));
            for (String place : written.places()) {
                say("[" + project + "] " + place);
            }
            for (String note : written.notes()) {
                say("[" + project + "] " + note);
            }
            succeed(DeployImageStep.tree(written));
        } catch (CancellationException e) {
            cutOff();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException) {
                cutOff();
            } else if (e.getCause() instanceof RefusedException refused) {
                fail(new AbortException(refused.getMessage()));
            } else {
                fail(e.getCause());
            }
        }
    }

    /** The loop has ended: with Jenkins, and this goes on when it is back, or for another loop. */
    private void cutOff() {
        order = null;
    }

    private static String words(WrittenImage written) {
        return written.pushed()
                ? Messages.ImageExecution_pushed(written.commit(), written.branch())
                : Messages.ImageExecution_nothing(written.image(), written.tag(), written.branch(), written.commit());
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        // First, so that no look begins another order.
        super.stop(cause);
        Future<WrittenImage> now = order;
        if (now != null) {
            now.cancel(true);
        }
    }
}
