package io.jenkins.plugins.continuousdeployment.engine.edit;

import java.util.Set;

/** Which files are looked at, by their names. */
final class FileNames {
    private static final Set<String> KUSTOMIZATIONS =
            Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private FileNames() {}

    /** Whether a file is YAML by its name. */
    static boolean isYaml(String path) {
        return path.endsWith(".yaml") || path.endsWith(".yml") || isKustomization(path);
    }

    /** Whether a file is what Kustomize takes for its own. */
    static boolean isKustomization(String path) {
        return KUSTOMIZATIONS.contains(path.substring(path.lastIndexOf('/') + 1));
    }
}
