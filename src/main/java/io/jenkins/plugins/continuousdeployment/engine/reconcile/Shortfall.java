package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What keeps a sync from being a success. */
final class Shortfall {
    /** What stays because a person is to look at it first. What stays because prune is off is as it was asked for. */
    private static final Set<String> HELD = Set.of("PruneLimit", "OldSerial", "Moved", "NotGranted");

    private Shortfall() {}

    /** For a person; empty where it is a success. */
    static Optional<String> of(ChangeSet set) {
        List<Change> held = set.changes().stream()
                .filter(change -> change.action() == Action.KEPT && HELD.contains(change.reason()))
                .toList();
        List<Change> kept = set.changes().stream()
                .filter(change -> change.action() == Action.KEPT)
                .toList();
        boolean unexplained = set.summary().syncStatus() == SyncStatus.OUT_OF_SYNC && kept.isEmpty();
        if (!set.failed() && held.isEmpty() && !unexplained) {
            return Optional.empty();
        }
        String whole = set.summary().message();
        String each = set.changes().stream()
                .filter(change -> change.action() == Action.FAILED || held.contains(change))
                .map(change -> change.key() + ": " + change.message())
                .collect(Collectors.joining("\n"));
        return Optional.of(
                whole.isEmpty() ? each : each.isEmpty() || whole.contains(each) ? whole : whole + "\n" + each);
    }
}
