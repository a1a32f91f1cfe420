package io.jenkins.plugins.continuousdeployment.engine;

import java.util.List;
import java.util.Objects;

/**
 * The one result: what was done, or in a diff would be. Logs, pages, history, steps and the command line all print it.
 * A sync that breaks returns it too, with what was done.
 *
 * @param summary the head
 * @param changes one entry an object, in the order of the plan
 */
public record ChangeSet(Summary summary, List<Change> changes) {
    public ChangeSet {
        Objects.requireNonNull(summary, "summary");
        changes = List.copyOf(changes);
    }

    /** Whether any object could not be brought to its desired state. */
    public boolean failed() {
        return changes.stream().anyMatch(change -> change.action() == Action.FAILED);
    }
}
