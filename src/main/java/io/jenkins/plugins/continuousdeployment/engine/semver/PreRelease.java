package io.jenkins.plugins.continuousdeployment.engine.semver;

import java.util.regex.Pattern;

/** The order of pre-releases: dotted identifiers, numbers below words, fewer below more, none above all. */
final class PreRelease {
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern DIGITS = Pattern.compile("[0-9]++");

    private PreRelease() {}

    static int compare(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        String[] lefts = DOT.split(left, -1);
        String[] rights = DOT.split(right, -1);
        for (int i = 0; i < Math.min(lefts.length, rights.length); i++) {
            int byPart = comparePart(lefts[i], rights[i]);
            if (byPart != 0) {
                return byPart;
            }
        }
        return Integer.compare(lefts.length, rights.length);
    }

    private static int comparePart(String left, String right) {
        boolean leftNumber = isNumber(left);
        boolean rightNumber = isNumber(right);
        if (leftNumber && rightNumber) {
            return Long.compareUnsigned(Long.parseUnsignedLong(left), Long.parseUnsignedLong(right));
        }
        return leftNumber == rightNumber ? left.compareTo(right) : Boolean.compare(rightNumber, leftNumber);
    }

    /** What does not fit into 64 bits counts as a word, as in the model. */
    private static boolean isNumber(String part) {
        if (!DIGITS.matcher(part).matches()) {
            return false;
        }
        try {
            Long.parseUnsignedLong(part);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
