package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.merge.StrategyRecursive;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What a new commit follows, and where it goes.
 *
 * @param ref the branch's whole name
 * @param expected what that branch must point to on the server for the push to be allowed; {@link ObjectId#zeroId()}
 *     where it must not exist
 * @param start the new commit's parent: {@code expected} or a commit that has it in its history
 */
record PushBase(String ref, ObjectId expected, ObjectId start) {
    PushBase {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(start, "start");
    }

    /** Makes the merge commits that are needed. */
    @FunctionalInterface
    interface Merging {
        ObjectId commit(ObjectInserter inserter, ObjectId tree, List<ObjectId> parents, String message)
                throws IOException;
    }

    /**
     * Decides for a branch; see {@link PushTarget.Branch}.
     *
     * @param tip what is edited
     * @param source the branch that {@code tip} is on
     * @param target where the commit goes
     * @param there what that branch points to on the server; null where it does not exist
     */
    static PushBase of(
            Repository repository,
            ObjectInserter inserter,
            ObjectId tip,
            String source,
            String target,
            ObjectId there,
            Merging merging)
            throws IOException {
        if (there == null) {
            return new PushBase(target, ObjectId.zeroId(), tip);
        }
        if (Commits.isAncestor(repository, there, tip)) {
            return new PushBase(target, there, tip);
        }
        if (Commits.isAncestor(repository, tip, there)) {
            return new PushBase(target, there, there);
        }
        String message = "Merge branch '" + shortName(source) + "' into " + shortName(target);
        ObjectId tree = merged(repository, inserter, there, tip, message);
        return new PushBase(target, there, merging.commit(inserter, tree, List.of(there, tip), message));
    }

    private static ObjectId merged(
            Repository repository, ObjectInserter inserter, ObjectId there, ObjectId tip, String what)
            throws IOException {
        ResolveMerger merger = (ResolveMerger) new StrategyRecursive().newMerger(inserter, new Config());
        try (RevWalk walk = new RevWalk(repository)) {
            if (merger.merge(false, walk.parseCommit(there), walk.parseCommit(tip))) {
                return merger.getResultTreeId();
            }
        }
        List<String> paths = new ArrayList<>(merger.getUnmergedPaths());
        if (merger.failed()) {
            paths.addAll(merger.getFailingPaths().keySet());
        }
        throw new RefusedException("'" + what + "' is not possible: both have changed "
                + String.join(", ", paths.stream().sorted().distinct().limit(10).toList())
                + ", in different ways. Merge them by hand, or delete the branch that is pushed to if what is on it is no"
                + " longer wanted: it is made anew then.");
    }

    /** Whether the branch is on the server where it was. */
    boolean isStill(RemoteRefs remote) {
        ObjectId now = remote.id(ref);
        return expected.equals(now == null ? ObjectId.zeroId() : now);
    }

    /** Without {@code refs/heads/}. */
    String branch() {
        return shortName(ref);
    }

    static String shortName(String ref) {
        return ref.replaceFirst("^refs/heads/", "");
    }
}
