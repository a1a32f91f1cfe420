package io.jenkins.plugins.continuousdeployment.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a person may have meant by a name that is not known. */
public final class Nearest {
    private static final int SHOWN = 3;

    private Nearest() {}

    /**
     * The known names that differ least from a mistyped one.
     *
     * @param meant what was written
     * @param known what there is
     * @return at most three, the nearest first; empty where nothing comes near
     */
    public static List<String> to(String meant, Collection<String> known) {
        String wanted = meant.toLowerCase(Locale.ROOT);
        int most = Math.max(1, meant.length() / 3);
        return known.stream()
                .map(name -> new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT), most)))
                .filter(candidate -> candidate.distance <= most)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(SHOWN)
                .map(Candidate::name)
                .toList();
    }

    /** A sentence to append to a message, with a leading space; empty where nothing comes near. */
    public static String hint(String meant, Collection<String> known) {
        List<String> near = to(meant, known);
        return near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
    }

    /** Edits (insert, delete, replace, swap of neighbours) between two words, or more than {@code most}. */
    private static int distance(String left, String right, int most) {
        if (Math.abs(left.length() - right.length()) > most) {
            return most + 1;
        }
        int[] before = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                int best = Math.min(Math.min(current[column - 1], last[column]) + 1, last[column - 1] + change);
                boolean swapped = row > 1
                        && column > 1
                        && left.charAt(row - 1) == right.charAt(column - 2)
                        && left.charAt(row - 2) == right.charAt(column - 1);
                current[column] = swapped ? Math.min(best, before[column - 2] + 1) : best;
            }
            before = last;
            last = current;
        }
        return last[right.length()];
    }

    private record Candidate(String name, int distance) {
        Candidate {
            Objects.requireNonNull(name, "name");
        }
    }
}
