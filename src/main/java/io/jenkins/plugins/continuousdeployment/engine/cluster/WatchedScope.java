package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * The labelled objects of one kind in one namespace, or in all, as one watch tells them. Opened by the first who asks;
 * a watch that ends goes on from where it was, or, where the server has forgotten that, from a new list.
 */
final class WatchedScope {
    /** An account without the right to list or watch is asked again after this: rights may have been given. */
    private static final Duration REFUSED = Duration.ofMinutes(10);

    /** A list is read anew after this, whatever the watch told: nothing is believed for ever. */
    private static final Duration BELIEVED = Duration.ofHours(1);

    private static final int SHORTEST_WATCH_SECONDS = 300;

    private final Cluster cluster;
    private final Id id;
    private final Clock clock;
    private final Told told;
    private final PackedObjects objects = new PackedObjects();
    private LiveWatch watch;
    private Instant listed = Instant.MIN;
    private Instant refusedUntil = Instant.MIN;
    private boolean closed;

    /**
     * What is watched.
     *
     * @param namespace empty for all
     * @param selector the labels that objects must have
     */
    record Id(ResourceType type, String namespace, String selector) {
        boolean holds(KubeObject object) {
            return type.groupKind().equals(object.groupKind())
                    && type.version().equals(object.version())
                    && (namespace.isEmpty() || namespace.equals(object.namespace()));
        }
    }

    /** Who hears of changes. */
    interface Told {
        /** An object of this apply set is new, changed or gone. */
        void changed(String applySetId);

        /** The watch has ended, and should be opened again soon. */
        void ended(WatchedScope scope, String why);

        /** The account may not watch it, though it may list it. */
        void refused(WatchedScope scope, String why);
    }

    WatchedScope(Cluster cluster, Id id, Clock clock, Told told) {
        this.cluster = cluster;
        this.id = id;
        this.clock = clock;
        this.told = told;
    }

    Id id() {
        return id;
    }

    /**
     * Sees to it that the objects are known.
     *
     * @return false where the account may not list or watch them so
     * @throws ApiException where the server refused for another reason
     * @throws UnreachableException where none answered
     */
    boolean open() {
        Set<String> changed;
        synchronized (this) {
            if (watch != null || closed) {
                return !closed;
            }
            if (clock.instant().isBefore(refusedUntil)) {
                return false;
            }
            try {
                changed = listed();
            } catch (ApiException e) {
                if (!e.forbidden()) {
                    throw e;
                }
                refusedUntil = clock.instant().plus(REFUSED);
                return false;
            }
        }
        changed.forEach(told::changed);
        return true;
    }

    /** Reads the list and watches from there; gives the apply sets of which something is not as it was known. */
    private Set<String> listed() {
        ObjectApi.Listed answer = cluster.objects().listed(id.type(), id.namespace(), selector());
        boolean known = listed.isAfter(Instant.MIN);
        Map<ObjectKey, PackedObject> before = objects.emptied();
        Set<String> changed = new HashSet<>();
        for (KubeObject object : answer.items()) {
            PackedObject now = PackedObject.of(object);
            objects.put(ObjectKey.of(object), now);
            PackedObject then = before.remove(ObjectKey.of(object));
            if (then == null || !then.version().equals(now.version())) {
                changed.add(now.applySetId());
            }
        }
        before.values().forEach(gone -> changed.add(gone.applySetId()));
        listed = clock.instant();
        watch(answer.resourceVersion());
        return known ? changed : Set.of();
    }

    private Map<String, String> selector() {
        return Map.of("labelSelector", id.selector());
    }

    private void watch(String version) {
        int seconds = SHORTEST_WATCH_SECONDS + ThreadLocalRandom.current().nextInt(SHORTEST_WATCH_SECONDS);
        LiveWatch begun = LiveWatch.from(
                cluster, id.type(), id.namespace(), selector(), version, Duration.ofSeconds(seconds), new Sink());
        // One that ended at once has told so already, while it was not known here.
        watch = begun.over() ? null : begun;
    }

    /** Hears one watch; deaf once another has taken its place. */
    private final class Sink implements Consumer<LiveWatch.Event> {
        @Override
        public void accept(LiveWatch.Event event) {
            if (event instanceof LiveWatch.Present present) {
                put(present.object());
            } else if (event instanceof LiveWatch.Gone gone) {
                remove(gone.object());
            } else if (event instanceof LiveWatch.Ended ended) {
                ended(ended);
            }
        }
    }

    private void ended(LiveWatch.Ended ended) {
        boolean refused = ended.code() == 401 || ended.code() == 403 || ended.code() == 405;
        synchronized (this) {
            if (closed || (watch != null && watch != ended.watch())) {
                return;
            }
            watch = null;
            if (refused) {
                refusedUntil = clock.instant().plus(REFUSED);
            } else if (ended.code() == 0
                    && clock.instant().isBefore(listed.plus(BELIEVED))
                    && ended.why().equals("closed")) {
                watch(ended.watch().version());
                return;
            }
        }
        if (refused) {
            told.refused(this, ended.why());
        } else {
            told.ended(this, ended.why());
        }
    }

    /** Takes an object as a watch or an answer to a write shows it; an older state than the known one is ignored. */
    void put(KubeObject object) {
        PackedObject now = PackedObject.of(object);
        synchronized (this) {
            PackedObject known = objects.get(ObjectKey.of(object));
            if (known != null && !now.after(known)) {
                return;
            }
            objects.put(ObjectKey.of(object), now);
        }
        told.changed(now.applySetId());
    }

    private void remove(KubeObject object) {
        PackedObject known;
        synchronized (this) {
            known = objects.get(ObjectKey.of(object));
            if (known == null || known.after(PackedObject.of(object))) {
                return;
            }
            objects.remove(ObjectKey.of(object));
        }
        told.changed(known.applySetId());
    }

    /** Takes note that an object is gone, without telling: whoever asked for it knows. */
    synchronized void forget(KubeObject object) {
        PackedObject known = objects.get(ObjectKey.of(object));
        if (known != null && known.uid().equals(object.uid())) {
            objects.remove(ObjectKey.of(object));
        }
    }

    /** Takes an object as the answer to our own write shows it, without telling. */
    synchronized void wrote(KubeObject object) {
        PackedObject now = PackedObject.of(object);
        PackedObject known = objects.get(ObjectKey.of(object));
        // The watch may have told that it is gone before this answer to our own DELETE was read.
        boolean overtaken = known == null && object.terminating();
        if (watch != null && !overtaken && (known == null || now.after(known))) {
            objects.put(ObjectKey.of(object), now);
        }
    }

    /** The known objects of an apply set. */
    List<KubeObject> members(String applySetId) {
        List<PackedObject> found;
        synchronized (this) {
            found = objects.ofApplySet(applySetId);
        }
        return found.stream().map(PackedObject::unpacked).toList();
    }

    /** The known objects of a name, in whatever namespace. */
    List<KubeObject> named(String name) {
        List<PackedObject> found;
        synchronized (this) {
            found = objects.named(name);
        }
        return found.stream().map(PackedObject::unpacked).toList();
    }

    synchronized void close() {
        closed = true;
        if (watch != null) {
            watch.close();
        }
    }
}
