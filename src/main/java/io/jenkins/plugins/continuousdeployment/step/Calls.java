package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Run;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.springframework.security.access.AccessDeniedException;

/** What a call of a step means, as whoever the pipeline runs as; a mistake in it is told without a stack trace. */
final class Calls {
    private Calls() {}

    /** What may be refused. */
    @FunctionalInterface
    interface Call<T> {
        T get() throws IOException, InterruptedException;
    }

    /** The same for a run. */
    @FunctionalInterface
    interface RunCall<T> {
        T of(Run<?, ?> run) throws IOException, InterruptedException;
    }

    /** Begins what a step on a project or on an inline deployment is to do. */
    static StepExecution start(
            StepContext context, DeploymentStep step, Call<StepExecution> named, RunCall<StepExecution> inline)
            throws IOException, InterruptedException {
        check(step);
        if (!step.isInline()) {
            return named.get();
        }
        Run<?, ?> run = run(context);
        return plainly(() -> inline.of(run));
    }

    /** Either a project, or all that an inline deployment needs. */
    static void check(DeploymentStep step) throws AbortException {
        if (step.getProject() != null && step.isInline()) {
            throw new AbortException(Messages.Calls_both());
        }
        if (step.isInline() && step.getName() == null) {
            throw new AbortException(Messages.Calls_noName());
        }
    }

    static <T> T plainly(Call<T> call) throws IOException, InterruptedException {
        try {
            return call.get();
        } catch (RefusedException | AccessDeniedException e) {
            // Without a cause, which would be printed with its trace.
            throw new AbortException(e.getMessage());
        }
    }

    static Run<?, ?> run(StepContext context) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        if (run == null) {
            throw new AbortException(Messages.Calls_noRun());
        }
        return run;
    }

    /** The project of that name, as seen from the job of a run. */
    static ContinuousDeployment project(@CheckForNull String name, Run<?, ?> run) throws AbortException {
        if (name == null) {
            throw new AbortException(Messages.Calls_noProject());
        }
        Item item = Jenkins.get().getItem(name, run.getParent(), Item.class);
        if (item instanceof ContinuousDeployment project) {
            return project;
        }
        if (item != null) {
            throw new AbortException(Messages.Calls_otherItem(item.getFullName()));
        }
        ContinuousDeployment near = Items.findNearest(
                ContinuousDeployment.class, name, run.getParent().getParent());
        throw new AbortException(
                near == null
                        ? Messages.Calls_unknown(name)
                        : Messages.Calls_unknownNear(name, near.getRelativeNameFrom(run.getParent())));
    }
}
