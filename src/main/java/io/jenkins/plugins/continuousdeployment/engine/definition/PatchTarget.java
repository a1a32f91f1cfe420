package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Objects;

/** Which objects a patch is for: those that fit all of it. Names are regular expressions, as Kustomize has them. */
public record PatchTarget(
        @Option(help = "The API group.") String group,
        @Option(help = "The version.") String version,
        @Option(help = "The kind.") String kind,
        @Option(help = "The name.") String name,
        @Option(help = "The namespace.") String namespace,
        @Option(help = "Labels: `app=web`.") String labelSelector,
        @Option(help = "Annotations: `zone=west`.") String annotationSelector) {
    public PatchTarget {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(labelSelector, "labelSelector");
        Objects.requireNonNull(annotationSelector, "annotationSelector");
    }
}
