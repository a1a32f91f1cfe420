package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder of this machine as it lies there ({@code cdctl --dir}), {@code .git} left out. Links are followed as in a
 * commit: relative ones, inside the folder.
 */
public final class FolderSource implements SourceTree {
    private final Path folder;
    private final Node root;

    /**
     * Takes the root of the tree.
     *
     * @param folder the folder; a link to one is followed
     * @throws RefusedException where there is no such folder
     */
    public FolderSource(Path folder) {
        try {
            this.folder = folder.toRealPath();
        } catch (IOException e) {
            throw new RefusedException("can't read the folder " + folder + ": " + Reasons.of(e), e);
        }
        if (!Files.isDirectory(this.folder)) {
            throw new RefusedException(folder + " is no folder. Give the folder that holds the manifests.");
        }
        this.root = FolderNode.root(this.folder);
    }

    @Override
    public Revision revision() {
        return Revision.NONE;
    }

    @Override
    public List<SourceFile> files(String path) {
        return TreeFiles.below(root, path, "the folder " + folder);
    }

    @Override
    public Optional<TreeEntry> find(String path) {
        return TreeEntries.find(root, path);
    }

    @Override
    public String fingerprint(String path) {
        return "";
    }

    /** Nothing is held open. */
    @Override
    public void close() {}
}
