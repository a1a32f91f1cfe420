package io.jenkins.plugins.continuousdeployment.engine.semver;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version (semver.org 2.0.0). Two versions of the same precedence may differ in their build metadata.
 *
 * @param major read as unsigned, as are the next two
 * @param minor 0 where the text has none
 * @param patch 0 where the text has none
 * @param preRelease what follows the hyphen; empty for a release
 * @param build what follows the plus; empty where there is none
 */
public record Version(long major, long minor, long patch, String preRelease, String build) {
    /** Which version is newer, by semver.org's item 11; build metadata does not count. */
    public static final Comparator<Version> PRECEDENCE = Version::compare;

    static final String SUFFIXES =
            "(?:-([0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+))?(?:\\+([0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+))?";

    private static final Pattern TEXT = Pattern.compile("v?([0-9]++)(?:\\.([0-9]++))?(?:\\.([0-9]++))?" + SUFFIXES);
    private static final Pattern LEADING_ZERO = Pattern.compile("(?:.*\\.)?0[0-9]+(?:\\..*)?");
    private static final int LONGEST = 256;

    public Version {
        Objects.requireNonNull(preRelease, "preRelease");
        Objects.requireNonNull(build, "build");
    }

    /**
     * Reads a version the lenient way: a leading {@code v}, a missing minor or patch and leading zeros are allowed.
     *
     * @return the version, or nothing where the text is none
     */
    public static Optional<Version> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST || !matcher.matches()) {
            return Optional.empty();
        }
        return of(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4), matcher.group(5));
    }

    /** From its parts, null where missing; nothing where a number is beyond 64 bits or a pre-release malformed. */
    static Optional<Version> of(String major, String minor, String patch, String preRelease, String build) {
        String before = Objects.requireNonNullElse(preRelease, "");
        if (LEADING_ZERO.matcher(before).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Version(
                    number(major), number(minor), number(patch), before, Objects.requireNonNullElse(build, "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseUnsignedLong(digits);
    }

    /** Whether it comes before a release of the same numbers. */
    public boolean isPreRelease() {
        return !preRelease.isEmpty();
    }

    /** All three numbers, then pre-release and build where there are any; no {@code v}. */
    @Override
    public String toString() {
        return Long.toUnsignedString(major)
                + "." + Long.toUnsignedString(minor)
                + "." + Long.toUnsignedString(patch)
                + (preRelease.isEmpty() ? "" : "-" + preRelease)
                + (build.isEmpty() ? "" : "+" + build);
    }

    private static int compare(Version left, Version right) {
        int byMajor = Long.compareUnsigned(left.major, right.major);
        if (byMajor != 0) {
            return byMajor;
        }
        int byMinor = Long.compareUnsigned(left.minor, right.minor);
        if (byMinor != 0) {
            return byMinor;
        }
        int byPatch = Long.compareUnsigned(left.patch, right.patch);
        return byPatch != 0 ? byPatch : PreRelease.compare(left.preRelease, right.preRelease);
    }
}
