package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import java.util.List;

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

    @Override
    void close();
}
