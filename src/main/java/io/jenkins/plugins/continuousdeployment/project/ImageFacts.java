package io.jenkins.plugins.continuousdeployment.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageState;
import io.jenkins.plugins.continuousdeployment.engine.update.UpdateState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What {@code api/json} says of how a project's images are updated. Times are ISO-8601; null stands for never.
 *
 * @param policies each image that is watched
 * @param pending what would be written to Git, a line a place; empty where all is as the policies choose
 * @param diff the same as lines of unified diffs, without the lines around; null for who lacks the right to see
 *     differences
 * @param commit the last commit that was pushed since Jenkins began, a whole id; null for none
 * @param branch the branch it is on; null for none
 * @param pushedAt when that was; null for never
 * @param written what it wrote, a line a place
 * @param problem why files could not be looked at or pushed; empty for nothing
 * @param notes what a person may want to know of the files
 */
@ExportedBean(defaultVisibility = 999)
public record ImageFacts(
        @Exported List<PolicyFacts> policies,
        @Exported List<String> pending,
        @Exported @CheckForNull List<String> diff,
        @Exported @CheckForNull String commit,
        @Exported @CheckForNull String branch,
        @Exported @CheckForNull String pushedAt,
        @Exported List<String> written,
        @Exported String problem,
        @Exported List<String> notes) {
    public ImageFacts {
        policies = List.copyOf(policies);
        pending = List.copyOf(pending);
        diff = diff == null ? null : List.copyOf(diff);
        written = List.copyOf(written);
        Objects.requireNonNull(problem, "problem");
        notes = List.copyOf(notes);
    }

    /** One policy; {@code latest} is null where it chose nothing, {@code lookedAt} before the first look. */
    @ExportedBean(defaultVisibility = 999)
    public record PolicyFacts(
            @Exported String policy,
            @Exported String image,
            @Exported String order,
            @Exported List<String> current,
            @Exported @CheckForNull String latest,
            @Exported @CheckForNull String lookedAt,
            @Exported String problem,
            @Exported List<String> notes) {}

    static ImageFacts of(UpdateState state, boolean differences) {
        return new ImageFacts(
                state.images().stream().map(ImageFacts::policy).toList(),
                state.pending(),
                differences ? state.diff() : null,
                some(state.commit()),
                some(state.branch()),
                time(state.pushedAt()),
                state.written(),
                state.problem(),
                state.notes());
    }

    private static PolicyFacts policy(ImageState each) {
        return new PolicyFacts(
                each.policy(),
                each.image(),
                each.order(),
                each.current(),
                some(each.latest()),
                time(each.lookedAt()),
                each.problem(),
                each.notes());
    }

    @CheckForNull
    private static String some(String text) {
        return text.isEmpty() ? null : text;
    }

    @CheckForNull
    private static String time(Instant moment) {
        return moment.equals(Instant.EPOCH) ? null : moment.toString();
    }
}
