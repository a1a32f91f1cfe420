package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Summary;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Marks;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ObjectApi.Mode;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecords;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes what a project manages: a sync of a plan in which nothing is desired, after which what stays is let go and
 * the tracking record removed. Where anything could not be deleted or looked at, the record stays, so that it can be
 * tried again.
 */
public final class Removal {
    private Removal() {}

    /** The settings under which a comparison plans it: pruning is on, and nothing desired is meant. */
    public static SyncOptions options(SyncOptions options) {
        return new SyncOptions(
                options.automatic(),
                options.interval(),
                true,
                options.selfHeal(),
                true,
                false,
                options.skipSchemaValidation(),
                false,
                options.applyOutOfSyncOnly(),
                options.propagationPolicy(),
                options.replace(),
                options.force(),
                null,
                options.deleteKinds(),
                options.revertForeignFields(),
                options.timeout(),
                options.retry());
    }

    /** Whether any cluster of a plan has a record of the project; without one nothing was ever synced there. */
    public static boolean known(Comparison plan) {
        return plan.clusters().stream().anyMatch(cluster -> cluster.record().stored());
    }

    /** How many objects a plan would delete. */
    public static int count(Comparison plan) {
        return (int) plan.clusters().stream()
                .flatMap(cluster -> cluster.prunes().stream())
                .filter(PlannedPrune::goes)
                .count();
    }

    /**
     * Carries out a plan that was made with {@link #options} and without any desired object.
     *
     * @param waits whether to wait until everything is gone
     * @return what was deleted and what was kept
     */
    public static ChangeSet of(Comparison plan, boolean waits, Parallel parallel, Clock clock, SyncListener listener) {
        ChangeSet changes = Sync.of(plan, waits, parallel, clock, listener);
        // A sync that broke tells so as a whole; what it did not reach is no change that failed.
        boolean complete = changes.summary().syncStatus() != SyncStatus.OUT_OF_SYNC
                && changes.changes().stream().noneMatch(change -> change.action() == Action.FAILED)
                && plan.clusters().stream()
                        .allMatch(cluster -> cluster.state().blocked().isEmpty());
        if (complete && !Thread.currentThread().isInterrupted()) {
            try {
                String left = plan.clusters().stream()
                        .flatMap(cluster -> left(cluster, parallel).stream())
                        .map(ObjectKey::toString)
                        .collect(Collectors.joining(", "));
                if (!left.isEmpty()) {
                    return noted(
                            changes,
                            changes.summary().syncStatus(),
                            "still being deleted: " + left + ". The project's record stays until they are gone: delete"
                                    + " it again then.");
                }
                plan.clusters().forEach(Removal::letGo);
            } catch (RefusedException | ApiException e) {
                return noted(changes, SyncStatus.OUT_OF_SYNC, e.getMessage());
            }
        }
        return changes;
    }

    /** What was to be deleted and is there still: held by finalizers, or nobody waited. */
    private static List<ObjectKey> left(ClusterPlan plan, Parallel parallel) {
        List<PlannedPrune> gone =
                plan.prunes().stream().filter(PlannedPrune::goes).toList();
        Set<GroupKind> doomed = Holders.doomed(gone);
        return parallel.each(gone, prune -> seen(plan, prune, doomed).map(ObjectKey::of)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<KubeObject> seen(ClusterPlan plan, PlannedPrune prune, Set<GroupKind> doomed) {
        try {
            return plan.cluster()
                    .objects()
                    .get(prune.type(), prune.key().namespace(), prune.key().name())
                    .filter(live -> live.uid().equals(prune.live().uid()));
        } catch (ApiException e) {
            if (e.notFound() && doomed.contains(prune.key().groupKind())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static ChangeSet noted(ChangeSet changes, SyncStatus status, String why) {
        Summary done = changes.summary();
        return new ChangeSet(
                new Summary(
                        done.project(),
                        done.revision(),
                        done.destinations(),
                        status,
                        done.health(),
                        done.message().isEmpty() ? why : done.message() + "\n" + why,
                        done.startedAt(),
                        done.finishedAt(),
                        done.lastSynced()),
                changes.changes());
    }

    private static void letGo(ClusterPlan plan) {
        for (PlannedPrune prune : plan.prunes()) {
            if (!prune.goes()) {
                unmark(plan.cluster(), prune);
            }
        }
        new TrackingRecords(plan.cluster())
                .find(plan.record().owner(), plan.record().namespace())
                .record()
                .ifPresent(record -> new TrackingRecords(plan.cluster()).remove(record));
    }

    /** What is kept belongs to nobody from now on; another project may take it. */
    private static void unmark(Cluster cluster, PlannedPrune prune) {
        try {
            cluster.objects()
                    .patch(
                            prune.type(),
                            prune.key().namespace(),
                            prune.key().name(),
                            Marks.removal(prune.live()),
                            Mode.REAL);
        } catch (ApiException e) {
            if (!e.notFound()) {
                throw e;
            }
        }
    }
}
