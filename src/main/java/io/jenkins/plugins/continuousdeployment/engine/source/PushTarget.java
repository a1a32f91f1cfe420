package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.Objects;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/** Where a commit goes. Nobody's commit is ever dropped from a branch. */
public sealed interface PushTarget {
    /** To the branch that was edited. */
    PushTarget SAME = new Same();

    /** To a branch of its own for each update, which {@link TreeEdit#branch()} names. */
    PushTarget PER_UPDATE = new PerUpdate();

    /** To the branch that was edited. */
    record Same() implements PushTarget {}

    /** To the branch that the edit names; a branch of that name is continued as {@link Branch} is. */
    record PerUpdate() implements PushTarget {}

    /**
     * To another branch, from which a pull request can be made. Where there is none, it begins at the tip of the edited
     * branch. Where there is one, it is continued: fast-forwarded to the edited branch where it holds nothing else, with
     * the edited branch merged into it first where both hold something of their own.
     *
     * @param name the branch's name, with or without {@code refs/heads/}
     */
    record Branch(String name) implements PushTarget {
        /**
         * Checks the name.
         *
         * @throws RefusedException where no branch can have it
         */
        public Branch {
            Objects.requireNonNull(name, "name");
            full(name);
        }
    }

    /** The whole name of a branch; refused where no branch can be named so. */
    static String full(String name) {
        String full = name.startsWith(Constants.R_HEADS) ? name : Constants.R_HEADS + name;
        boolean possible = Repository.isValidRefName(full)
                && !name.startsWith("-")
                && !Constants.HEAD.equals(name)
                && (!name.startsWith(Constants.R_REFS) || name.startsWith(Constants.R_HEADS));
        if (!possible) {
            throw new RefusedException("'" + RevisionText.printable(name)
                    + "' can't be the name of a branch to push to. Write one such as image-updates, without spaces, '..',"
                    + " '~', '^', ':' or '\\'.");
        }
        return full;
    }
}
