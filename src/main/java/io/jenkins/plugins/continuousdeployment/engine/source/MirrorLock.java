package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The right to change a mirror, held by one thread of one process at a time. The operating system gives it back when
 * its owner dies; the owner's name is removed on a proper end, so that a name found by the next one tells of a death.
 */
final class MirrorLock implements AutoCloseable {
    private static final long PAUSE_MILLIS = 50;

    /**
     * What this process holds. The system's lock belongs to the process as a whole, and closing the file anywhere in it
     * loses the lock: so nobody here may so much as open a file that is held. That is as static as the lock itself.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private final String before;

    private MirrorLock(Path folder, FileChannel channel, String before) {
        this.folder = folder;
        this.channel = channel;
        this.before = before;
    }

    /** Takes the lock of a mirror's folder, which exists, if it is free, else returns null. */
    static MirrorLock tryTake(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            return null;
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            taken = lock != null;
            if (!taken) {
                return null;
            }
            String before = owner(real);
            Files.writeString(real.resolve("owner"), self());
            return new MirrorLock(real, channel, before);
        } finally {
            if (!taken) {
                HELD.remove(real);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /**
     * Waits for it.
     *
     * @param patience the longest wait
     * @param what what it is for, for messages
     * @throws RefusedException naming its owner
     */
    static MirrorLock take(Path folder, Duration patience, String what) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        MirrorLock lock = tryTake(folder);
        while (lock == null) {
            if (System.nanoTime() - end > 0) {
                String owner = owner(folder);
                throw new RefusedException(what + " has waited " + patience.toSeconds() + " s for "
                        + (owner.isEmpty() ? "another process" : owner)
                        + ", which is changing the same mirror. If it hangs, end it; its lock goes with it.");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw Cancelled.of(what, e);
            }
            lock = tryTake(folder);
        }
        return lock;
    }

    /** Who held it and died, such as {@code process 123, started 2026-01-31T10:00:00Z}; empty if nobody did. */
    String diedBefore() {
        return before;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(folder.resolve("owner"));
        } finally {
            HELD.remove(folder);
        }
    }

    private static String self() {
        ProcessHandle process = ProcessHandle.current();
        return "process " + process.pid()
                + process.info()
                        .startInstant()
                        .map(start -> ", started " + start)
                        .orElse("");
    }

    private static String owner(Path folder) throws IOException {
        Path file = folder.resolve("owner");
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }
}
