package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Revision;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** What commits say, and how they stand to one another. */
final class Commits {
    private Commits() {}

    /** A commit, or the one that an annotated tag points to; nothing where the id is unknown or neither. */
    static Optional<Revision> of(Repository repository, ObjectId id) throws IOException {
        return of(repository, id, "");
    }

    /** The same, with the ref it was found by. */
    static Optional<Revision> of(Repository repository, ObjectId id, String ref) throws IOException {
        if (!repository.getObjectDatabase().has(id)) {
            return Optional.empty();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            RevObject object = walk.peel(walk.parseAny(id));
            return object instanceof RevCommit commit ? Optional.of(revision(commit, ref)) : Optional.empty();
        }
    }

    private static Revision revision(RevCommit commit, String ref) {
        String message = commit.getFullMessage().strip();
        return new Revision(
                commit.name(), ref, author(commit), message.lines().findFirst().orElse(""));
    }

    private static String author(RevCommit commit) {
        PersonIdent author = commit.getAuthorIdent();
        return author == null ? "" : author.getName() + " <" + author.getEmailAddress() + ">";
    }

    static Optional<String> treeId(Repository repository, ObjectId commit, String path) throws IOException {
        String below = String.join("/", TreePath.segments(path));
        try (RevWalk walk = new RevWalk(repository)) {
            ObjectId tree = walk.parseCommit(commit).getTree();
            if (below.isEmpty()) {
                return Optional.of(tree.name());
            }
            try (TreeWalk found = TreeWalk.forPath(repository, below, tree)) {
                return found == null
                        ? Optional.empty()
                        : Optional.of(found.getObjectId(0).name());
            }
        }
    }

    static boolean isAncestor(Repository repository, ObjectId ancestor, ObjectId descendant) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(ancestor), walk.parseCommit(descendant));
        }
    }

    static List<Commit> between(Repository repository, ObjectId from, ObjectId to, int limit) throws IOException {
        List<Commit> commits = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(to));
            walk.markUninteresting(walk.parseCommit(from));
            for (RevCommit each = walk.next(); each != null && commits.size() < limit; each = walk.next()) {
                walk.parseBody(each);
                Instant committed = Instant.ofEpochSecond(each.getCommitTime());
                commits.add(new Commit(each.name(), author(each), committed, each.getFullMessage()));
            }
        }
        return commits;
    }
}
