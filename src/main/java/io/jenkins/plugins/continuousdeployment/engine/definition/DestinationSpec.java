package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Objects;
import java.util.Optional;

/** A place, or several alike, for the objects: {@code cluster} or {@code clusters}, one of the two. */
public record DestinationSpec(
        @Option(help = "A configured cluster; for `cdctl` a context of the kubeconfig.")
        String cluster,

        @Option(help = "Instead of `cluster`: every configured cluster that fits.")
        Optional<ClusterSelector> clusters,

        @Option(help = "The namespace of namespaced objects that name none.")
        String namespace) {
    public DestinationSpec {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(clusters, "clusters");
        Objects.requireNonNull(namespace, "namespace");
    }
}
