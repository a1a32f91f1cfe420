package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest extends SourceTreeContract {
    @TempDir
    private Path folder;

    @Override
    void put(String path, byte[] content) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.write(folder.resolve(path), content);
    }

    @Override
    void link(String path, String target) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.createSymbolicLink(folder.resolve(path), Path.of(target));
    }

    @Override
    SourceTree open() {
        return new FolderSource(folder);
    }

    @Test
    void leavesOutWhatGitKeepsForItself() throws IOException {
        put("a.yaml", "a: 1\n");
        put(".git/config", "x\n");
        put("sub/.git", "gitdir: elsewhere\n");
        put("sub/.github/b.yaml", "b: 1\n");

        try (SourceTree tree = open()) {
            assertThat(tree.files(".")).extracting(SourceFile::path).containsExactly("a.yaml", "sub/.github/b.yaml");
            assertThat(tree.revision()).isEqualTo(Revision.NONE);
        }
    }

    @Test
    void leavesOutWhatIsNoFile() throws IOException, InterruptedException {
        put("a.yaml", "a: 1\n");
        Process mkfifo =
                new ProcessBuilder("mkfifo", folder.resolve("pipe.yaml").toString()).start();
        assertThat(mkfifo.waitFor()).isZero();

        try (SourceTree tree = open()) {
            assertThat(tree.files(".")).extracting(SourceFile::path).containsExactly("a.yaml");
        }
    }

    @Test
    void mayBeReachedByALink() throws IOException {
        put("real/a.yaml", "a: 1\n");
        link("alias", "real");

        try (SourceTree tree = new FolderSource(folder.resolve("alias"))) {
            assertThat(tree.files(".")).extracting(SourceFile::path).containsExactly("a.yaml");
        }
    }

    @Test
    void aFileThatVanishesIsNamed() throws IOException {
        put("a.yaml", "a: 1\n");

        try (SourceTree tree = open()) {
            SourceFile file = tree.files(".").get(0);
            Files.delete(folder.resolve("a.yaml"));
            assertThatThrownBy(file::content)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("a.yaml: it does not exist");
        }
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        put("a.yaml", "a: 1\n");

        assertThatThrownBy(() -> new FolderSource(folder.resolve("none")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("none: it does not exist");
        assertThatThrownBy(() -> new FolderSource(folder.resolve("a.yaml")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("a.yaml is no folder");
    }
}
