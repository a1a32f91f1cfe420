package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.project.DeploymentLoop;
import io.jenkins.plugins.continuousdeployment.project.Operations;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** A comparison that keeps nothing, in the background. */
final class PreviewExecution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {
    private static final long serialVersionUID = 1;

    private final transient DeploymentStep step;
    private final String revision;

    PreviewExecution(StepContext context, DeploymentStep step, @CheckForNull String revision) {
        super(context);
        this.step = step;
        this.revision = revision;
    }

    @Override
    protected Map<String, Object> run() throws Exception {
        return Calls.plainly(() -> DeployDiffStep.tree(state()));
    }

    private ProjectState state() throws IOException, InterruptedException {
        Calls.check(step);
        Run<?, ?> run = Calls.run(getContext());
        return step.isInline()
                ? inline(getContext(), step, revision)
                : Operations.on(Calls.project(step.getProject(), run)).preview(Optional.ofNullable(revision));
    }

    static ProjectState inline(StepContext context, DeploymentStep step, @CheckForNull String revision)
            throws IOException, InterruptedException {
        DeploymentDefinition definition = Inline.read(Inline.text(Calls.run(context), step, Map.of(), revision));
        Optional<Supplier<SourceTree>> files = WorkspaceFiles.of(context, step.getDir());
        return DeploymentLoop.get().reconciler().preview(definition, Optional.empty(), files);
    }
}
