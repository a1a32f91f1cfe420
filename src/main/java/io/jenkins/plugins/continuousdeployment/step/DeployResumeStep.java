package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code deployResume}: ends a suspension. */
public final class DeployResumeStep extends ProjectStep {
    /** On a project. */
    @DataBoundConstructor
    public DeployResumeStep(String project) {
        super(project);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new OperationExecution(context, this, (operations, step) -> operations.resume());
    }

    /** For the snippet generator. */
    @Extension
    public static final class DescriptorImpl extends FormStepDescriptor {
        @Override
        public String getFunctionName() {
            return "deployResume";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeployResumeStep_displayName();
        }
    }
}
