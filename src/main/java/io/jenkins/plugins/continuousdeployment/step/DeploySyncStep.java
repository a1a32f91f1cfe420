package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code deploySync}: makes live what is desired, and returns the change set. */
public final class DeploySyncStep extends SyncSettingsStep {
    private String revision;
    private boolean confirmPrune;
    private boolean wait = true;
    private boolean propagate = true;

    /** On a project; the inline form leaves that out. */
    @DataBoundConstructor
    public DeploySyncStep(@CheckForNull String project) {
        super(project);
    }

    /** Another revision than the project's; null for that one. */
    @CheckForNull
    public String getRevision() {
        return revision;
    }

    @DataBoundSetter
    public void setRevision(@CheckForNull String revision) {
        this.revision = Util.fixEmptyAndTrim(revision);
    }

    /** Whether a person has seen what is pruned beyond the limit, and agreed. */
    public boolean isConfirmPrune() {
        return confirmPrune;
    }

    @DataBoundSetter
    public void setConfirmPrune(boolean confirmPrune) {
        this.confirmPrune = confirmPrune;
    }

    /** Whether it ends only when the objects are healthy. */
    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
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
                run -> new InlineSyncExecution(context, this, Inline.text(run, this, settings(), revision)));
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends FormStepDescriptor {
        @Override
        public String getFunctionName() {
            return "deploySync";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeploySyncStep_displayName();
        }
    }
}
