package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlPart;

/**
 * A scalar and the policy that it follows.
 *
 * @param scalar the scalar
 * @param part which part of the image it holds
 * @param policy the policy
 * @param marked whether a marker says so
 */
record Followed(YamlPart scalar, ImagePart part, String policy, boolean marked) {
    /** The scalar's value; a block scalar's without the end of its line. */
    String text() {
        return scalar.kind() == YamlPart.Kind.BLOCK ? scalar.text().stripTrailing() : scalar.text();
    }

    /**
     * What the scalar is to say for an image; empty where the image does not have that part. Where only the name led here,
     * the repository keeps its spelling.
     */
    String wanted(ImageReference image, ImageReference present) {
        boolean keepsSpelling = !marked && part == ImagePart.WHOLE && image.sameRepository(present);
        return part.of(keepsSpelling ? new ImageReference(present.repository(), image.tag(), image.digest()) : image);
    }
}
