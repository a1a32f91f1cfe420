package io.jenkins.plugins.continuousdeployment.engine.source;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * What JGit takes from the machine. Mirrors read no settings but their own wherever they are; this keeps JGit from even
 * looking for others' files, from running {@code git} to find them, and from writing down how this machine's clock
 * ticks. It holds for the whole JVM: for programs that are alone in theirs, such as a command line, never in Jenkins.
 */
public final class JgitSurroundings {
    private JgitSurroundings() {}

    /** Shuts out the settings of user and system, before JGit is first used. */
    public static void shutOut() {
        FS.FileStoreAttributes.setBackground(true);
        SystemReader.setInstance(new Alone(SystemReader.getInstance()));
    }

    /** Finds empty settings everywhere. */
    private static final class Alone extends SystemReader.Delegate {
        Alone(SystemReader machine) {
            super(machine);
        }

        @Override
        public FileBasedConfig openUserConfig(Config parent, FS fs) {
            return new Nothing(parent, fs);
        }

        @Override
        public FileBasedConfig openSystemConfig(Config parent, FS fs) {
            return new Nothing(parent, fs);
        }

        @Override
        public FileBasedConfig openJGitConfig(Config parent, FS fs) {
            return new Nothing(parent, fs);
        }
    }

    /** A file that is not there, and stays so when it is saved. */
    private static final class Nothing extends FileBasedConfig {
        Nothing(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // there is nothing to load
        }

        @Override
        public void save() {
            // and nowhere to save to
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
