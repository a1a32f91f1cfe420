package io.jenkins.plugins.continuousdeployment.step;

import io.jenkins.plugins.continuousdeployment.project.Operations;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** Something that is done at once, as whoever the pipeline runs as. */
final class OperationExecution extends SynchronousNonBlockingStepExecution<Void> {
    private static final long serialVersionUID = 1;

    private final transient ProjectStep step;
    private final transient Operation operation;

    /** What is to be done. */
    @FunctionalInterface
    interface Operation {
        void on(Operations operations, ProjectStep step) throws IOException;
    }

    OperationExecution(StepContext context, ProjectStep step, Operation operation) {
        super(context);
        this.step = step;
        this.operation = operation;
    }

    @Override
    protected Void run() throws Exception {
        return Calls.plainly(() -> {
            operation.on(Operations.on(Calls.project(step.getProject(), Calls.run(getContext()))), step);
            return null;
        });
    }
}
