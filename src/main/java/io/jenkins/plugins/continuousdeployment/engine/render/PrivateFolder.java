package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;

/**
 * What a tool may read, in a folder that only we may enter, gone when it is closed. The files of the source lie below
 * {@code tree}, as they do in the repository.
 */
final class PrivateFolder implements AutoCloseable {
    private final Path root;
    private final RenderLimits limits;
    private int files;
    private long bytes;

    /** Makes one among the temporary files; such folders are our user's alone from the start. */
    PrivateFolder(RenderLimits limits) {
        this.limits = limits;
        try {
            this.root = Files.createTempDirectory("cd-render-").toRealPath();
        } catch (IOException e) {
            throw new RefusedException("no temporary folder for rendering can be made: " + e.getMessage(), e);
        }
    }

    /** The folder. */
    Path root() {
        return root;
    }

    /** Where something of the source lies in it. */
    Path inTree(String path) {
        return resolve("tree/" + path);
    }

    /** Copies a file of the source, once. */
    void export(String path, SourceFile file) {
        Path target = inTree(path);
        if (Files.exists(target)) {
            return;
        }
        files++;
        bytes += file.size();
        refuseTooMuch(files, "files", "maxExportFiles", limits.maxExportFiles());
        refuseTooMuch(bytes, "bytes", "maxExportBytes", limits.maxExportBytes());
        write(target, file.content());
    }

    /** Makes a link that is in the source. */
    void link(String path, String target) {
        Path link = inTree(path);
        try {
            makeParent(link);
            if (!Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(link, Path.of(target));
            }
        } catch (IOException e) {
            throw unwritable(link, e);
        }
    }

    /** Writes a file beside those of the source. */
    Path write(String path, byte[] content) {
        return write(resolve(path), content);
    }

    private Path write(Path target, byte[] content) {
        try {
            makeParent(target);
            return Files.write(target, content);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static void makeParent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    private Path resolve(String path) {
        try {
            Path target = root.resolve(path).normalize();
            if (!target.startsWith(root)) {
                throw new IllegalStateException(path + " leads out of the private folder");
            }
            return target;
        } catch (InvalidPathException e) {
            throw new RefusedException(
                    List.of(new Problem(
                            Place.of(path),
                            "has a name that this machine can't write in its locale; set LANG=C.UTF-8 for us")),
                    e);
        }
    }

    private static RefusedException unwritable(Path target, IOException e) {
        return new RefusedException("can't write " + target + " for rendering: " + e.getMessage(), e);
    }

    private static void refuseTooMuch(long count, String what, String setting, long limit) {
        if (count > limit) {
            throw new RefusedException(String.format(
                    Locale.ROOT,
                    "rendering needs more than %,d %s of the source, and the setting %s allows no more; raise it if this"
                            + " is meant, or choose a narrower path",
                    limit,
                    what,
                    setting));
        }
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(root, new Removal());
        } catch (IOException e) {
            throw new RefusedException("the temporary folder " + root + " can't be removed: " + e.getMessage(), e);
        }
    }

    /** Removes links and not what they lead to. */
    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException broken) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
