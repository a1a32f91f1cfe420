package io.jenkins.plugins.continuousdeployment.step;

import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.Operations;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** What is known of a project; asks nobody but for an inline deployment. */
final class StatusExecution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {
    private static final long serialVersionUID = 1;

    private final transient DeploymentStep step;

    StatusExecution(StepContext context, DeploymentStep step) {
        super(context);
        this.step = step;
    }

    @Override
    protected Map<String, Object> run() throws Exception {
        return Calls.plainly(() -> {
            Calls.check(step);
            if (step.isInline()) {
                return DeployStatusStep.tree(step.getName(), PreviewExecution.inline(getContext(), step, null));
            }
            ContinuousDeployment project = Calls.project(step.getProject(), Calls.run(getContext()));
            return DeployStatusStep.tree(
                    project.getFullName(), Operations.on(project).state());
        });
    }
}
