package io.jenkins.plugins.continuousdeployment.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** The changes but for objects that are as they were. */
    public List<Change> changed() {
        return changes.stream()
                .filter(change -> change.action() != Action.UNCHANGED)
                .toList();
    }

    /** How many changes there are of each kind, {@code 3 created, 1 pruned}; empty where there is none. */
    public String counted() {
        Map<Action, Long> counts =
                changes.stream().collect(Collectors.groupingBy(Change::action, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
