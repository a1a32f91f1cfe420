package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads and writes the tracking records of one cluster. */
public final class TrackingRecords {
    private static final ResourceType CONFIG_MAPS =
            new ResourceType(new GroupKind("", "ConfigMap"), "v1", "configmaps", true, Set.of());
    private static final String OURS =
            TrackingRecord.MANAGED_BY + "=" + TrackingRecord.TOOL + "," + TrackingRecord.APPLY_SET_ID;

    private final Cluster cluster;

    /** Those of this cluster; nothing is read yet. */
    public TrackingRecords(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * A search's outcome.
     *
     * @param record what was found
     * @param everywhere whether all namespaces could be looked at: if not, a record of a former namespace may be unseen
     */
    public record Search(Optional<TrackingRecord> record, boolean everywhere) {}

    /**
     * Finds a project's record: in the namespace where it is expected, else anywhere, since a project whose namespace
     * was changed keeps the record that it has. An account that may not list ConfigMaps everywhere finds it only where
     * it is expected.
     *
     * @param namespace where a new record would be made
     * @throws RefusedException where the record is damaged
     */
    public Search find(Owner owner, String namespace) {
        Optional<List<KubeObject>> watched = cluster.watchedRecords(TrackingRecord.name(owner));
        if (watched.isPresent()) {
            return new Search(preferred(watched.get(), namespace).map(this::read), true);
        }
        Optional<KubeObject> expected = cluster.objects().get(CONFIG_MAPS, namespace, TrackingRecord.name(owner));
        if (expected.isPresent()) {
            return new Search(expected.map(this::read), true);
        }
        try {
            Optional<KubeObject> elsewhere = cluster.objects().list(CONFIG_MAPS, "", OURS).stream()
                    .filter(map -> map.name().equals(TrackingRecord.name(owner)))
                    .findFirst();
            return new Search(elsewhere.map(this::read), true);
        } catch (ApiException e) {
            if (e.forbidden()) {
                return new Search(Optional.empty(), false);
            }
            throw e;
        }
    }

    private static Optional<KubeObject> preferred(List<KubeObject> named, String namespace) {
        return named.stream()
                .filter(map -> map.namespace().equals(namespace))
                .findFirst()
                .or(() -> named.stream().findFirst());
    }

    /**
     * All records of a cluster, whoever's they are.
     *
     * @param damaged hears of those that can't be read, and why
     */
    public List<TrackingRecord> all(Consumer<String> damaged) {
        List<TrackingRecord> records = new ArrayList<>();
        for (KubeObject map : cluster.objects().list(CONFIG_MAPS, "", OURS)) {
            try {
                records.add(read(map));
            } catch (RefusedException e) {
                damaged.accept(e.getMessage());
            }
        }
        return records;
    }

    private TrackingRecord read(KubeObject map) {
        try {
            return TrackingRecord.of(map);
        } catch (IllegalArgumentException | RefusedException e) {
            throw new RefusedException(
                    cluster.describe() + ": the tracking record ConfigMap " + map.namespace() + "/" + map.name()
                            + " can't be read (" + e.getMessage()
                            + "), so nothing is known of what the project owns. Restore it, or delete it to begin anew:"
                            + " objects of a past commit then stay in the cluster.",
                    e);
        }
    }

    /**
     * Stores a record over exactly the one that it was made from.
     *
     * @return as stored
     * @throws RefusedException where another writer was there in between
     */
    public TrackingRecord write(TrackingRecord record) {
        try {
            KubeObject map = record.configMap();
            KubeObject stored = record.stored()
                    ? cluster.objects().replace(CONFIG_MAPS, map, ObjectApi.Mode.REAL)
                    : cluster.objects().create(CONFIG_MAPS, map, ObjectApi.Mode.REAL);
            return TrackingRecord.of(stored);
        } catch (ApiException e) {
            if (e.conflict() || e.alreadyExists()) {
                Optional<TrackingRecord> now = stored(record);
                if (now.isPresent()) {
                    // Ours: the answer to an earlier try was lost on its way.
                    return now.get();
                }
                throw new RefusedException(
                        cluster.describe() + ": the tracking record " + record.namespace() + "/" + record.name()
                                + " of "
                                + record.owner()
                                + " was changed by somebody else meanwhile. Is the same project synced from two places?"
                                + " Run the sync again.",
                        e);
            }
            throw e;
        }
    }

    /** The record as the cluster has it, if it says just what was to be written. */
    private Optional<TrackingRecord> stored(TrackingRecord wanted) {
        return cluster.objects()
                .get(CONFIG_MAPS, wanted.namespace(), wanted.name())
                .map(this::read)
                .filter(now ->
                        now.configMap().map("data").equals(wanted.configMap().map("data"))
                                && now.kinds().equals(wanted.kinds())
                                && now.namespaces().equals(wanted.namespaces()));
    }

    /** Removes a record, when nothing of the project is left; nothing happens where it was changed meanwhile. */
    public void remove(TrackingRecord record) {
        cluster.objects()
                .get(CONFIG_MAPS, record.namespace(), record.name())
                .filter(map -> map.resourceVersion().equals(record.resourceVersion()))
                .ifPresent(this::delete);
    }

    private void delete(KubeObject map) {
        try {
            cluster.objects().delete(CONFIG_MAPS, map, "Background", ObjectApi.Mode.REAL);
        } catch (ApiException e) {
            // Gone, be it by a request of ours whose answer was lost; or changed, and so somebody else's matter.
            if (!e.notFound() && !e.conflict()) {
                throw e;
            }
        }
    }
}
