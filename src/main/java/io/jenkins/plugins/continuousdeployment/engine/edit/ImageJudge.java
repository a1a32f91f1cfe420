package io.jenkins.plugins.continuousdeployment.engine.edit;

import java.util.Optional;

/** Has the last word on each place: so that nothing is downgraded, for instance. */
@FunctionalInterface
public interface ImageJudge {
    /** Takes whatever the policy chose. */
    ImageJudge EVERYTHING = (place, wanted) -> Optional.of(wanted);

    /**
     * Judges one place. Places that hold the parts of one image (a name and a tag) are shown with the same present image,
     * one after the other, and must get the same answer.
     *
     * @param place the place, with the image that stands there
     * @param wanted what its policy chose
     * @return the image to write, or nothing to leave the place as it is
     */
    Optional<ImageReference> judge(ImagePlace place, ImageReference wanted);
}
