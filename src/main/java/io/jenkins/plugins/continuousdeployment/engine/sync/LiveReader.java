package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ResourceType;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what is ours and what is desired: one labelled list for each kind. What a labelled list does not show is
 * unknown, since marks can be stripped: a read without the label decides, or where there are few, later their dry run.
 */
final class LiveReader {
    /**
     * Of so many objects of a kind and namespace the dry run tells whether they are there; of more, which most likely are
     * taken over from somebody, the list of all names.
     */
    private static final int ONE_BY_ONE = 8;

    /** With so many namespaces each is listed by itself; with more the cluster as a whole, if the account may. */
    private static final int FEW_NAMESPACES = 4;

    private final Cluster cluster;
    private final TrackingRecord record;
    private final Parallel parallel;
    private final List<LiveState.Blocked> blocked = new ArrayList<>();
    private final Map<ObjectKey, KubeObject> live = new HashMap<>();
    private final Map<ObjectKey, KubeObject> members = new LinkedHashMap<>();
    private final Set<ObjectKey> unseen = new HashSet<>();

    LiveReader(Cluster cluster, TrackingRecord record, Parallel parallel) {
        this.cluster = cluster;
        this.record = record;
        this.parallel = parallel;
    }

    /** One list request. */
    private record Listing(ResourceType type, String namespace) {}

    /** A list's answer: objects, and where some could not be listed, why. */
    private record Answer(Listing listing, List<KubeObject> objects, List<LiveState.Blocked> blocked) {
        static Answer refused(Listing listing, ApiException refusal) {
            return new Answer(listing, List.of(), List.of(block(listing, refusal)));
        }

        static LiveState.Blocked block(Listing listing, ApiException refusal) {
            return new LiveState.Blocked(listing.type().groupKind(), listing.namespace(), refusal.getMessage(), true);
        }
    }

    LiveState read(Collection<ResolvedObject> desired) {
        Map<ResourceType, List<ResolvedObject>> byType = desired.stream()
                .filter(ResolvedObject::served)
                .collect(Collectors.groupingBy(ResolvedObject::type, LinkedHashMap::new, Collectors.toList()));
        if (record.stored()) {
            members(byType);
        }
        missing(byType);
        return new LiveState(live, members.values(), unseen, blocked);
    }

    private void members(Map<ResourceType, List<ResolvedObject>> byType) {
        Set<ResourceType> desiredTypes = byType.keySet();
        Set<ResourceType> types = new LinkedHashSet<>(desiredTypes);
        Set<GroupKind> seen = desiredTypes.stream().map(ResourceType::groupKind).collect(Collectors.toSet());
        for (GroupKind kind : record.kinds()) {
            if (!seen.contains(kind)) {
                recorded(kind).ifPresent(types::add);
            }
        }
        List<Listing> listings =
                types.stream().flatMap(type -> listings(type).stream()).toList();
        for (Answer answer : parallel.each(listings, this::list)) {
            blocked.addAll(answer.blocked());
            for (KubeObject object : answer.objects()) {
                members.put(ObjectKey.of(object), object);
            }
            desiredAmong(answer, byType.getOrDefault(answer.listing().type(), List.of()));
        }
    }

    /** A kind that is desired in two versions is listed in both: each object counts in its own. */
    private void desiredAmong(Answer answer, List<ResolvedObject> desired) {
        Set<ObjectKey> keys = desired.stream().map(ResolvedObject::key).collect(Collectors.toSet());
        for (KubeObject object : answer.objects()) {
            ObjectKey key = ObjectKey.of(object);
            if (keys.contains(key)) {
                live.put(key, object);
            }
        }
    }

    private Optional<ResourceType> recorded(GroupKind kind) {
        Optional<ResourceType> type = cluster.discovery().preferred(kind);
        if (type.isEmpty()) {
            boolean silent = cluster.discovery().silentGroups().contains(kind.group());
            String why = silent
                    ? "the server of API group " + kind.group() + " does not answer"
                    : cluster.describe() + " does not serve the kind now";
            blocked.add(new LiveState.Blocked(kind, "", why, silent));
        }
        return type;
    }

    private List<Listing> listings(ResourceType type) {
        if (!type.namespaced() || record.namespaces().size() > FEW_NAMESPACES) {
            return List.of(new Listing(type, ""));
        }
        return record.namespaces().stream()
                .map(namespace -> new Listing(type, namespace))
                .toList();
    }

    private Answer list(Listing listing) {
        try {
            return new Answer(listing, labelled(listing), List.of());
        } catch (ApiException e) {
            if (e.unauthorized()) {
                throw e;
            }
            return e.forbidden()
                            && listing.type().namespaced()
                            && listing.namespace().isEmpty()
                    ? eachNamespace(listing)
                    : Answer.refused(listing, e);
        }
    }

    /** An account that may not list everywhere may still list where it works. */
    private Answer eachNamespace(Listing everywhere) {
        List<KubeObject> objects = new ArrayList<>();
        List<LiveState.Blocked> refused = new ArrayList<>();
        for (String namespace : record.namespaces()) {
            Listing here = new Listing(everywhere.type(), namespace);
            try {
                objects.addAll(labelled(here));
            } catch (ApiException e) {
                if (e.unauthorized()) {
                    throw e;
                }
                refused.add(Answer.block(here, e));
            }
        }
        return new Answer(everywhere, objects, refused);
    }

    private List<KubeObject> labelled(Listing listing) {
        return cluster.members(listing.type(), listing.namespace(), record.applySetId());
    }

    /** Looks for desired objects that no labelled list showed. */
    private void missing(Map<ResourceType, List<ResolvedObject>> byType) {
        List<ResolvedObject> unlisted = byType.values().stream()
                .flatMap(List::stream)
                .filter(object -> !live.containsKey(object.key()))
                .toList();
        Map<Listing, List<ResolvedObject>> byPlace = unlisted.stream()
                .collect(Collectors.groupingBy(
                        object -> new Listing(object.type(), object.object().namespace()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<ResolvedObject> toGet = new ArrayList<>();
        byPlace.forEach((place, objects) -> named(place, objects).ifPresentOrElse(toGet::addAll, () -> objects.stream()
                .map(ResolvedObject::key)
                .forEach(unseen::add)));
        parallel.each(toGet, this::get).stream()
                .filter(Objects::nonNull)
                .forEach(object -> live.put(ObjectKey.of(object), object));
    }

    /** Where there are many, those whose name is taken; empty where that is not asked, or may not be. */
    private Optional<List<ResolvedObject>> named(Listing place, List<ResolvedObject> objects) {
        if (objects.size() <= ONE_BY_ONE) {
            return Optional.empty();
        }
        try {
            Set<String> names = new HashSet<>(cluster.objects().names(place.type(), place.namespace()));
            return Optional.of(objects.stream()
                    .filter(object -> names.contains(object.object().name()))
                    .toList());
        } catch (ApiException e) {
            if (e.forbidden()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private KubeObject get(ResolvedObject object) {
        return cluster.objects()
                .get(object.type(), object.object().namespace(), object.object().name())
                .orElse(null);
    }
}
