package io.jenkins.plugins.continuousdeployment.engine.edit;

import java.util.Objects;

/**
 * One scalar that was changed.
 *
 * @param place the scalar
 * @param image the image that was chosen for it
 * @param oldText the scalar's value before
 * @param newText its value now
 */
public record EditedPlace(ImagePlace place, ImageReference image, String oldText, String newText) {
    public EditedPlace {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(oldText, "oldText");
        Objects.requireNonNull(newText, "newText");
    }
}
