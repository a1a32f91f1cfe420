package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.LiveWatch;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ResourceType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Waits, by a watch, until this very object is gone: one made anew under its name has another uid. */
final class Disappearance {
    private final Cluster cluster;
    private final Clock clock;
    private final Duration timeout;
    private final Set<GroupKind> doomed;

    Disappearance(Cluster cluster, Clock clock, Duration timeout) {
        this(cluster, clock, timeout, Set.of());
    }

    /** @param doomed the kinds whose definitions are deleted too: a path that is not served any more has nothing left */
    Disappearance(Cluster cluster, Clock clock, Duration timeout, Set<GroupKind> doomed) {
        this.cluster = cluster;
        this.clock = clock;
        this.timeout = timeout;
        this.doomed = doomed;
    }

    /**
     * Waits.
     *
     * @throws RefusedException where it is still there after the time-out, saying what holds it
     */
    void await(ResourceType type, KubeObject object) {
        Optional<KubeObject> left = until(type, object, clock.instant().plus(timeout));
        left.ifPresent(live -> {
            throw new RefusedException(
                    ObjectKey.of(live) + " is still being deleted after " + timeout.toSeconds() + " s" + holding(live));
        });
    }

    /** Waits until a moment; gives the object as it was seen last where it is still there. */
    Optional<KubeObject> until(ResourceType type, KubeObject object, Instant end) {
        try {
            return served(type, object, end);
        } catch (ApiException e) {
            if (e.notFound() && doomed.contains(object.groupKind())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<KubeObject> served(ResourceType type, KubeObject object, Instant end) {
        while (true) {
            // Asked first: most objects are gone when their DELETE is answered, and need no watch.
            Optional<KubeObject> live = cluster.objects()
                    .get(type, object.namespace(), object.name())
                    .filter(found -> found.uid().equals(object.uid()));
            if (live.isEmpty() || !clock.instant().isBefore(end)) {
                return live;
            }
            if (gone(type, object, end)) {
                return Optional.empty();
            }
            Reopening.pause(clock, end);
        }
    }

    private boolean gone(ResourceType type, KubeObject object, Instant end) {
        try (LiveWatch watch = LiveWatch.openOne(cluster, type, object.namespace(), object.name())) {
            if (watch.initial().stream().noneMatch(found -> found.uid().equals(object.uid()))) {
                return true;
            }
            while (true) {
                LiveWatch.Event event =
                        watch.next(Duration.between(clock.instant(), end).toMillis());
                if (event instanceof LiveWatch.Gone gone && gone.object().uid().equals(object.uid())) {
                    return true;
                }
                if (event == null || event instanceof LiveWatch.Ended) {
                    return false;
                }
            }
        }
    }

    static String holding(KubeObject live) {
        return live.list("metadata", "finalizers").isEmpty()
                ? ""
                : ": its finalizers are still to be removed: " + live.list("metadata", "finalizers");
    }
}
