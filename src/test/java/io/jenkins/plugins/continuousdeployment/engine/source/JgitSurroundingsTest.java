package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JgitSurroundingsTest {
    @TempDir
    private Path folder;

    @Test
    void shutsOutSettingsAndWritesNone() throws Exception {
        SystemReader before = SystemReader.getInstance();
        Path file = folder.resolve("config");
        Files.writeString(file, "[user]\n name = somebody\n");
        try {
            SystemReader.setInstance(new Settings(before, file));
            assertThat(SystemReader.getInstance().getUserConfig().getString("user", null, "name"))
                    .isEqualTo("somebody");
            JgitSurroundings.shutOut();
            SystemReader alone = SystemReader.getInstance();

            assertThat(alone.getUserConfig().getString("user", null, "name")).isNull();
            alone.getJGitConfig().setString("a", null, "b", "c");
            alone.getJGitConfig().save();
            assertThat(file).hasContent("[user]\n name = somebody\n");
        } finally {
            SystemReader.setInstance(before);
        }
    }

    private static final class Settings extends SystemReader.Delegate {
        private final Path file;

        Settings(SystemReader machine, Path file) {
            super(machine);
            this.file = file;
        }

        @Override
        public FileBasedConfig openUserConfig(Config parent, FS fs) {
            return new FileBasedConfig(parent, file.toFile(), fs);
        }

        @Override
        public FileBasedConfig openJGitConfig(Config parent, FS fs) {
            return new FileBasedConfig(parent, file.toFile(), fs);
        }
    }
}
