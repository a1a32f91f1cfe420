package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.Map;
import java.util.Objects;

/**
 * What is to be changed in a tree, and how the commit describes it.
 *
 * @param files the whole new content of each changed file, by its path; the file must exist, and keeps its mode. A path
 *     that is, or leads through, a symbolic link changes the file that it leads to. Content that equals the old one is no
 *     change
 * @param message the commit's; ends and blank lines around it are tidied
 * @param branch where it goes with {@link PushTarget#PER_UPDATE}; empty otherwise
 */
public record TreeEdit(Map<String, byte[]> files, String message, String branch) {
    /** Nothing is to be changed. */
    public static final TreeEdit NOTHING = new TreeEdit(Map.of(), "", "");

    public TreeEdit {
        files = Map.copyOf(files);
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(branch, "branch");
    }

    /** An edit for a branch that the order names. */
    public static TreeEdit of(Map<String, byte[]> files, String message) {
        return new TreeEdit(files, message, "");
    }
}
