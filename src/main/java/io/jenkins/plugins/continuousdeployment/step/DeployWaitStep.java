package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code deployWait}: waits until one commit, or a later one, is live and healthy. */
public final class DeployWaitStep extends DeploymentStep {
    static final String TIMEOUT = "30m";

    private final String revision;
    private String timeout = TIMEOUT;

    /** On a project; the inline form leaves that out. */
    @DataBoundConstructor
    public DeployWaitStep(@CheckForNull String project, String revision) {
        super(project);
        this.revision = Util.fixNull(revision).strip();
    }

    /** The commit to wait for, a whole id. */
    public String getRevision() {
        return revision;
    }

    /** How long to wait, such as {@code 30m}. */
    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(@CheckForNull String timeout) {
        String text = Util.fixEmptyAndTrim(timeout);
        this.timeout = text == null ? TIMEOUT : text;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return Calls.start(
                context,
                this,
                () -> new WaitExecution(context, this, ""),
                run -> new WaitExecution(context, this, Inline.text(run, this, java.util.Map.of(), null)));
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends FormStepDescriptor {
        @Override
        public String getFunctionName() {
            return "deployWait";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeployWaitStep_displayName();
        }
    }
}
