package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Summary;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.manifest.DesiredObject;
import java.util.List;
import java.util.Objects;

/**
 * A destination with what is desired there.
 *
 * @param cluster the cluster, by the name that the definition gives it
 * @param namespace for namespaced objects that name none; empty where there is none
 * @param objects what the source says for this destination
 * @param notes what a person should know about that, a line each
 */
public record Target(Cluster cluster, String namespace, List<DesiredObject> objects, List<String> notes) {
    public Target {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(namespace, "namespace");
        objects = List.copyOf(objects);
        notes = List.copyOf(notes);
    }

    /** With nothing to note. */
    public Target(Cluster cluster, String namespace, List<DesiredObject> objects) {
        this(cluster, namespace, objects, List.of());
    }

    Summary.Destination destination() {
        return new Summary.Destination(cluster.name(), namespace);
    }
}
