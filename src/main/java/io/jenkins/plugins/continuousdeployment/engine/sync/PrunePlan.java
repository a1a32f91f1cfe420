package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Discovery;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Marks;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ObjectApi;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.sync.PlannedPrune.Kept;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides what of the live objects may be deleted; deletes nothing. Only what carries both marks, made for that very
 * object, is ever considered.
 */
final class PrunePlan {
    /** Deleting one of these deletes what nobody asked about: they stay unless a definition names them. */
    static final Set<GroupKind> PROTECTED = Set.of(
            new GroupKind("", "Namespace"),
            new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition"),
            new GroupKind("", "PersistentVolume"),
            new GroupKind("", "PersistentVolumeClaim"));

    private final TrackingRecord record;
    private final Discovery discovery;
    private final SyncOptions options;
    private final String cluster;
    private final Permit permit;

    PrunePlan(TrackingRecord record, Cluster cluster, Project project) {
        this.record = record;
        this.cluster = cluster.name();
        this.discovery = cluster.discovery();
        this.options = project.options();
        this.permit = project.permit();
    }

    /** Everything that is ours and not desired, each with whether it goes. */
    List<PlannedPrune> of(LiveState state, Set<ObjectKey> desired) {
        List<PlannedPrune> prunes = new ArrayList<>();
        for (KubeObject live : state.members()) {
            if (!desired.contains(ObjectKey.of(live))) {
                candidate(live).ifPresent(prunes::add);
            }
        }
        return Holders.kept(prunes, desired);
    }

    private Optional<PlannedPrune> candidate(KubeObject live) {
        boolean ours = Marks.ours(live, record.owner(), record.applySetId());
        if (!ours && !applied(live)) {
            return Optional.empty();
        }
        return discovery.find(live.groupKind(), live.version()).map(type -> {
            ObjectOptions own = ObjectOptions.of(live, options);
            return new PlannedPrune(live, type, ours ? kept(live, own) : STRIPPED, own.pruneLast());
        });
    }

    private static final Kept STRIPPED = new Kept(
            "MarksStripped",
            "carries our label, but its annotation " + Marks.TRACKING + " is gone or changed: it is not deleted."
                    + " Delete it by hand, or put it back into the source.",
            true);

    /** Whether we once applied it: what only carries a copy of our label does not concern us. */
    private static boolean applied(KubeObject live) {
        Stream<?> entries = live.list("metadata", "managedFields").stream();
        return entries.anyMatch(
                entry -> entry instanceof Map<?, ?> map && ObjectApi.FIELD_MANAGER.equals(map.get("manager")));
    }

    private Kept kept(KubeObject live, ObjectOptions own) {
        if (!own.prune()) {
            return new Kept("PruneDisabled", "its annotations say that it is not to be pruned", true);
        }
        Kept kind = protectedKind(live.groupKind(), options);
        if (kind != null) {
            return kind;
        }
        Optional<String> refusal = permit.refusal(cluster, live.namespace(), live.groupKind());
        if (refusal.isPresent()) {
            return new Kept("NotGranted", refusal.get(), false);
        }
        return options.prune() ? null : new Kept("PruneOff", "is no longer in the source; prune is off", false);
    }

    /** Why a kind is never deleted by this project, or null where it may be. */
    static Kept protectedKind(GroupKind kind, SyncOptions options) {
        if (!PROTECTED.contains(kind) || named(kind, options)) {
            return null;
        }
        return new Kept(
                "ProtectedKind", "a " + kind.kind() + " stays unless sync.deleteKinds names " + kind.kind(), true);
    }

    private static boolean named(GroupKind kind, SyncOptions options) {
        return options.deleteKinds().contains(kind.kind())
                || options.deleteKinds().contains(kind.toString());
    }

    /**
     * Holds everything back where a rule for the whole asks for a person.
     *
     * @param lastSerial the serial that this controller saw last
     * @param managed how many objects the project manages
     * @param namespaces where the project has its objects from now on
     */
    List<PlannedPrune> limited(
            List<PlannedPrune> prunes,
            OptionalLong lastSerial,
            int managed,
            Set<String> namespaces,
            boolean confirmed) {
        int going = (int) prunes.stream().filter(PlannedPrune::goes).count();
        if (going == 0 || confirmed) {
            return prunes;
        }
        if (moved(namespaces)) {
            return held(prunes, new Kept("Moved", moved(), false));
        }
        if (lastSerial.isPresent() && lastSerial.getAsLong() < record.serial()) {
            return held(
                    prunes,
                    new Kept(
                            "OldSerial",
                            "the cluster's record has serial " + record.serial() + ", this controller knows "
                                    + lastSerial.getAsLong()
                                    + ": was it restored from a backup, or is it a copy? Nothing is pruned until"
                                    + " somebody confirms it.",
                            false));
        }
        if (options.pruneLimit() != null && options.pruneLimit().exceededBy(going, managed)) {
            return held(
                    prunes,
                    new Kept(
                            "PruneLimit",
                            going + " of " + managed + " objects would be deleted, more than sync.pruneLimit "
                                    + options.pruneLimit() + " allows: nothing is pruned until somebody confirms it.",
                            false));
        }
        return prunes;
    }

    /** Whether neither the record nor any of its objects lies where the project has its objects from now on. */
    boolean moved(Set<String> namespaces) {
        return record.stored()
                && !record.namespaces().isEmpty()
                && !namespaces.contains(record.namespace())
                && Collections.disjoint(record.namespaces(), namespaces);
    }

    /** What to say to that. */
    String moved() {
        return record.owner() + " has its objects in " + String.join(", ", record.namespaces())
                + " so far: is this another project of the same name? Then give it a name, or a tracking id, of its own."
                + " If the project has moved, confirm the prune.";
    }

    private static List<PlannedPrune> held(List<PlannedPrune> prunes, Kept why) {
        return prunes.stream()
                .map(prune -> prune.goes() ? prune.keep(why) : prune)
                .toList();
    }
}
