package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files that a test writes down. */
final class MemoryTree implements SourceTree {
    private final Map<String, SourceFile> files = new TreeMap<>();

    private record MemoryFile(String path, String text) implements SourceFile {
        @Override
        public long size() {
            return content().length;
        }

        @Override
        public byte[] content() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private record UnreadableFile(String path, long size) implements SourceFile {
        @Override
        public byte[] content() {
            throw new RefusedException(path + " must not be read");
        }
    }

    /** A tree of files; names and contents by turns. */
    static MemoryTree of(String... namesAndContents) {
        MemoryTree tree = new MemoryTree();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            tree.add(namesAndContents[i], namesAndContents[i + 1]);
        }
        return tree;
    }

    MemoryTree add(String path, String content) {
        files.put(path, new MemoryFile(path, content));
        return this;
    }

    /** A file of which only the size can be had. */
    MemoryTree addUnreadable(String path, long size) {
        files.put(path, new UnreadableFile(path, size));
        return this;
    }

    @Override
    public Revision revision() {
        return Revision.NONE;
    }

    @Override
    public List<SourceFile> files(String path) {
        String plain = Path.of(path).normalize().toString();
        String folder = plain.isEmpty() ? "" : plain + "/";
        return files.values().stream()
                .filter(file -> (file.path() + "/").startsWith(folder))
                .toList();
    }

    @Override
    public Optional<TreeEntry> find(String path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String fingerprint(String path) {
        return "";
    }

    @Override
    public void close() {}
}
