package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Interruption;
import io.jenkins.plugins.continuousdeployment.engine.cluster.LiveWatch;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Marks;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ResourceType;
import io.jenkins.plugins.continuousdeployment.engine.cluster.UnreachableException;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Waits, by watches, until nothing makes progress any more: every object is well, or is as bad as it will be. Watches
 * only what is not well yet. Many controllers begin with a condition that is False before they have looked, so that
 * Degraded is believed only when it has lasted for a moment; at once of an object that this sync did not touch.
 */
final class HealthWait implements AutoCloseable {
    /** As long as a server may take from its first answer until it knows its roles. */
    private static final Duration STARTING = Duration.ofSeconds(30);

    /** So long must an object be Degraded before it is taken for as bad as it will be. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** One kind in one namespace, watched together. */
    private record Scope(ResourceType type, String namespace) {}

    private final Cluster cluster;
    private final String applySetId;
    private final HealthReader health;
    private final Clock clock;
    private final Map<ObjectKey, KubeObject> seen;
    private final BlockingQueue<LiveWatch.Event> events = new LinkedBlockingQueue<>();
    private final Set<LiveWatch> watches = new LinkedHashSet<>();
    private final Map<ObjectKey, Instant> believedFrom = new HashMap<>();

    /**
     * Prepares to wait.
     *
     * @param seen the objects as they were seen last; brought up to date while waiting
     */
    HealthWait(Cluster cluster, String applySetId, HealthReader health, Clock clock, Map<ObjectKey, KubeObject> seen) {
        this.cluster = cluster;
        this.applySetId = applySetId;
        this.health = health;
        this.clock = clock;
        this.seen = seen;
    }

    /**
     * Waits for some objects.
     *
     * @return the keys of those that still make progress at the end, empty where all has settled
     */
    List<ObjectKey> until(Collection<PlannedObject> objects, Instant end) {
        Map<ObjectKey, PlannedObject> waited = new HashMap<>();
        objects.forEach(object -> waited.put(object.key(), object));
        Instant begin = clock.instant();
        are(HealthStatus.DEGRADED, waited.keySet()).stream()
                .filter(key -> waited.get(key).inSync())
                .forEach(key -> believedFrom.put(key, begin));
        scopes(waited, begin).forEach(this::open);
        while (true) {
            Instant now = clock.instant();
            List<ObjectKey> progressing = are(HealthStatus.PROGRESSING, waited.keySet());
            Optional<Instant> doubtful = doubtful(waited.keySet(), now);
            if (!now.isBefore(end) || (progressing.isEmpty() && doubtful.isEmpty())) {
                return progressing;
            }
            Instant next = doubtful.filter(until -> until.isBefore(end)).orElse(end);
            take(Math.max(1, Duration.between(now, next).toMillis()), end);
        }
    }

    /** When the next that is Degraded, and not believed yet, will be; empty where there is none. */
    private Optional<Instant> doubtful(Collection<ObjectKey> keys, Instant now) {
        List<ObjectKey> degraded = are(HealthStatus.DEGRADED, keys);
        believedFrom.keySet().retainAll(degraded);
        degraded.forEach(key -> believedFrom.putIfAbsent(key, now.plus(GRACE)));
        return believedFrom.values().stream().filter(now::isBefore).min(Instant::compareTo);
    }

    private Set<Scope> scopes(Map<ObjectKey, PlannedObject> waited, Instant now) {
        Set<ObjectKey> unsettled = new TreeSet<>(are(HealthStatus.PROGRESSING, waited.keySet()));
        if (doubtful(waited.keySet(), now).isPresent()) {
            unsettled.addAll(are(HealthStatus.DEGRADED, waited.keySet()));
        }
        return unsettled.stream()
                .map(key -> new Scope(waited.get(key).resolved().type(), key.namespace()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void open(Scope scope) {
        String selector = Marks.PART_OF + "=" + applySetId;
        LiveWatch watch = LiveWatch.open(cluster, scope.type(), scope.namespace(), selector, events);
        watches.add(watch);
        Set<ObjectKey> present = watch.initial().stream().map(ObjectKey::of).collect(Collectors.toSet());
        seen.keySet()
                .removeIf(key -> key.groupKind().equals(scope.type().groupKind())
                        && key.namespace().equals(scope.namespace())
                        && !present.contains(key));
        watch.initial().forEach(object -> seen.put(ObjectKey.of(object), object));
    }

    private void take(long millis, Instant end) {
        LiveWatch.Event event;
        try {
            event = events.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw Interruption.of("waiting for health");
        }
        if (event instanceof LiveWatch.Present present) {
            seen.put(ObjectKey.of(present.object()), present.object());
        } else if (event instanceof LiveWatch.Gone gone) {
            seen.remove(ObjectKey.of(gone.object()));
        } else if (event instanceof LiveWatch.Ended ended && watches.remove(ended.watch())) {
            ended.watch().close();
            reopen(new Scope(ended.watch().type(), ended.watch().namespace()), end);
        }
    }

    /**
     * A new list tells what was missed; a server that is away may come back as long as there is time. One that has just
     * come back refuses for a moment what it allows, until it knows its rules again.
     */
    private void reopen(Scope scope, Instant end) {
        Instant refusedUntil = clock.instant().plus(STARTING);
        while (true) {
            Reopening.pause(clock, end);
            try {
                open(scope);
                return;
            } catch (UnreachableException e) {
                if (!clock.instant().isBefore(end)) {
                    throw e;
                }
            } catch (ApiException e) {
                if (!clock.instant().isBefore(refusedUntil) || !clock.instant().isBefore(end)) {
                    throw e;
                }
            }
        }
    }

    private List<ObjectKey> are(HealthStatus status, Collection<ObjectKey> keys) {
        return keys.stream()
                .filter(key -> seen.containsKey(key)
                        && health.assess(seen.get(key))
                                .map(Health::status)
                                .filter(status::equals)
                                .isPresent())
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        watches.forEach(LiveWatch::close);
    }
}
