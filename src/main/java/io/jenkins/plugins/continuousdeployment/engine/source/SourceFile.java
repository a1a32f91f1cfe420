package io.jenkins.plugins.continuousdeployment.engine.source;

/** One file of a tree. */
public interface SourceFile {
    /** The path inside the tree, with slashes; for a linked file the path of the link. */
    String path();

    /** The size in bytes, known before it is read. */
    long size();

    /**
     * The whole content.
     *
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where it can't be read, naming the file
     */
    byte[] content();
}
