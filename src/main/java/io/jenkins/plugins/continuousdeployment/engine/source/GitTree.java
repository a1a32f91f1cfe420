package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Revision;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The files of one commit.
 *
 * @param revision the commit
 * @param source where it is read
 */
record GitTree(Revision revision, GitSource source) implements SourceTree {
    GitTree {
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(source, "source");
    }

    @Override
    public List<SourceFile> files(String path) {
        ObjectId commit = ObjectId.fromString(revision.commit());
        String where = "commit " + commit.abbreviate(10).name() + " of " + source.address();
        return source.reading(repository -> {
            try (RevWalk walk = new RevWalk(repository)) {
                ObjectId tree = walk.parseCommit(commit).getTree();
                return TreeFiles.below(GitNode.root(repository, source, tree), path, where);
            }
        });
    }

    /** The mirror stays open for others. */
    @Override
    public void close() {}
}
