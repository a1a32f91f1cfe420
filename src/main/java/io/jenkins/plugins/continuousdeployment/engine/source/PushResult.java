package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.List;
import java.util.Objects;

/**
 * What came of a push.
 *
 * @param commit the new commit's id; empty where there was nothing to change, so that none was made
 * @param branch the short name of the branch it is on; empty where nothing was to change and the edit named no branch
 * @param parent the commit that was edited
 * @param paths which files it changes, where they really lie, sorted
 * @param tries how many commits were made for it, 1 where nobody else pushed at the same time; 0 without a commit
 */
public record PushResult(String commit, String branch, String parent, List<String> paths, int tries) {
    public PushResult {
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(parent, "parent");
        paths = List.copyOf(paths);
    }

    /** Whether there is a new commit; where not, there was nothing to change. */
    public boolean pushed() {
        return !commit.isEmpty();
    }
}
