package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.Map;
import java.util.Objects;

/** One entry of a tree as it is stored, nothing resolved. */
abstract class Node {
    /** What an entry may be; all else (sockets, pipes, devices) is left out, as Git does. */
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        /** Another repository at one of its commits, of which this tree holds nothing but the commit's id. */
        SUBMODULE
    }

    private final Kind kind;
    private Map<String, Node> children;

    Node(Kind kind) {
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    Kind kind() {
        return kind;
    }

    /** What a folder holds, by name; nothing for what is no folder. */
    final Map<String, Node> children() {
        if (kind != Kind.FOLDER) {
            return Map.of();
        }
        if (children == null) {
            children = Map.copyOf(read());
        }
        return children;
    }

    /** Reads a folder once. */
    abstract Map<String, Node> read();

    /** Where a link points, as it is written. */
    abstract String target();

    /** What changes exactly when the content changes; empty where only the content could tell. */
    abstract String id();

    /** A file under the path by which it was reached. */
    abstract SourceFile file(String path);
}
