package io.jenkins.plugins.continuousdeployment.engine;

import java.util.Objects;

/**
 * One commit, and how it was found.
 *
 * @param commit the full object id; empty for a folder that is no repository
 * @param ref what the revision was taken for, such as {@code refs/heads/main}; empty for a commit named outright
 * @param author {@code Name <address>}; empty where unknown
 * @param message the first line of the commit message; empty where unknown
 */
public record Revision(String commit, String ref, String author, String message) {
    private static final int SHORT = 10;

    /** Files that lie in a folder and belong to no commit. */
    public static final Revision NONE = new Revision("", "", "", "");

    public Revision {
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(message, "message");
    }

    /** A commit's id as people read it: its first ten digits. */
    public static String shortened(String commit) {
        return commit.length() > SHORT ? commit.substring(0, SHORT) : commit;
    }
}
