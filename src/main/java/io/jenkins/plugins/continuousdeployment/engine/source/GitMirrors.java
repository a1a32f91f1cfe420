package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The mirrors of all repositories, below one folder: one for each address and credential, shared by all who name them,
 * in this process and in others. Start here to read a repository.
 */
public final class GitMirrors implements AutoCloseable {
    /** A first fetch of a large repository takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Path folder;
    private final Duration patience;
    private final Consumer<String> log;
    private final FetchListener listener;
    private final PushSurroundings surroundings;
    private final Map<String, Mirror> mirrors = new ConcurrentHashMap<>();

    /**
     * Takes a folder; nothing is read or made before it is needed.
     *
     * @param folder where the mirrors are kept, for this user alone; it may be deleted while nobody uses it
     * @param log takes a line for a person when a mirror had to be mended
     */
    public GitMirrors(Path folder, Consumer<String> log) {
        this(folder, log, FetchListener.NONE);
    }

    /**
     * The same for somebody who wants to hear how fetches go on.
     *
     * @param listener hears of the fetches of all repositories
     */
    public GitMirrors(Path folder, Consumer<String> log, FetchListener listener) {
        this(folder, log, listener, Clock.systemUTC());
    }

    /**
     * The same with another clock.
     *
     * @param clock what commits are dated by
     */
    public GitMirrors(Path folder, Consumer<String> log, FetchListener listener, Clock clock) {
        this(folder, log, listener, PATIENCE, PushSurroundings.of(clock));
    }

    GitMirrors(Path folder, Consumer<String> log, Duration patience) {
        this(folder, log, FetchListener.NONE, patience, PushSurroundings.of(Clock.systemUTC()));
    }

    GitMirrors(
            Path folder,
            Consumer<String> log,
            FetchListener listener,
            Duration patience,
            PushSurroundings surroundings) {
        this.folder = Objects.requireNonNull(folder, "folder").toAbsolutePath();
        this.log = Objects.requireNonNull(log, "log");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.patience = Objects.requireNonNull(patience, "patience");
        this.surroundings = Objects.requireNonNull(surroundings, "surroundings");
    }

    /**
     * A repository to read from; the server is not asked yet.
     *
     * @throws RefusedException where a certificate, a key or known hosts can't be read
     */
    public GitSource source(RepositoryAccess access) {
        Wire wire = Wire.of(access);
        String name = name(access);
        Mirror mirror = mirrors.computeIfAbsent(
                name,
                key -> new Mirror(new MirrorFolder(folder.resolve(key)), access.address(), patience, log, listener));
        return new GitSource(mirror, wire, surroundings);
    }

    /** For a person the repository's name, for the rest a digest. */
    private static String name(RepositoryAccess access) {
        String path = access.address().path();
        String last = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.git$", "");
        String plain = last.replaceAll("[^A-Za-z0-9_-]", "_");
        String readable = plain.substring(0, Math.min(plain.length(), 40));
        return readable + "-"
                + Digests.of(access.address() + "\n" + access.credential().identity());
    }

    /** Closes the files; sources may be used on, and open them again. */
    @Override
    public void close() {
        mirrors.values().forEach(Mirror::close);
    }
}
