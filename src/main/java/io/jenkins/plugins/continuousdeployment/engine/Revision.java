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
    /** Files that lie in a folder and belong to no commit. */
    public static final Revision NONE = new Revision("", "", "", "");

    public Revision {
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(message, "message");
    }
}
