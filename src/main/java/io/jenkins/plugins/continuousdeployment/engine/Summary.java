package io.jenkins.plugins.continuousdeployment.engine;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The head of every answer about a project.
 *
 * @param project the project's name
 * @param revision the commit that was compared or synced
 * @param destinations where it goes
 * @param syncStatus whether live equals desired
 * @param health the worst of its objects' health
 * @param message what a person must know, empty where all is said
 * @param startedAt when the work began
 * @param finishedAt when it ended
 * @param lastSynced the commit that was last synced completely, from the cluster's record; empty where there is none
 */
public record Summary(
        String project,
        Revision revision,
        List<Destination> destinations,
        SyncStatus syncStatus,
        HealthStatus health,
        String message,
        Instant startedAt,
        Instant finishedAt,
        String lastSynced) {
    /**
     * A cluster and a namespace in it.
     *
     * @param cluster the name by which the definition knows the cluster
     * @param namespace for namespaced objects that name none; empty where there is none
     */
    public record Destination(String cluster, String namespace) {
        public Destination {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(namespace, "namespace");
        }
    }

    public Summary {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(revision, "revision");
        destinations = List.copyOf(destinations);
        Objects.requireNonNull(syncStatus, "syncStatus");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(finishedAt, "finishedAt");
        Objects.requireNonNull(lastSynced, "lastSynced");
    }
}
