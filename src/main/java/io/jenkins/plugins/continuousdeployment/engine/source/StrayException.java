package io.jenkins.plugins.continuousdeployment.engine.source;

/** A path or a link leads to nothing inside the tree; its message says why and ends in what to do. */
final class StrayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Spot deepest;
    private final transient String segment;

    private StrayException(String message, Spot deepest, String segment) {
        super(message, null, false, false);
        this.deepest = deepest;
        this.segment = segment;
    }

    static StrayException outside(Spot link) {
        return new StrayException(
                named(link) + " leads out of the tree. Only links to what lies in the same tree, relative ones, are"
                        + " followed: put what it points to into the tree, or remove the link.",
                null,
                "");
    }

    /** Links lead to one another, or one leads back to a folder that it lies in. */
    static StrayException loop(Spot link) {
        return new StrayException(named(link) + " leads in a circle. Remove the link.", null, "");
    }

    /**
     * Something on the way does not exist.
     *
     * @param link the link whose target says so, or null where the path itself does
     * @param deepest the last entry that does exist
     * @param segment what it does not hold
     */
    static StrayException missing(Spot link, Spot deepest, String segment) {
        String message = link == null
                ? ""
                : named(link) + " leads to nothing: there is no " + segment + " in " + deepest.path()
                        + ". Mend the link or remove it.";
        return new StrayException(message, deepest, segment);
    }

    /** The last entry on the way that exists; null where the way is not simply cut short. */
    Spot deepest() {
        return deepest;
    }

    /** What the deepest entry does not hold. */
    String segment() {
        return segment;
    }

    /** Whether a link is to blame, and the message complete. */
    boolean byLink() {
        return !getMessage().isEmpty();
    }

    private static String named(Spot link) {
        return "the symbolic link " + link.path() + " -> " + link.node().target();
    }
}
