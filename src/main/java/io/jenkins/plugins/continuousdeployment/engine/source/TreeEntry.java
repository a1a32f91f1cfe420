package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.List;
import java.util.Objects;

/**
 * What lies at a path of a tree, links followed.
 *
 * @param kind what it is
 * @param path where it really lies, from the root and without any link; {@code .} for the root
 * @param id what changes exactly when its own content changes, without what links in it lead to; empty where that is
 *     not known
 * @param links the links that were followed to it, in their order, each where it really lies
 */
public record TreeEntry(Kind kind, String path, String id, List<Link> links) {
    /** What it is. */
    public enum Kind {
        FILE,
        FOLDER
    }

    /**
     * A symbolic link that leads to something inside of its tree.
     *
     * @param path where it lies, from the root and without any other link
     * @param target what it says: a relative path
     */
    public record Link(String path, String target) {
        public Link {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(target, "target");
        }
    }

    public TreeEntry {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(id, "id");
        links = List.copyOf(links);
    }

    /** Whether it is a folder. */
    public boolean isFolder() {
        return kind == Kind.FOLDER;
    }

    /** Whether it is a file. */
    public boolean isFile() {
        return kind == Kind.FILE;
    }
}
