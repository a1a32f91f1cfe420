package io.jenkins.plugins.continuousdeployment.engine.template;

import java.util.Objects;

/**
 * One scalar that an update changed.
 *
 * @param policy the policy that chose the image, as the marker writes it, such as {@code default:image-gitops}, with the
 *     marker's suffix where it has one ({@code …:tag}, {@code …:name}, {@code …:digest})
 * @param image the whole image that was chosen, such as {@code ghcr.io/shop/web:v2}
 * @param oldValue what stood there
 * @param newValue what stands there now: the image or the part of it that the marker asks for
 * @param file the file's path
 * @param line the line in it, from 1
 * @param object the object that it is in
 */
public record ImageChange(
        String policy, String image, String oldValue, String newValue, String file, int line, ObjectName object) {
    public ImageChange {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(oldValue, "oldValue");
        Objects.requireNonNull(newValue, "newValue");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(object, "object");
    }
}
