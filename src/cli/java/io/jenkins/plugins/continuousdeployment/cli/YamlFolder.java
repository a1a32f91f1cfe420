package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.edit.ImageEdits;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The YAML files of a folder that somebody works in. Links are neither followed nor replaced: what they lead to is edited
 * where it lies, if that is in the folder. {@code .git} is left out.
 */
final class YamlFolder {
    /** Larger files are no manifests that people write, and would fill the memory. */
    private static final long LARGEST = 100L << 20;

    private final Path root;
    private final List<String> tooLarge = new ArrayList<>();

    YamlFolder(Path folder) {
        try {
            this.root = folder.toRealPath();
        } catch (IOException e) {
            throw new RefusedException("can't read the folder " + folder + ": it is missing or may not be read", e);
        }
        if (!Files.isDirectory(root)) {
            throw new RefusedException(folder + " is no folder. Give the folder that holds the manifests.");
        }
    }

    /**
     * The contents by path, with slashes.
     *
     * @throws RefusedException where a file or folder can't be read
     */
    Map<String, byte[]> read() {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            Files.walkFileTree(root, reader(files));
        } catch (IOException e) {
            throw new RefusedException("can't read " + e.getMessage() + "; nothing was changed", e);
        }
        return files;
    }

    /** The files that {@link #read} passed by because of their size. */
    List<String> tooLarge() {
        return List.copyOf(tooLarge);
    }

    private FileVisitor<Path> reader(Map<String, byte[]> files) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean git = folder.endsWith(".git") && !folder.equals(root);
                return git ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String path = root.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                boolean yaml = attributes.isRegularFile() && ImageEdits.looksAt(path);
                if (yaml && attributes.size() > LARGEST) {
                    tooLarge.add(path);
                } else if (yaml) {
                    files.put(path, Files.readAllBytes(file));
                }
                return FileVisitResult.CONTINUE;
            }
        };
    }

    /**
     * Replaces files, each at once; all of them are written beside the old ones before the first is replaced.
     *
     * @throws RefusedException where one can't be written, saying what was replaced before
     */
    void write(Map<String, byte[]> files) {
        Map<Path, Path> written = new LinkedHashMap<>();
        List<String> replaced = new ArrayList<>();
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path target = root.resolve(file.getKey());
                Path fresh = Files.createTempFile(target.getParent(), ".cdctl", ".tmp");
                written.put(fresh, target);
                Files.write(fresh, file.getValue());
                keepMode(target, fresh);
            }
            for (Map.Entry<Path, Path> file : written.entrySet()) {
                Files.move(file.getKey(), file.getValue(), StandardCopyOption.ATOMIC_MOVE);
                replaced.add(root.relativize(file.getValue()).toString());
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "can't write " + e.getMessage() + "; "
                            + (replaced.isEmpty()
                                    ? "nothing was changed"
                                    : "changed were " + String.join(", ", replaced)),
                    e);
        } finally {
            written.keySet().forEach(YamlFolder::remove);
        }
    }

    private static void keepMode(Path from, Path to) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(from, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            Files.setPosixFilePermissions(to, view.readAttributes().permissions());
        }
    }

    private static void remove(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            // what was not moved away is left over; the failure that led here is what matters
        }
    }
}
