package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import java.util.Objects;

/**
 * A document or an object that was read and is not desired.
 *
 * @param place where it is written
 * @param object the object, or null for YAML that is no manifest
 * @param reason why it is left out, for a person
 */
public record Skipped(Place place, KubeObject object, String reason) {
    public Skipped {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String toString() {
        return place + ": " + reason;
    }
}
