package io.jenkins.plugins.continuousdeployment.engine;

import java.util.List;
import java.util.Objects;

/**
 * How a project stands.
 *
 * @param summary the head
 * @param objects one entry an object, in the order of a sync
 */
public record Status(Summary summary, List<ObjectStatus> objects) {
    /**
     * How one object stands.
     *
     * @param cluster the destination's cluster as the definition names it
     * @param apiVersion the version it was read in
     * @param key which object
     * @param syncStatus whether it equals its desired state
     * @param health its health, or null for a kind that has none
     * @param message for a person; empty where there is nothing to say
     */
    public record ObjectStatus(
            String cluster,
            String apiVersion,
            ObjectKey key,
            SyncStatus syncStatus,
            HealthStatus health,
            String message) {
        public ObjectStatus {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(apiVersion, "apiVersion");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(syncStatus, "syncStatus");
            Objects.requireNonNull(message, "message");
        }
    }

    public Status {
        Objects.requireNonNull(summary, "summary");
        objects = List.copyOf(objects);
    }
}
