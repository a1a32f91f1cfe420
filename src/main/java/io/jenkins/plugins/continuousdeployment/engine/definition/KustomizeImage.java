package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Objects;

/** Another image in the place of one. */
public record KustomizeImage(
        @Option(required = true, help = "The image as the manifests have it, without tag and digest.")
        String name,

        @Option(help = "The image to take instead.") String newName,
        @Option(help = "The tag to take instead.") String newTag,

        @Option(help = "The digest to take instead of a tag: `sha256:…`.")
        String digest) {
    public KustomizeImage {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(newName, "newName");
        Objects.requireNonNull(newTag, "newTag");
        Objects.requireNonNull(digest, "digest");
    }
}
