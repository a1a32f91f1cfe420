package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import java.util.List;
import java.util.Optional;

/** The files of one commit, or of a folder. Safe for use by one thread. */
public interface SourceTree extends AutoCloseable {
    /** The commit, {@link Revision#NONE} for a folder that is no repository. */
    Revision revision();

    /**
     * The files below a path in the order of their paths, symbolic links resolved inside the tree.
     *
     * @param path a folder or a single file inside the tree, relative, with slashes; {@code .} for all
     * @throws RefusedException where the path is missing, leaves the tree, or a link below it does
     */
    List<SourceFile> files(String path);

    /**
     * What lies at a path, links followed inside the tree.
     *
     * @param path as {@link #files} takes it
     * @return nothing where there is nothing
     * @throws RefusedException where a link on the way leads out of the tree, to nothing or in a circle, or a submodule
     *     lies there
     */
    Optional<TreeEntry> find(String path);

    /**
     * What changes whenever something changes that {@link #files} would give for a path, links included.
     *
     * @return empty where only the contents could tell, as in a folder
     * @throws RefusedException as {@link #files} does
     */
    String fingerprint(String path);

    @Override
    void close();
}
