package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is added to a kustomization, as if another one stood above it. */
public record KustomizeOptions(
        @Option(help = "Other images: by name, each with a new name, tag or digest.")
        List<KustomizeImage> images,

        @Option(help = "Put before every name.") String namePrefix,
        @Option(help = "Put behind every name.") String nameSuffix,

        @Option(help = "The namespace of all namespaced objects.")
        String namespace,

        @Option(help = "Labels for every object; selectors and Pod templates are left alone.")
        Map<String, String> labels,

        @Option(help = "Annotations for every object, Pod templates included.")
        Map<String, String> annotations,

        @Option(help = "Folders of components, relative to the path.")
        List<String> components,

        @Option(help = "Patches, strategic merge or JSON 6902.")
        List<KustomizePatch> patches,

        @Option(help = "Numbers of replicas, by name.") List<KustomizeReplicas> replicas) {
    /** Nothing is added. */
    public static final KustomizeOptions NONE =
            new KustomizeOptions(List.of(), "", "", "", Map.of(), Map.of(), List.of(), List.of(), List.of());

    public KustomizeOptions {
        images = List.copyOf(images);
        Objects.requireNonNull(namePrefix, "namePrefix");
        Objects.requireNonNull(nameSuffix, "nameSuffix");
        Objects.requireNonNull(namespace, "namespace");
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        components = List.copyOf(components);
        patches = List.copyOf(patches);
        replicas = List.copyOf(replicas);
    }
}
