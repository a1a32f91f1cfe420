package io.jenkins.plugins.continuousdeployment.step;

import hudson.AbortException;
import hudson.model.Result;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * How a sync ended for the step that wanted it. As with the {@code build} step what did not succeed ends the step, or
 * marks it where the sync was only unstable, unless the pipeline wants to look at the result itself.
 *
 * @param result the sync's
 * @param tree what the step gives back
 * @param message why it did not succeed
 */
record Conclusion(Result result, Map<String, Object> tree, String message) {
    Conclusion {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(tree, "tree");
        Objects.requireNonNull(message, "message");
    }

    void tell(StepContext context, boolean propagate, Consumer<Object> succeed, Consumer<Throwable> fail)
            throws IOException, InterruptedException {
        tree.put("result", result.toString());
        if (!propagate || Result.SUCCESS.equals(result)) {
            succeed.accept(tree);
        } else if (Result.UNSTABLE.equals(result)) {
            Calls.run(context).setResult(Result.UNSTABLE);
            FlowNode node = context.get(FlowNode.class);
            if (node != null) {
                node.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(message));
            }
            succeed.accept(tree);
        } else if (Result.ABORTED.equals(result)) {
            fail.accept(new FlowInterruptedException(Result.ABORTED, true, new Ended(message)));
        } else {
            fail.accept(new AbortException(message));
        }
    }

    /** Why a sync or a pipeline ended. */
    static final class Ended extends CauseOfInterruption {
        private static final long serialVersionUID = 1;
        private final String why;

        Ended(String why) {
            this.why = why;
        }

        @Override
        public String getShortDescription() {
            return why;
        }
    }
}
