package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.GoDuration;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.CommitWait;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Reconciler;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.DeploymentLoop;
import io.jenkins.plugins.continuousdeployment.project.Operations;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Waits for one commit: asks the loop every second, which answers from memory. */
final class WaitExecution extends PollingExecution {
    private static final long serialVersionUID = 1;

    private final transient DeployWaitStep step;
    private final String commit;
    private final String timeout;
    private final String definition;
    private String project = "";
    private Instant end;
    private transient Reconciler asked;
    private transient CommitWait wait;
    private transient InlineDeployments.Use use;
    private transient String said;

    /** For a project where the definition is empty. */
    WaitExecution(StepContext context, DeployWaitStep step, String definition) {
        super(context);
        this.step = step;
        this.commit = step.getRevision();
        this.timeout = step.getTimeout();
        this.definition = definition;
    }

    @Override
    public boolean start() throws Exception {
        if (step.getDir() != null) {
            throw new AbortException(Messages.WaitExecution_dir());
        }
        Duration patience = GoDuration.parse(timeout)
                .filter(each -> !each.isNegative() && !each.isZero())
                .orElseThrow(() -> new AbortException(Messages.WaitExecution_timeout(timeout)));
        end = Instant.now().plus(patience);
        Run<?, ?> run = run();
        Calls.plainly(() -> {
            if (definition.isEmpty()) {
                ContinuousDeployment found = Calls.project(step.getProject(), run);
                project = found.getFullName();
                wait = Operations.on(found).await(commit);
                asked = DeploymentLoop.get().reconciler();
            } else {
                project = Inline.read(definition).name();
            }
            return null;
        });
        poll();
        return false;
    }

    @Override
    void look() throws IOException, InterruptedException {
        if (!DeploymentLoop.get().isRunning()) {
            return;
        }
        Reconciler loop = DeploymentLoop.get().reconciler();
        if (wait == null || asked != loop) {
            ask(loop);
        }
        if (wait == null) {
            return;
        }
        CommitWait.Answer answer = wait.answer();
        if (answer instanceof CommitWait.Answer.There there) {
            Map<String, Object> tree =
                    DeployStatusStep.tree(project, loop.state(project).orElse(ProjectState.NEW));
            tree.put("satisfiedBy", there.satisfiedBy());
            release();
            succeed(tree);
        } else if (answer instanceof CommitWait.Answer.Superseded superseded) {
            release();
            throw new AbortException(superseded.message());
        } else if (answer instanceof CommitWait.Answer.Waiting waiting) {
            waiting(waiting.message());
        }
    }

    private void waiting(String message) throws IOException, InterruptedException {
        if (!Instant.now().isBefore(end)) {
            release();
            throw new AbortException(Messages.WaitExecution_late(commit, timeout, message));
        }
        if (!message.equals(said)) {
            said = message;
            say("[" + project + "] " + message);
        }
    }

    /** Asks a loop that was not asked yet: the first one, or the one after a restart. */
    private void ask(Reconciler loop) {
        asked = loop;
        if (definition.isEmpty()) {
            wait = loop.await(project, commit);
            return;
        }
        release();
        DeploymentDefinition read = Inline.read(definition);
        use = InlineDeployments.get().use(read, false, () -> wait = loop.await(project, commit));
    }

    private void release() {
        InlineDeployments.Use now = use;
        if (now != null) {
            use = null;
            InlineDeployments.get().end(now);
        }
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        release();
        super.stop(cause);
    }
}
