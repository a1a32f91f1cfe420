package io.jenkins.plugins.continuousdeployment.engine.update;

import java.util.List;
import java.util.Objects;

/**
 * What came of an order.
 *
 * @param commit a commit whose files have the image: the one that was pushed, or where nothing was to change the tip of
 *     the branch; a whole id
 * @param branch the branch that it is on
 * @param pushed whether the commit was made for this order
 * @param places what it wrote, a line a scalar; empty where nothing was to change
 * @param image the image as the policies name it, without tag
 * @param tag the tag
 * @param digest what the registry had behind the tag, {@code sha256:…}
 * @param notes what a person may want to know, such as policies of the image that the tag is nothing for
 */
public record WrittenImage(
        String commit,
        String branch,
        boolean pushed,
        List<String> places,
        String image,
        String tag,
        String digest,
        List<String> notes) {
    public WrittenImage {
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(branch, "branch");
        places = List.copyOf(places);
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(digest, "digest");
        notes = List.copyOf(notes);
    }
}
