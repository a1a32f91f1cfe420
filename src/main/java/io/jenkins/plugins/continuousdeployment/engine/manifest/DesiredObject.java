package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import java.util.Objects;

/**
 * An object as the source says it should be.
 *
 * @param object as it is written, but for {@code stringData}, which is folded into {@code data}, and fields that only a
 *     cluster sets
 * @param place where it is written
 */
public record DesiredObject(KubeObject object, Place place) {
    public DesiredObject {
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(place, "place");
    }
}
