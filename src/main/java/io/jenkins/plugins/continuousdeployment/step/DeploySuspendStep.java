package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code deploySuspend}: nothing happens to a project by itself any more. */
public final class DeploySuspendStep extends ProjectStep {
    private final String reason;
    private String until;

    /** On a project, for a reason that its page shows. */
    @DataBoundConstructor
    public DeploySuspendStep(String project, String reason) {
        super(project);
        this.reason = Util.fixNull(reason).strip();
    }

    /** Why. */
    public String getReason() {
        return reason;
    }

    /** When it ends by itself, such as {@code 2027-01-01T08:00:00Z}; null until somebody resumes. */
    @CheckForNull
    public String getUntil() {
        return until;
    }

    @DataBoundSetter
    public void setUntil(@CheckForNull String until) {
        this.until = Util.fixEmptyAndTrim(until);
    }

    private Optional<Instant> end() throws AbortException {
        try {
            return Optional.ofNullable(until).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new AbortException(Messages.DeploySuspendStep_until(until));
        }
    }

    @Override
    public StepExecution start(StepContext context) {
        return new OperationExecution(context, this, (operations, step) -> {
            DeploySuspendStep suspend = (DeploySuspendStep) step;
            operations.suspend(suspend.reason, suspend.end());
        });
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends FormStepDescriptor {
        @Override
        public String getFunctionName() {
            return "deploySuspend";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeploySuspendStep_displayName();
        }
    }
}
