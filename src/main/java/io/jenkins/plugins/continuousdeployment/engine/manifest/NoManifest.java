package io.jenkins.plugins.continuousdeployment.engine.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rule for YAML that is no manifest, as docs/sources.md has it. It looks only at the name of the file and the
 * outermost keys, so that a broken manifest is not taken for something else.
 */
final class NoManifest {
    private static final Set<String> KUSTOMIZATION_FILES = Set.of("kustomization.yaml", "kustomization.yml");
    private static final String KUSTOMIZE_GROUP = "kustomize.config.k8s.io/";

    private NoManifest() {}

    /**
     * Why a document is no manifest; empty where it must be one.
     *
     * @param path the path of the file
     * @param tree the document's content
     */
    static Optional<String> reason(String path, Object tree) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (KUSTOMIZATION_FILES.contains(name)) {
            return Optional.of("a kustomization is no manifest; its folder is read as plain manifests");
        }
        if (tree instanceof Map<?, ?> map) {
            return ofMap(name, map);
        }
        boolean manifests = tree instanceof List<?> list && list.stream().anyMatch(NoManifest::looksLikeManifest);
        return manifests ? Optional.empty() : Optional.of("no manifest: the document is no map");
    }

    private static Optional<String> ofMap(String name, Map<?, ?> map) {
        if (map.get("apiVersion") instanceof String version && version.startsWith(KUSTOMIZE_GROUP)) {
            return Optional.of("a " + map.get("kind") + " of kustomize is no manifest");
        }
        if (name.equals("Chart.yaml") && !map.containsKey("kind")) {
            return Optional.of("a Helm chart's description is no manifest");
        }
        boolean neither = !map.containsKey("apiVersion") && !map.containsKey("kind");
        boolean manifests =
                map.get("items") instanceof List<?> items && items.stream().anyMatch(NoManifest::looksLikeManifest);
        return neither && !manifests
                ? Optional.of("no manifest: it has neither apiVersion nor kind")
                : Optional.empty();
    }

    private static boolean looksLikeManifest(Object value) {
        return value instanceof Map<?, ?> map && map.containsKey("apiVersion") && map.containsKey("kind");
    }
}
