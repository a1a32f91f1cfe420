package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * A revision as a person wrote it, checked before anybody is asked.
 *
 * @param text never empty: what is left out is {@code HEAD}
 */
record RevisionText(String text) {
    private static final int LONGEST = 512;
    private static final int SHORTEST_COMMIT = 7;
    private static final int SHA1_DIGITS = 40;
    private static final int SHA256_DIGITS = 64;

    RevisionText {
        Objects.requireNonNull(text, "text");
    }

    /**
     * Checks a revision.
     *
     * @throws RefusedException where it looks like an option, can't be printed or can't exist
     */
    static RevisionText of(String revision) {
        String text = revision.strip();
        if (text.startsWith("-")) {
            throw new RefusedException("the revision " + printable(text)
                    + " looks like an option. Write a branch, a tag, a commit, or a range of versions such as ~1.4.");
        }
        if (text.length() > LONGEST || text.chars().anyMatch(character -> character < ' ' || character == 0x7f)) {
            throw new RefusedException("the revision '" + printable(text)
                    + "' is too long or contains a control character. Write a branch, a tag, a commit, or a range of"
                    + " versions such as ~1.4.");
        }
        if (hex(text, SHA256_DIGITS, SHA256_DIGITS)) {
            throw new RefusedException("the revision " + text + " is a SHA-256 commit id, and repositories of that kind"
                    + " are not supported yet. Use a repository with SHA-1 ids.");
        }
        if (text.startsWith(Constants.R_REFS) && !Repository.isValidRefName(text)) {
            throw new RefusedException("the revision " + text
                    + " can't be the name of a ref. Write one such as refs/heads/main or refs/tags/v1.4.2.");
        }
        return new RevisionText(text.isEmpty() ? Constants.HEAD : text);
    }

    /** Whether it is a whole commit id. */
    boolean isCommit() {
        return hex(text, SHA1_DIGITS, SHA1_DIGITS);
    }

    /** The whole commit id. */
    ObjectId commit() {
        return ObjectId.fromString(text.toLowerCase(Locale.ROOT));
    }

    /** Whether it may be the beginning of a commit id. */
    boolean isPrefix() {
        return hex(text, SHORTEST_COMMIT, SHA1_DIGITS - 1);
    }

    /** Whether it is the whole name of a ref. */
    boolean isRef() {
        return text.startsWith(Constants.R_REFS);
    }

    /** Whether the server's own choice is meant. */
    boolean isHead() {
        return Constants.HEAD.equals(text);
    }

    /** For a message: short, and nothing that a terminal would obey. */
    static String printable(String text) {
        return text.substring(0, Math.min(text.length(), 100)).replaceAll("\\p{Cntrl}", "?");
    }

    private static boolean hex(String text, int least, int most) {
        return text.length() >= least
                && text.length() <= most
                && text.chars().allMatch(character -> Character.digit(character, 16) >= 0 && character < 0x80);
    }
}
