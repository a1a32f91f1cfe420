package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What a cluster's tracked objects and records are now, kept by one watch for each kind, shared by all projects: for
 * whole clusters where the account may, else for each namespace. While they are on, comparing asks the server for
 * nothing that a watch has told.
 */
public final class SharedWatches implements AutoCloseable {
    private static final ResourceType CONFIG_MAPS =
            new ResourceType(new GroupKind("", "ConfigMap"), "v1", "configmaps", true, Set.of());
    private static final String RECORDS =
            TrackingRecord.MANAGED_BY + "=" + TrackingRecord.TOOL + "," + TrackingRecord.APPLY_SET_ID;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private final Cluster cluster;
    private final Clock clock;
    private final Listener listener;
    private final Map<WatchedScope.Id, WatchedScope> scopes = new ConcurrentHashMap<>();
    private final Map<WatchedScope.Id, Integer> failures = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor reopening;

    /** Hears of what changed; called from the threads of watches, so it must not wait for anything. */
    public interface Listener {
        /** An object or the record of this apply set changed otherwise than by our own writes. */
        void changed(String applySetId);

        /** The account may not watch this: comparisons ask the server instead, and changes are seen when they do. */
        void refused(String what, String why);

        /** A watch broke or could not be opened again; it will be tried on. */
        void broken(String what, String why);

        /** A watch that was broken is there again. */
        void mended(String what);
    }

    SharedWatches(Cluster cluster, Clock clock, Listener listener) {
        this.cluster = cluster;
        this.clock = clock;
        this.listener = Objects.requireNonNull(listener, "listener");
        this.reopening = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "watches of " + cluster.name());
            thread.setDaemon(true);
            return thread;
        });
        reopening.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private final WatchedScope.Told told = new WatchedScope.Told() {
        @Override
        public void changed(String applySetId) {
            listener.changed(applySetId);
        }

        @Override
        public void ended(WatchedScope scope, String why) {
            later(scope, why);
        }

        @Override
        public void refused(WatchedScope scope, String why) {
            listener.refused(what(scope), why);
        }
    };

    /**
     * The members of an apply set, as watches have told.
     *
     * @param namespace empty for all
     * @return empty where the account may not watch them, so that the server must be asked
     */
    Optional<List<KubeObject>> members(ResourceType type, String namespace, String applySetId) {
        return known(type, namespace, Marks.PART_OF, applySetId).map(objects -> objects.stream()
                .filter(each -> namespace.isEmpty() || each.namespace().equals(namespace))
                .toList());
    }

    /** The records of a name, as a watch has told; empty where the account may not watch them everywhere. */
    Optional<List<KubeObject>> records(String name) {
        WatchedScope scope = scope(CONFIG_MAPS, "", RECORDS);
        return scope.open() ? Optional.of(scope.named(name)) : Optional.empty();
    }

    private Optional<List<KubeObject>> known(ResourceType type, String namespace, String selector, String applySetId) {
        WatchedScope everywhere = scope(type, "", selector);
        if (everywhere.open()) {
            return Optional.of(everywhere.members(applySetId));
        }
        if (namespace.isEmpty()) {
            return Optional.empty();
        }
        WatchedScope here = scope(type, namespace, selector);
        return here.open() ? Optional.of(here.members(applySetId)) : Optional.empty();
    }

    private WatchedScope scope(ResourceType type, String namespace, String selector) {
        WatchedScope.Id id = new WatchedScope.Id(type, namespace, selector);
        return scopes.computeIfAbsent(id, each -> new WatchedScope(cluster, each, clock, told));
    }

    /** Takes note of an answer to a write of our own, so that the next comparison sees it. */
    void wrote(KubeObject object) {
        matching(object).forEach(scope -> scope.wrote(object));
    }

    /** Takes note of an object that our own DELETE removed at once. */
    void deleted(KubeObject object) {
        matching(object).forEach(scope -> scope.forget(object));
    }

    private List<WatchedScope> matching(KubeObject object) {
        boolean member = object.label(Marks.PART_OF) != null;
        boolean record = object.label(TrackingRecord.APPLY_SET_ID) != null;
        return scopes.values().stream()
                .filter(scope -> scope.id().holds(object))
                .filter(scope -> scope.id().selector().equals(Marks.PART_OF) ? member : record)
                .toList();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what it runs catches everything
    private void later(WatchedScope scope, String why) {
        int times = failures.merge(scope.id(), 1, Integer::sum);
        if (times == 1) {
            listener.broken(what(scope), why);
        }
        long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(times, 10));
        long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause);
        try {
            reopening.schedule(() -> again(scope), jittered, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: nobody wants to know any more.
        }
    }

    private void again(WatchedScope scope) {
        try {
            scope.open();
            if (failures.remove(scope.id()) != null) {
                listener.mended(what(scope));
            }
        } catch (RuntimeException e) {
            // Whatever it is: a watch that nobody opens again would never tell anything.
            later(scope, String.valueOf(e.getMessage()));
        }
    }

    private static String what(WatchedScope scope) {
        return scope.id().type().resource()
                + (scope.id().namespace().isEmpty() ? "" : " in " + scope.id().namespace());
    }

    @Override
    public void close() {
        reopening.shutdownNow();
        scopes.values().forEach(WatchedScope::close);
    }
}
