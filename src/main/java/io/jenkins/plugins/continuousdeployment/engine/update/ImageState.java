package io.jenkins.plugins.continuousdeployment.engine.update;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How one policy stands.
 *
 * @param policy its name
 * @param image the image without tag
 * @param order how tags are ordered, as the definition has it
 * @param latest what the policy chose last, {@code 1.4.2} or {@code 1.4.2@sha256:…}; empty where it chose nothing
 * @param current what the files have, each once; empty before they were looked at, or where none follows the policy
 * @param lookedAt when the registry was looked at last; {@link Instant#EPOCH} for never
 * @param problem what stood in the way at that time; empty for nothing
 * @param notes what a person may want to know, such as tags that were left out
 */
public record ImageState(
        String policy,
        String image,
        String order,
        String latest,
        List<String> current,
        Instant lookedAt,
        String problem,
        List<String> notes) {
    public ImageState {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(latest, "latest");
        current = List.copyOf(current);
        Objects.requireNonNull(lookedAt, "lookedAt");
        Objects.requireNonNull(problem, "problem");
        notes = List.copyOf(notes);
    }

    ImageState found(List<String> inFiles) {
        return new ImageState(policy, image, order, latest, inFiles, lookedAt, problem, notes);
    }
}
