package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/** An entry of the file system. */
final class FolderNode extends Node {
    private final Path path;

    private FolderNode(Kind kind, Path path) {
        super(kind);
        this.path = path;
    }

    static FolderNode root(Path folder) {
        return new FolderNode(Kind.FOLDER, folder);
    }

    @Override
    Map<String, Node> read() {
        Map<String, Node> children = new HashMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = path.relativize(entry).toString();
                Kind kind = kind(entry);
                if (kind != null && !".git".equals(name)) {
                    children.put(name, new FolderNode(kind, entry));
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            throw new RefusedException("can't read the folder " + path + ": " + Reasons.of(e), e);
        }
        return children;
    }

    private static Kind kind(Path entry) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            return Kind.LINK;
        }
        if (attributes.isDirectory()) {
            return Kind.FOLDER;
        }
        return attributes.isRegularFile() ? Kind.FILE : null;
    }

    @Override
    String target() {
        try {
            return Files.readSymbolicLink(path)
                    .toString()
                    .replace(path.getFileSystem().getSeparator(), "/");
        } catch (IOException e) {
            throw new RefusedException("can't read the link " + path + ": " + Reasons.of(e), e);
        }
    }

    /** Files change behind our back. */
    @Override
    String id() {
        return "";
    }

    @Override
    SourceFile file(String name) {
        try {
            return new FolderFile(name, path, Files.size(path));
        } catch (IOException e) {
            throw new RefusedException("can't read the file " + path + ": " + Reasons.of(e), e);
        }
    }

    private record FolderFile(String path, Path file, long size) implements SourceFile {
        @Override
        public byte[] content() {
            Sizes.check(path, size);
            try {
                return LfsPointer.refused(path, Files.readAllBytes(file));
            } catch (IOException e) {
                throw new RefusedException("can't read the file " + file + ": " + Reasons.of(e), e);
            }
        }
    }
}
