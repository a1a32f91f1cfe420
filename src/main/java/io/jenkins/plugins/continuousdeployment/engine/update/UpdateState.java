package io.jenkins.plugins.continuousdeployment.engine.update;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How the images of one project stand.
 *
 * @param images each policy
 * @param pending what would be written, a line a scalar; empty where all is as the policies choose
 * @param diff the same as lines of unified diffs, without the lines around; a bounded number
 * @param written what the last push wrote, a line a scalar
 * @param commit the last commit that was pushed by this process; empty for none
 * @param branch the branch it is on; empty for none
 * @param pushedAt when that was; {@link Instant#EPOCH} for never
 * @param problem why files could not be looked at or pushed; empty for nothing
 * @param notes what a person may want to know of the files, such as markers of no known policy
 */
public record UpdateState(
        List<ImageState> images,
        List<String> pending,
        List<String> diff,
        List<String> written,
        String commit,
        String branch,
        Instant pushedAt,
        String problem,
        List<String> notes) {
    /** Before the first look. */
    public static final UpdateState NEW =
            new UpdateState(List.of(), List.of(), List.of(), List.of(), "", "", Instant.EPOCH, "", List.of());

    public UpdateState {
        images = List.copyOf(images);
        pending = List.copyOf(pending);
        diff = List.copyOf(diff);
        written = List.copyOf(written);
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(pushedAt, "pushedAt");
        Objects.requireNonNull(problem, "problem");
        notes = List.copyOf(notes);
    }

    UpdateState of(List<ImageState> others) {
        return new UpdateState(others, pending, diff, written, commit, branch, pushedAt, problem, notes);
    }

    UpdateState pushed(List<String> lines, String id, String to, Instant when) {
        return new UpdateState(images, pending, diff, lines, id, to, when, problem, notes);
    }

    UpdateState failed(String why) {
        return new UpdateState(images, pending, diff, written, commit, branch, pushedAt, why, notes);
    }
}
