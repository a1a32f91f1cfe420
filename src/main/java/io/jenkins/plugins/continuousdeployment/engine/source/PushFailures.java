package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TransportException;

/** Says why a commit did not get to a server that could be read, and what to do. No secret comes out of here. */
final class PushFailures {
    /** How servers begin what a hook or a rule of theirs decided, whatever the branch points to. */
    private static final List<String> DECIDED = List.of(
            "hook declined",
            "protected",
            "prohibited",
            "not allowed",
            "not permitted",
            "denied",
            "read-only",
            "archived");

    /** How servers name a branch that somebody else changes or has changed. */
    private static final List<String> CROSSED = List.of(
            "lock",
            "fetch first",
            "stale",
            "non-fast",
            "failed to update ref",
            "incorrect old value",
            "already exists");

    private final RepositoryAccess access;
    private final String where;

    PushFailures(RepositoryAccess access) {
        this.access = access;
        this.where = "the repository " + access.address();
    }

    /** Whether somebody decided against the commit; where not, another push may have been in the way. */
    static boolean isDecided(PushAnswer.Refused answer) {
        return says(answer, DECIDED);
    }

    /** Whether the server speaks of another push, even if the branch is where it was. */
    static boolean isCrossed(PushAnswer.Refused answer) {
        return says(answer, CROSSED);
    }

    private static boolean says(PushAnswer.Refused answer, List<String> words) {
        String reason = answer.reason().toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(reason::contains);
    }

    /** The server refused the commit. */
    RefusedException refused(PushBase base, PushAnswer.Refused answer) {
        return new RefusedException(where + " does not accept a push to the branch " + base.branch() + ": "
                + clean(answer.reason()) + said(answer.said())
                + ". The branch may be protected, or a rule of the server is not kept. Allow the user of this credential to"
                + " push there, or push to another branch (pushBranch) from which a pull request is made.");
    }

    /**
     * A conversation that ended before anything was sent, though the repository could be read just before.
     *
     * @return null where it is not about the right to write
     */
    RefusedException noRight(Exception failure, Witness witness) {
        int status = witness.status();
        if (status == HttpURLConnection.HTTP_FORBIDDEN || status == HttpURLConnection.HTTP_NOT_FOUND) {
            return unwritable(" (" + status + ")" + said(witness.said()), failure);
        }
        if (Reasons.cause(failure, NotSupportedException.class) != null) {
            return unwritable(": its server hands out plain files, which can only be read", failure);
        }
        boolean ssh = access.address().kind() == RepositoryAddress.Kind.SSH;
        boolean answered = Reasons.cause(failure, NoRemoteRepositoryException.class) != null
                || Reasons.cause(failure, RemoteRepositoryException.class) != null
                || (ssh && failure instanceof TransportException && failure.getCause() == null);
        return answered ? unwritable(said(words(failure, witness)), failure) : null;
    }

    /** What the server said, or what JGit made of it, without the address that it puts before. */
    private static String words(Exception failure, Witness witness) {
        RemoteRepositoryException said = Reasons.cause(failure, RemoteRepositoryException.class);
        return said == null ? witness.said() : Reasons.of(said).replaceFirst("^(ssh|https?)://\\S+: ", "");
    }

    private RefusedException unwritable(String why, Exception failure) {
        String who = access.credential() instanceof Credential.None ? "without a credential" : "with this credential";
        return new RefusedException(
                where + " can be read, but not pushed to, " + who + why
                        + ". Give its user (or key, or token) the right to write; a repository that is archived or a"
                        + " mirror of another one can't be written by anybody.",
                new Redacted(failure, access.credential().secrets()));
    }

    /** The commit was sent, no answer came, and it did not arrive. */
    RefusedException unanswered(PushBase base, PushAnswer.Unsure answer) {
        Redacted cause = new Redacted(answer.why(), access.credential().secrets());
        return new RepositoryUnreachableException(
                "a push to the branch " + base.branch() + " of " + where + " broke off: " + cause.words()
                        + said(answer.said()) + ". The commit did not arrive; look at the server's log.",
                cause);
    }

    /** The commit was sent, no answer came, and now the server can't even be read. */
    RefusedException lost(String commit, RefusedException unreachable) {
        return new RepositoryUnreachableException(
                "the answer to the push of commit " + commit + " was lost, and whether it arrived can't be told yet: "
                        + unreachable.getMessage() + " The next try finds out.",
                unreachable);
    }

    private String said(String words) {
        String clean = clean(words);
        return clean.isEmpty() ? "" : " (the server says: " + clean + ")";
    }

    private String clean(String words) {
        return Redacted.clean(words, access.credential().secrets());
    }
}
