package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.continuousdeployment.project.Operations;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code deployRollback}: goes back to a commit. A project stays there until the next one; an inline deployment, which
 * does nothing by itself, until a step syncs it again.
 */
public final class DeployRollbackStep extends DeploymentStep {
    private final String revision;
    private boolean propagate = true;

    /** On a project, to a commit; the inline form leaves the project out. */
    @DataBoundConstructor
    public DeployRollbackStep(@CheckForNull String project, String revision) {
        super(project);
        this.revision = Util.fixNull(revision).strip();
    }

    /** The commit to go back to, a whole id. */
    public String getRevision() {
        return revision;
    }

    /** Whether a sync that does not succeed is a failure of the step. */
    public boolean isPropagate() {
        return propagate;
    }

    @DataBoundSetter
    public void setPropagate(boolean propagate) {
        this.propagate = propagate;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return Calls.start(
                context,
                this,
                () -> new ProjectSyncExecution(context, this),
                run -> new InlineSyncExecution(
                        context, this, Inline.text(run, this, Map.of(), Operations.commit(revision))));
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends FormStepDescriptor {
        @Override
        public String getFunctionName() {
            return "deployRollback";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeployRollbackStep_displayName();
        }
    }
}
