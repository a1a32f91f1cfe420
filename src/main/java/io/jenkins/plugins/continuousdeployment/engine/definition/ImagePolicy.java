package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which tag of an image is wanted. Its values are kept as they are written, although only those are read that the room
 * {@code tag} can make sense of; what they mean the room {@code image} knows.
 */
public record ImagePolicy(
        @Option(required = true, help = "What a marker in a manifest names, compared as text.")
        String policy,

        @Option(required = true, help = "The image without tag: `ghcr.io/shop/web`.")
        String image,

        @Option(help = "The credentials for the registry; none for a public image.")
        String credentialsId,

        @Option(help = "Which tags count, and what of them is compared.")
        Optional<TagFilter> filterTags,

        @Option(
                byDefault = "^.*\\.sig$",
                help = "RE2 expressions; a tag that contains one of them does not count. `[]` excludes none.")
        List<String> exclude,

        @Option(
                required = true,
                help = "Which tag wins: `numerical` or `alphabetical`, each with `:asc` (the greatest, the default)"
                        + " or `:desc`; `semver:RANGE`; `newest`; or `digest:TAG`, of which the digest is followed.")
        String order,

        @Option(
                byDefault = "false",
                help = "Go back to a lesser tag where the present one is no longer in the registry.")
        boolean allowDowngrade,

        @Option(byDefault = "false", help = "Write the digest with the tag: `web:1.2@sha256:…`.")
        boolean digest,

        @Option(
                byDefault = "linux/amd64",
                help = "Of an image for several platforms, the one whose creation time and labels count.")
        String platform,

        @Option(byDefault = "1m", help = "How often to look at the registry.")
        Duration interval) {
    public ImagePolicy {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(credentialsId, "credentialsId");
        Objects.requireNonNull(filterTags, "filterTags");
        exclude = List.copyOf(exclude);
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(interval, "interval");
    }
}
