package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Objects;
import java.util.Optional;

/** A change to some objects. */
public record KustomizePatch(
        @Option(help = "The patch itself, as text.") String patch,

        @Option(help = "Instead of `patch`: its file, relative to the path.")
        String path,

        @Option(help = "Which objects; without it the patch names its object itself.")
        Optional<PatchTarget> target) {
    public KustomizePatch {
        Objects.requireNonNull(patch, "patch");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(target, "target");
    }
}
