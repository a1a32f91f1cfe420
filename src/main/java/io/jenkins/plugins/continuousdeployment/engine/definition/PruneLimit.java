package io.jenkins.plugins.continuousdeployment.engine.definition;

/**
 * How much may be pruned at once before a person must confirm it.
 *
 * @param value a count, or a percentage of what is managed
 * @param percentage whether it is one
 */
public record PruneLimit(int value, boolean percentage) {
    public PruneLimit {
        if (value < 0 || (percentage && value > 100)) {
            throw new IllegalArgumentException("a prune limit is a count from 0 or a percentage from 0% to 100%");
        }
    }

    /**
     * Reads {@code 10} or {@code 25%}.
     *
     * @throws IllegalArgumentException where it is neither
     */
    public static PruneLimit parse(String text) {
        boolean percentage = text.endsWith("%");
        try {
            return new PruneLimit(
                    Integer.parseInt(percentage ? text.substring(0, text.length() - 1) : text), percentage);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no prune limit: give a count such as 10, or a percentage such as 25%", e);
        }
    }

    /** Whether pruning some of what is managed goes beyond it. */
    public boolean exceededBy(int pruned, int managed) {
        return percentage ? (long) pruned * 100 > (long) managed * value : pruned > value;
    }

    @Override
    public String toString() {
        return percentage ? value + "%" : Integer.toString(value);
    }
}
