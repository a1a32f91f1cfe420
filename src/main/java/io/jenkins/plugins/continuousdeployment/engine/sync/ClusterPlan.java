package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a sync would do in one cluster.
 *
 * @param cluster the cluster, by the first name under which the definition has it
 * @param record the tracking record as it is, or a fresh one where there is none
 * @param namespacesToMake namespaces that are made for their destinations, and not tracked
 * @param objects what is desired, in the order of the sync
 * @param prunes what is ours and not desired
 * @param state what was read
 * @param notes what a person should know about the whole
 */
record ClusterPlan(
        Cluster cluster,
        TrackingRecord record,
        Set<String> namespacesToMake,
        List<PlannedObject> objects,
        List<PlannedPrune> prunes,
        LiveState state,
        List<String> notes) {
    ClusterPlan {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(record, "record");
        namespacesToMake = Set.copyOf(namespacesToMake);
        objects = List.copyOf(objects);
        prunes = List.copyOf(prunes);
        Objects.requireNonNull(state, "state");
        notes = List.copyOf(notes);
    }

    Set<ObjectKey> desiredKeys() {
        return objects.stream().map(PlannedObject::key).collect(Collectors.toSet());
    }

    /** Whether a sync would leave every object as it is. */
    boolean inSync() {
        return objects.stream().allMatch(PlannedObject::inSync)
                && prunes.stream()
                        .allMatch(prune -> !prune.goes() && prune.kept().settled());
    }
}
