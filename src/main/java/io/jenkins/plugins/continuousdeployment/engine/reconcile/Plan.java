package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.Summary;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a sync would do, as the last comparison found; kept for pages, which ask nobody.
 *
 * @param changes an entry for each object
 * @param differences one text an object that differs: a unified diff, values of Secrets masked; the first ones where
 *     all would be too much to keep
 */
public record Plan(ChangeSet changes, List<String> differences) {
    private static final int LONGEST = 256 * 1024;

    public Plan {
        Objects.requireNonNull(changes, "changes");
        differences = List.copyOf(differences);
    }

    static Plan of(Comparison comparison, Summary summary) {
        return new Plan(
                comparison.changeSet(summary), comparison.inSync() ? List.of() : bounded(comparison.textDiffs()));
    }

    private static List<String> bounded(List<String> all) {
        List<String> kept = new ArrayList<>();
        int length = 0;
        for (String each : all) {
            length += each.length();
            if (length > LONGEST) {
                kept.add("… and " + (all.size() - kept.size()) + " more objects");
                break;
            }
            kept.add(each);
        }
        return kept;
    }
}
