package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A bare repository whose configuration is its own file alone: what JGit asks it for while it talks to a server (TLS
 * checks, proxies, cookies, extra headers) comes from no user's and no system's settings. JGit's class would mix those
 * in, and they can only be turned off for the whole JVM, which we share.
 */
final class MirrorRepository extends FileRepository {
    private FileBasedConfig config;
    private final Object identity;

    private MirrorRepository(FileRepositoryBuilder options) throws IOException {
        super(options);
        this.identity = identity(getDirectory().toPath());
    }

    /** Whether the folder is the one that was opened, not a new one under its name. */
    boolean isStillThere() throws IOException {
        Object now = identity(getDirectory().toPath());
        return now == null ? identity == null : now.equals(identity);
    }

    private static Object identity(Path folder) throws IOException {
        return Files.exists(folder)
                ? Files.readAttributes(folder, BasicFileAttributes.class).fileKey()
                : null;
    }

    /** Opens what is there, or what {@link #create} is to make. */
    static MirrorRepository at(Path folder) throws IOException {
        return new MirrorRepository(
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().setup());
    }

    /** The constructor of the base class asks for it too, before our field can be set. */
    @Override
    public synchronized FileBasedConfig getConfig() {
        if (config == null) {
            config = new FileBasedConfig(new File(getDirectory(), Constants.CONFIG), getFS());
            try {
                config.load();
            } catch (IOException | ConfigInvalidException e) {
                throw new IllegalStateException("the mirror's configuration can't be read: " + e.getMessage(), e);
            }
        }
        return config;
    }
}
