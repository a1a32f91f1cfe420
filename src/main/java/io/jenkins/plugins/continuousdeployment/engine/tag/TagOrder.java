package io.jenkins.plugins.continuousdeployment.engine.tag;

import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.semver.SemverRange;
import java.util.List;
import java.util.Objects;

/** By what the wanted tag is told from the others. */
public sealed interface TagOrder {
    /**
     * By the value of the number that a tag is.
     *
     * @param descending whether the least is wanted; else the greatest
     */
    record Numerical(boolean descending) implements TagOrder {}

    /**
     * By bytes, as Go compares texts.
     *
     * @param descending whether the first is wanted; else the last
     */
    record Alphabetical(boolean descending) implements TagOrder {}

    /**
     * The newest version in a range.
     *
     * @param range in Masterminds' grammar
     */
    record Semver(SemverRange range) implements TagOrder {
        public Semver {
            Objects.requireNonNull(range, "range");
        }
    }

    /** The image that was made last. */
    record Newest() implements TagOrder {}

    /**
     * One tag for good, of which the digest is followed.
     *
     * @param tag which
     */
    record Fixed(String tag) implements TagOrder {
        public Fixed {
            Objects.requireNonNull(tag, "tag");
        }
    }

    /** What can be written, for people. */
    String FORMS = "numerical or alphabetical, each with :asc (the greatest) or :desc behind it; semver:RANGE;"
            + " newest; or digest:TAG";

    /** The words at the beginning. */
    List<String> WORDS = List.of("numerical", "alphabetical", "semver", "newest", "digest");

    /**
     * Reads {@code numerical[:asc|desc]}, {@code alphabetical[:asc|desc]}, {@code semver:RANGE}, {@code newest} or
     * {@code digest:TAG}.
     *
     * @throws RefusedException saying what is wrong and at which character
     */
    static TagOrder parse(String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        return switch (word) {
            case "numerical" -> new Numerical(descending(word, colon, rest));
            case "alphabetical" -> new Alphabetical(descending(word, colon, rest));
            case "semver" -> new Semver(range(rest));
            case "digest" -> fixed(rest);
            case "newest" -> {
                if (colon >= 0) {
                    throw new RefusedException("nothing may follow newest (character " + (colon + 1) + ")");
                }
                yield new Newest();
            }
            default ->
                throw new RefusedException(
                        "must be " + FORMS + Nearest.hint(word, WORDS).replaceFirst("^ ", ". "));
        };
    }

    private static boolean descending(String word, int colon, String rest) {
        if (colon >= 0 && !rest.equals("asc") && !rest.equals("desc")) {
            throw new RefusedException("must be " + word + ", " + word + ":asc or " + word
                    + ":desc; what stands from character " + (colon + 2) + " on is none of them");
        }
        return rest.equals("desc");
    }

    private static SemverRange range(String text) {
        if (text.isBlank()) {
            throw new RefusedException(
                    "names no range: semver:>=1.2 <2 or semver:~1.4 say which versions are meant," + " semver:* all");
        }
        return SemverRange.parse(text)
                .orElseThrow(() -> new RefusedException("has no range of versions from character "
                        + ("semver:".length() + 1) + " on; ranges look like ~1.4, ^1.2, >=1.2 <2 or 1.x"));
    }

    private static TagOrder fixed(String tag) {
        if (!ImageName.isTag(tag)) {
            throw new RefusedException("names no tag from character " + ("digest:".length() + 1)
                    + " on, as digest:latest does. A tag has " + ImageName.TAG_RULE);
        }
        return new Fixed(tag);
    }
}
