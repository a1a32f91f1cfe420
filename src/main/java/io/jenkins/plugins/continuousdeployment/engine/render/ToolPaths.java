package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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

    /**
     * A program as a person names it in lasting settings, where no folder is the current one.
     *
     * @param name how people call it
     * @param text its absolute path, or blank for the one of the search path
     * @throws RefusedException where the path is not absolute, or no program that can be run is there
     */
    public static Optional<Path> program(String name, String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        Path file;
        try {
            file = Path.of(text.strip());
        } catch (InvalidPathException e) {
            throw new RefusedException("'" + text + "' is no path: " + e.getReason(), e);
        }
        if (!file.isAbsolute()) {
            throw new RefusedException("say where " + name + " is by an absolute path, such as /usr/local/bin/" + name
                    + ", not '" + text.strip() + "'");
        }
        requireProgram(name, file);
        return Optional.of(file);
    }

    /** Refuses what can't be run. */
    static void requireProgram(String name, Path file) {
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new RefusedException("the settings say that " + name + " is " + file + ", and "
                    + (Files.exists(file) ? "that is no program that can be run" : "there is no such file"));
        }
    }
}
