package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Which tag of an image is wanted. Its values are kept as they are written; what they mean the image room knows. */
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
                required = true,
                help = "Which tag wins: `numerical` or `alphabetical`, each with `:asc` (the greatest, the default)"
                        + " or `:desc`; `semver:RANGE`; or `newest`.")
        String order,

        @Option(byDefault = "1m", help = "How often to look at the registry.")
        Duration interval) {
    public ImagePolicy {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(credentialsId, "credentialsId");
        Objects.requireNonNull(filterTags, "filterTags");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(interval, "interval");
    }
}
