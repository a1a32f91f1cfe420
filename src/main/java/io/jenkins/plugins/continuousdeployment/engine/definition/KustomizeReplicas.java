package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Objects;

/** How many replicas something has. */
public record KustomizeReplicas(
        @Option(required = true, help = "The name of the Deployment, StatefulSet, ReplicaSet or ReplicationController.")
        String name,

        @Option(required = true, help = "How many.") int count) {
    public KustomizeReplicas {
        Objects.requireNonNull(name, "name");
    }
}
