package io.jenkins.plugins.continuousdeployment.engine.image;

/** What going from the present tag to the chosen one is. */
public enum Move {
    /** The chosen tag is the present one; its digest may be another. */
    SAME,
    /** What is there now is no tag that the policy could have chosen: of another repository, or not in its terms. */
    FIRST,
    /** The policy prefers the chosen tag, or both are equal in its eyes. */
    UPGRADE,
    /** The policy prefers the present tag, which the registry no longer offers. */
    DOWNGRADE;

    /**
     * Whether to go there.
     *
     * @param allowDowngrade as the policy says
     */
    public boolean permitted(boolean allowDowngrade) {
        return allowDowngrade || this != DOWNGRADE;
    }
}
