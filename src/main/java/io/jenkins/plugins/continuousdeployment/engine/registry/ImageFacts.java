package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.tag.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an image says of itself. Its words are whoever's who built it: text, never to be trusted as markup.
 *
 * @param digest of what the name leads to: the index of an image for several platforms, else its manifest; verified
 * @param created when it was made, by its own account; nothing where it does not say, or is not made for the platform
 * @param labels its labels, and annotations where it has no label of that name; each cut where it is very long
 * @param platforms what it runs on
 */
public record ImageFacts(
        String digest, Optional<Instant> created, Map<String, String> labels, List<Platform> platforms) {
    /** The label with the commit that an image was built from. */
    public static final String REVISION = "org.opencontainers.image.revision";

    /** The label with the repository that an image was built from. */
    public static final String SOURCE = "org.opencontainers.image.source";

    /** The label with the time at which an image was built. */
    public static final String CREATED = "org.opencontainers.image.created";

    public ImageFacts {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(created, "created");
        labels = Map.copyOf(labels);
        platforms = List.copyOf(platforms);
    }

    /** The commit that it was built from, where a label says so. */
    public Optional<String> revision() {
        return Optional.ofNullable(labels.get(REVISION));
    }

    /** The repository that it was built from, where a label says so. */
    public Optional<String> source() {
        return Optional.ofNullable(labels.get(SOURCE));
    }
}
