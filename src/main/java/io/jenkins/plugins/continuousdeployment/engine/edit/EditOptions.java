package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import java.util.Objects;
import java.util.Set;

/**
 * How images are edited.
 *
 * @param byName whether images without a marker are followed by their repository: in Pod templates and in the {@code
 *     images} of kustomizations
 * @param others policies that are known and have no image at present: their markers are left alone without a word
 * @param judge has the last word on each place
 * @param maxFileBytes how large a file may be that names an image
 * @param limits how much a file may hold
 */
public record EditOptions(boolean byName, Set<String> others, ImageJudge judge, int maxFileBytes, YamlLimits limits) {
    /** By markers alone, whatever the policies chose, files of up to 10 MiB. */
    public static final EditOptions DEFAULT =
            new EditOptions(false, Set.of(), ImageJudge.EVERYTHING, 10 << 20, YamlLimits.DEFAULT);

    public EditOptions {
        others = Set.copyOf(others);
        Objects.requireNonNull(judge, "judge");
        Objects.requireNonNull(limits, "limits");
    }

    /** The same with images followed by their repository, or not. */
    public EditOptions withByName(boolean wanted) {
        return new EditOptions(wanted, others, judge, maxFileBytes, limits);
    }

    /** The same with other policies that have no image at present. */
    public EditOptions withOthers(Set<String> known) {
        return new EditOptions(byName, known, judge, maxFileBytes, limits);
    }

    /** The same with another judge. */
    public EditOptions withJudge(ImageJudge other) {
        return new EditOptions(byName, others, other, maxFileBytes, limits);
    }

    /** The same with another limit of size. */
    public EditOptions withMaxFileBytes(int bytes) {
        return new EditOptions(byName, others, judge, bytes, limits);
    }
}
