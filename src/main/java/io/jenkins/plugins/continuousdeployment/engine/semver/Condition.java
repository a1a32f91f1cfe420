package io.jenkins.plugins.continuousdeployment.engine.semver;

import java.util.Objects;

/**
 * One comparison of a range, such as {@code ~1.4}.
 *
 * @param operator how to compare
 * @param bound the version written, zeros for what is left open
 * @param open what is left open, by a wildcard or by being short
 */
record Condition(Operator operator, Version bound, Open open) {
    /** How to compare; an operator left out is {@link #EQUAL}. */
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        TILDE,
        CARET;

        static Operator of(String text) {
            return switch (text) {
                case "", "=" -> EQUAL;
                case "!=" -> NOT_EQUAL;
                case ">" -> GREATER;
                case ">=", "=>" -> GREATER_OR_EQUAL;
                case "<" -> LESS;
                case "<=", "=<" -> LESS_OR_EQUAL;
                case "~", "~>" -> TILDE;
                case "^" -> CARET;
                default -> throw new IllegalArgumentException(text);
            };
        }
    }

    /** How much of the version is left open. */
    enum Open {
        NOTHING,
        PATCH,
        MINOR,
        ALL
    }

    Condition {
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(bound, "bound");
        Objects.requireNonNull(open, "open");
    }

    /** Whether a version satisfies it; pre-releases are the range's to leave out. */
    boolean accepts(Version version) {
        int order = Version.PRECEDENCE.compare(version, bound);
        return switch (operator) {
            case EQUAL -> open == Open.NOTHING ? order == 0 : tilde(version, order);
            case NOT_EQUAL -> differs(version, order);
            case GREATER -> greater(version, order);
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> lessOrEqual(version, order);
            case TILDE -> tilde(version, order);
            case CARET -> caret(version, order);
        };
    }

    private boolean sameMajor(Version version) {
        return version.major() == bound.major();
    }

    private boolean sameMinor(Version version) {
        return version.minor() == bound.minor();
    }

    private boolean differs(Version version, int order) {
        return switch (open) {
            case NOTHING, ALL -> order != 0;
            case MINOR -> !sameMajor(version);
            case PATCH ->
                !sameMajor(version)
                        || !sameMinor(version)
                        || PreRelease.compare(version.preRelease(), bound.preRelease()) != 0;
        };
    }

    /** More than {@code 11} is {@code 12}, not {@code 11.1}. */
    private boolean greater(Version version, int order) {
        int byMajor = Long.compareUnsigned(version.major(), bound.major());
        return switch (open) {
            case NOTHING, ALL -> order > 0;
            case MINOR -> byMajor > 0;
            case PATCH -> byMajor > 0 || (byMajor == 0 && Long.compareUnsigned(version.minor(), bound.minor()) > 0);
        };
    }

    /** At most {@code 11} includes {@code 11.1}. */
    private boolean lessOrEqual(Version version, int order) {
        int byMajor = Long.compareUnsigned(version.major(), bound.major());
        boolean minorFits = Long.compareUnsigned(version.minor(), bound.minor()) <= 0;
        return switch (open) {
            case NOTHING -> order <= 0;
            case MINOR -> byMajor <= 0;
            case PATCH, ALL -> byMajor < 0 || (byMajor == 0 && minorFits);
        };
    }

    /** The last number written may grow; nothing but zeros accepts everything. */
    private boolean tilde(Version version, int order) {
        if (order < 0) {
            return false;
        }
        boolean zeros = bound.major() == 0 && bound.minor() == 0 && bound.patch() == 0;
        if (zeros && (open == Open.NOTHING || open == Open.ALL)) {
            return true;
        }
        return sameMajor(version) && (open == Open.MINOR || sameMinor(version));
    }

    /** What follows the first number that is not zero may grow. */
    private boolean caret(Version version, int order) {
        if (order < 0 || !sameMajor(version)) {
            return false;
        }
        if (bound.major() != 0 || open == Open.MINOR) {
            return true;
        }
        if (!sameMinor(version)) {
            return false;
        }
        return bound.minor() != 0 || open == Open.PATCH || version.patch() == bound.patch();
    }
}
