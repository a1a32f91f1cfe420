package io.jenkins.plugins.continuousdeployment.engine.semver;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A range of versions, such as {@code ~1.4}, {@code >=1.2 <2 || 3.x}. Pre-releases satisfy it only where one of the
 * conditions joined with the deciding one names a pre-release.
 */
public final class SemverRange {
    private final String text;
    private final List<List<Condition>> alternatives;

    SemverRange(String text, List<List<Condition>> alternatives) {
        this.text = Objects.requireNonNull(text, "text");
        this.alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /**
     * Reads a range.
     *
     * @return the range, or nothing where the text is none
     */
    public static Optional<SemverRange> parse(String text) {
        return RangeReader.read(text);
    }

    /** Whether a version lies in the range. */
    public boolean accepts(Version version) {
        return alternatives.stream()
                .filter(all -> !version.isPreRelease()
                        || all.stream().anyMatch(condition -> condition.bound().isPreRelease()))
                .anyMatch(all -> all.stream().allMatch(condition -> condition.accepts(version)));
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
