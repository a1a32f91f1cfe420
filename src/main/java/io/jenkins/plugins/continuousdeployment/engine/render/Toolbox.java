package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the programs. They are looked for each time, so that one that is installed or replaced meanwhile counts.
 *
 * @param paths where they are
 */
record Toolbox(ToolPaths paths) {
    private static final String KUSTOMIZE = "kustomize";
    private static final String HELM = "helm";

    Toolbox {
        Objects.requireNonNull(paths, "paths");
    }

    /** Kustomize; where there is none the one in kubectl. */
    Program kustomize() {
        if (paths.kustomize().isPresent()) {
            return given(KUSTOMIZE, paths.kustomize().get(), "build");
        }
        Optional<Path> own = onPath(KUSTOMIZE);
        if (own.isPresent()) {
            return Program.of(KUSTOMIZE, own.get(), "build");
        }
        return onPath("kubectl")
                .map(kubectl -> Program.of("kubectl kustomize", kubectl, KUSTOMIZE))
                .orElseThrow(() -> missing(
                        "a kustomization needs Kustomize, and there is neither kustomize nor kubectl",
                        "Install kustomize 5",
                        "--kustomize-binary or CDCTL_KUSTOMIZE"));
    }

    Program helm() {
        if (paths.helm().isPresent()) {
            return given(HELM, paths.helm().get());
        }
        return onPath(HELM)
                .map(helm -> Program.of(HELM, helm))
                .orElseThrow(() -> missing(
                        "a chart needs Helm, and there is no helm", "Install helm 3", "--helm-binary or CDCTL_HELM"));
    }

    /** A program of the search path. */
    Optional<Path> onPath(String name) {
        return folders().stream()
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** An empty entry would mean the current folder, which is nobody's. */
    private List<Path> folders() {
        return Arrays.stream(paths.searchPath().split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> path(folder).stream())
                .filter(Path::isAbsolute)
                .toList();
    }

    private static Optional<Path> path(String folder) {
        try {
            return Optional.of(Path.of(folder));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Program given(String name, Path file, String... first) {
        ToolPaths.requireProgram(name, file);
        return Program.of(name, file.toAbsolutePath(), first);
    }

    private RefusedException missing(String what, String todo, String setting) {
        return new RefusedException(what + " in any folder of the search path (" + paths.searchPath() + "). " + todo
                + " there, or say where it is (Jenkins: Manage Jenkins » System » Continuous Deployment; cdctl: "
                + setting + ").");
    }
}
