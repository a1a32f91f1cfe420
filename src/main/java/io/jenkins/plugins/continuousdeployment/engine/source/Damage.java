package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.DataFormatException;
import java.util.zip.ZipException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoPackSignatureException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.eclipse.jgit.errors.PackMismatchException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.UnsupportedPackIndexVersionException;
import org.eclipse.jgit.errors.UnsupportedPackVersionException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;

/** Tells a mirror that is broken from one that can't be reached, written or is asked for what it need not have. */
final class Damage {
    /** What only a broken store throws. */
    private static final List<Class<? extends Exception>> OBJECTS = List.of(
            MissingObjectException.class,
            CorruptObjectException.class,
            IncorrectObjectTypeException.class,
            PackInvalidException.class,
            PackMismatchException.class,
            NoPackSignatureException.class,
            UnsupportedPackVersionException.class,
            UnsupportedPackIndexVersionException.class);

    /** What also a connection may throw, but while reading files means broken ones. */
    private static final List<Class<? extends Exception>> FILES = List.of(
            RepositoryNotFoundException.class,
            ConfigInvalidException.class,
            DataFormatException.class,
            ZipException.class,
            EOFException.class,
            NoSuchFileException.class,
            FileNotFoundException.class);

    private Damage() {}

    /**
     * Whether reading a mirror failed because it is broken, not because the machine lacks space, handles or rights.
     *
     * @param folder the repository; it is looked at where the exception does not tell
     */
    static boolean whileReading(Throwable failure, Path folder) {
        if (failure instanceof RefusedException || failure instanceof CancellationException) {
            return false;
        }
        return Reasons.cause(failure, MirrorDamagedException.class) != null
                || any(OBJECTS, failure)
                || any(FILES, failure)
                || !sound(folder);
    }

    /** Whether talking to a server failed because the mirror is broken. */
    static boolean whileFetching(Throwable failure, Path folder) {
        return Reasons.cause(failure, MirrorDamagedException.class) != null || any(OBJECTS, failure) || !sound(folder);
    }

    private static boolean any(List<Class<? extends Exception>> types, Throwable failure) {
        return types.stream().anyMatch(type -> Reasons.cause(failure, type) != null);
    }

    /** Opens it anew and looks at what every ref points to. */
    private static boolean sound(Path folder) {
        try (MirrorRepository mirror = MirrorRepository.at(folder);
                RevWalk walk = new RevWalk(mirror)) {
            boolean whole = Files.isRegularFile(folder.resolve(Constants.HEAD))
                    && mirror.getObjectDatabase().exists();
            for (Ref ref : mirror.getRefDatabase().getRefs()) {
                if (ref.getObjectId() != null) {
                    RevObject object = walk.peel(walk.parseAny(ref.getObjectId()));
                    if (object instanceof RevCommit commit) {
                        walk.parseTree(commit.getTree());
                    }
                }
            }
            return whole;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
