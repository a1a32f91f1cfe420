package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A mirror's folder: {@code repository.git}, {@code lock} and {@code owner} (see {@link MirrorLock}), {@code address}
 * for whoever looks into it. Whatever changes something here is called with the lock held.
 */
final class MirrorFolder {
    /** How the names of folders begin that command-line Git uses once; see {@link GitProgram.Errand}. */
    static final String SCRATCH = "program-";

    private final Path folder;

    MirrorFolder(Path folder) {
        this.folder = folder;
    }

    /** The one that a mirror lies in. */
    static MirrorFolder of(MirrorRepository mirror) {
        return new MirrorFolder(
                Objects.requireNonNull(mirror.getDirectory().toPath().getParent(), "folder"));
    }

    /** Removes what command-line Git left that died with a process before this one: it may hold a credential. */
    void sweep() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> files = Files.list(folder)) {
            left = files.filter(file -> name(file).startsWith(SCRATCH)).toList();
        }
        for (Path each : left) {
            delete(each);
        }
    }

    /** What the lock is taken on. */
    Path path() {
        return folder;
    }

    Path repository() {
        return folder.resolve("repository.git");
    }

    /** Whether there is a repository; it appears at once and whole. */
    boolean exists() {
        return Files.isDirectory(repository());
    }

    /** Makes the folder itself, which needs no lock; nobody else may look into it. */
    void prepare(RepositoryAddress address) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            Files.writeString(folder.resolve("address"), address + "\n");
        }
    }

    /** Makes an empty repository. */
    void create() throws IOException {
        Path made = folder.resolve("new.git");
        delete(made);
        try (MirrorRepository repository = MirrorRepository.at(made)) {
            repository.create(true);
            // Packs that another one replaces go at once: a reader that misses one looks for the object again.
            repository.getConfig().setString("gc", null, "prunePackExpire", "now");
            repository.getConfig().setInt("pack", null, "threads", 1);
            repository.getConfig().save();
        }
        Files.move(made, repository(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Throws the repository away. Whoever still reads from it finds the new one under its name. */
    void discard() throws IOException {
        Path old = folder.resolve("old.git");
        delete(old);
        if (exists()) {
            Files.move(repository(), old, StandardCopyOption.ATOMIC_MOVE);
        }
        delete(old);
    }

    /**
     * Removes what a process left that died while it changed the repository: its locks, which nobody else can hold now,
     * and packs that it did not finish.
     */
    void cleanUp() throws IOException {
        delete(folder.resolve("new.git"));
        delete(folder.resolve("old.git"));
        Path objects = repository().resolve("objects");
        Set<String> indexed = new HashSet<>();
        for (Path index : below(objects, name -> name.endsWith(".idx"))) {
            indexed.add(name(index).replace(".idx", ".pack"));
        }
        for (Path file : below(repository(), name -> name.endsWith(".lock") || "gc.pid".equals(name))) {
            Files.deleteIfExists(file);
        }
        for (Path file : below(objects, name -> unfinished(name, indexed))) {
            Files.deleteIfExists(file);
        }
    }

    /** The names that JGit and Git give to files they have not finished or guard so long, and packs without an index. */
    private static boolean unfinished(String name, Set<String> indexed) {
        return name.startsWith("incoming_")
                || name.startsWith("gc_")
                || name.startsWith("noz")
                || name.startsWith("tmp_")
                || name.endsWith(".keep")
                || (name.endsWith(".pack") && !indexed.contains(name));
    }

    /** How many packs there are: each fetch brings one. */
    int packs() throws IOException {
        return below(repository().resolve("objects").resolve("pack"), name -> name.endsWith(".pack"))
                .size();
    }

    private static List<Path> below(Path root, Predicate<String> wanted) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return new ArrayList<>(files.filter(Files::isRegularFile)
                    .filter(file -> wanted.test(name(file)))
                    .toList());
        }
    }

    /** Removes a folder with all that is in it, if it is there. */
    static void delete(Path root) throws IOException {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            return; // it is gone, as it should be
        }
    }

    private static String name(Path file) {
        return Objects.toString(file.getFileName(), "");
    }
}
