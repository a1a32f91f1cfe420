package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Namespaces that were there a moment ago, for many projects that begin in few namespaces. That one is missing is never
 * remembered; of one that went within the moment the server tells when something is tried there. Safe for many threads.
 */
final class SeenNamespaces {
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final Clock clock;
    private final Map<Place, Instant> seen = new ConcurrentHashMap<>();

    private record Place(String cluster, String namespace) {}

    SeenNamespaces(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether a namespace exists. An account that may not read namespaces works in those that it was given.
     *
     * @throws ApiException where the server refused to tell for another reason
     */
    boolean exist(Cluster cluster, String namespace) {
        Place place = new Place(cluster.uid(), namespace);
        Instant now = clock.instant();
        Instant then = seen.get(place);
        if (then != null && now.isBefore(then.plus(MOMENT))) {
            return true;
        }
        boolean there = asked(cluster, namespace);
        if (there) {
            seen.put(place, now);
        } else {
            seen.remove(place);
        }
        return there;
    }

    private static boolean asked(Cluster cluster, String namespace) {
        try {
            return cluster.objects().get(NewNamespace.TYPE, "", namespace).isPresent();
        } catch (ApiException e) {
            if (e.forbidden()) {
                return true;
            }
            throw e;
        }
    }
}
