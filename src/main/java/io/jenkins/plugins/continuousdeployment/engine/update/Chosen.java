package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.ImagePolicy;
import io.jenkins.plugins.continuousdeployment.engine.edit.ImageReference;
import io.jenkins.plugins.continuousdeployment.engine.image.Move;
import io.jenkins.plugins.continuousdeployment.engine.image.TagPolicy;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a policy chose.
 *
 * @param policy the policy
 * @param order what it means
 * @param tag the tag
 * @param digest what is to be written behind it; empty for nothing
 * @param created when the image behind a tag was made, as far as that is known
 */
record Chosen(
        ImagePolicy policy, TagPolicy order, String tag, String digest, Function<String, Optional<Instant>> created) {
    Chosen {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(created, "created");
    }

    /** As files write it. */
    ImageReference reference() {
        return new ImageReference(policy.image(), tag, digest);
    }

    /** {@code 1.4.2} or {@code 1.4.2@sha256:…}. */
    String text() {
        return tag + (digest.isEmpty() ? "" : "@" + digest);
    }

    /** What writing it in place of an image means. */
    Move from(ImageReference present) {
        ImageName image = ImageName.of(policy.image());
        // Of a tag alone, nothing beside it says of which repository it is: then of the policy's.
        String repository = present.repository().isEmpty() ? policy.image() : present.repository();
        try {
            ImageName there = ImageName.of(new ImageReference(repository, present.tag(), present.digest()).toString());
            return order.move(image, there, tag, created);
        } catch (RefusedException e) {
            // No image at all, such as a placeholder.
            return Move.FIRST;
        }
    }
}
