package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.util.Objects;

/**
 * That one tag of an image is to be written to Git now.
 *
 * @param image the image; has neither tag nor digest
 * @param tag the tag
 */
public record ImageOrder(ImageName image, String tag) {
    public ImageOrder {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(tag, "tag");
    }

    /**
     * As somebody writes it.
     *
     * @param image without tag: {@code ghcr.io/shop/web}
     * @throws RefusedException where one of them is none, or the image has a tag of its own
     */
    public static ImageOrder of(String image, String tag) {
        ImageName name = ImageName.of(image);
        if (name.tag().isPresent() || name.digest().isPresent()) {
            throw new RefusedException("the image \"" + image
                    + "\" has a tag or digest in its name: give the name alone, and the tag by itself.");
        }
        if (!ImageName.isTag(tag)) {
            String line = tag.replaceAll("\\p{Cntrl}", "?");
            throw new RefusedException("\"" + line.substring(0, Math.min(line.length(), 80))
                    + "\" is no tag: a tag has " + ImageName.TAG_RULE + ".");
        }
        return new ImageOrder(name, tag);
    }
}
