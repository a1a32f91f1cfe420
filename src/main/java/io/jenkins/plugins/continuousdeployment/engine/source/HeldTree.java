package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Files that somebody holds in memory, such as those of a workspace on another machine. There are no links in it. */
public final class HeldTree implements SourceTree {
    private final String where;
    private final HeldNode root = new HeldNode(Node.Kind.FOLDER, null);

    /**
     * Takes the files.
     *
     * @param files their contents by their paths, relative, with slashes; none need be there
     * @param where what holds them, for messages: {@code the folder deploy of the workspace}
     * @throws RefusedException where a path is absolute, leaves the tree, or is both a file and a folder
     */
    public HeldTree(Map<String, byte[]> files, String where) {
        this.where = Objects.requireNonNull(where, "where");
        files.forEach(this::put);
    }

    private void put(String path, byte[] content) {
        List<String> segments = TreePath.segments(path);
        if (segments.isEmpty()) {
            throw new RefusedException("a file of " + where + " has no name");
        }
        HeldNode here = root;
        for (String segment : segments.subList(0, segments.size() - 1)) {
            here = here.below.computeIfAbsent(segment, name -> new HeldNode(Node.Kind.FOLDER, null));
            refuse(here.kind() != Node.Kind.FOLDER, path);
        }
        String name = segments.get(segments.size() - 1);
        refuse(here.below.put(name, new HeldNode(Node.Kind.FILE, content)) != null, path);
    }

    private void refuse(boolean twice, String path) {
        if (twice) {
            throw new RefusedException(
                    "in " + where + ", " + path + " is there twice, as a file and as something else");
        }
    }

    @Override
    public Revision revision() {
        return Revision.NONE;
    }

    @Override
    public List<SourceFile> files(String path) {
        return TreeFiles.below(root, path, where);
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

    private static final class HeldNode extends Node {
        private final Map<String, HeldNode> below = new HashMap<>();
        private final byte[] content;

        HeldNode(Kind kind, byte[] content) {
            super(kind);
            this.content = content;
        }

        @Override
        Map<String, Node> read() {
            return new HashMap<>(below);
        }

        @Override
        String target() {
            throw new IllegalStateException("no link");
        }

        @Override
        String id() {
            return "";
        }

        @Override
        SourceFile file(String path) {
            return new HeldFile(path, content);
        }
    }

    private static final class HeldFile implements SourceFile {
        private final String path;
        private final byte[] content;

        HeldFile(String path, byte[] content) {
            this.path = path;
            this.content = content;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public byte[] content() {
            return LfsPointer.refused(path, content.clone());
        }
    }
}
