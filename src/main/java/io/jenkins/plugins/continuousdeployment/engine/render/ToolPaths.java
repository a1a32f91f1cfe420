package io.jenkins.plugins.continuousdeployment.engine.render;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where Kustomize and Helm are.
 *
 * @param kustomize the program; without it {@code kustomize}, else {@code kubectl}, of the search path
 * @param helm the program; without it {@code helm} of the search path
 * @param searchPath folders as {@code PATH} has them
 */
public record ToolPaths(Optional<Path> kustomize, Optional<Path> helm, String searchPath) {
    public ToolPaths {
        Objects.requireNonNull(kustomize, "kustomize");
        Objects.requireNonNull(helm, "helm");
        Objects.requireNonNull(searchPath, "searchPath");
    }

    /** Whatever a search path has. */
    public static ToolPaths on(String searchPath) {
        return new ToolPaths(Optional.empty(), Optional.empty(), searchPath);
    }
}
