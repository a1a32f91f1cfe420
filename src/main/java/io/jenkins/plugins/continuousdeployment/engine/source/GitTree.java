package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Revision;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** The files of one commit. What was read of its folders is kept: they don't change. */
final class GitTree implements SourceTree {
    private final Revision revision;
    private final GitSource source;
    private Repository read;
    private Node root;

    /**
     * Opens the tree; nothing is read yet.
     *
     * @param revision the commit
     * @param source where it is read
     */
    GitTree(Revision revision, GitSource source) {
        this.revision = Objects.requireNonNull(revision, "revision");
        this.source = Objects.requireNonNull(source, "source");
    }

    @Override
    public Revision revision() {
        return revision;
    }

    @Override
    public List<SourceFile> files(String path) {
        String where = "commit " + id().abbreviate(10).name() + " of " + source.address();
        return source.reading(repository -> TreeFiles.below(root(repository), path, where));
    }

    @Override
    public Optional<TreeEntry> find(String path) {
        return source.reading(repository -> TreeEntries.find(root(repository), path));
    }

    @Override
    public String fingerprint(String path) {
        return source.reading(repository -> Fingerprint.of(root(repository), path));
    }

    /** Anew where the mirror was replaced meanwhile. */
    private Node root(Repository repository) throws IOException {
        if (root == null || read != repository) {
            try (RevWalk walk = new RevWalk(repository)) {
                root = GitNode.root(repository, source, walk.parseCommit(id()).getTree());
                read = repository;
            }
        }
        return root;
    }

    private ObjectId id() {
        return ObjectId.fromString(revision.commit());
    }

    /** The mirror stays open for others. */
    @Override
    public void close() {}
}
