package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import java.util.Objects;
import java.util.Optional;

/**
 * A scalar that follows a policy.
 *
 * @param place where it stands
 * @param path the way to it in its document: {@code spec.template.spec.containers[0].image}
 * @param object the object that it belongs to, where its document is one
 * @param policy the policy
 * @param part which part of the image stands there
 * @param marked whether a marker says so; else the image's name does
 * @param present the image that stands there now, as far as it can be told: of a tag alone, what is beside it is looked
 *     at too
 */
public record ImagePlace(
        Place place,
        String path,
        Optional<ObjectKey> object,
        String policy,
        ImagePart part,
        boolean marked,
        ImageReference present) {
    public ImagePlace {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(present, "present");
    }
}
