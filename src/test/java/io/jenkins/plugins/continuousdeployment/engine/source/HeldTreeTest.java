package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldTreeTest {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private void put(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private HeldTree open() {
        return new HeldTree(files, "the folder deploy of a workspace");
    }

    @Test
    void listsAllBelowAPathInTheOrderOfTheirPaths() {
        put("z.yaml", "z: 1");
        put("deploy/b.yaml", "größe: 1");
        put("deploy/sub/c.yaml", "c: 1");
        put("deploy-x/d.yaml", "d: 1");

        try (HeldTree tree = open()) {
            assertThat(tree.files("./deploy/"))
                    .extracting(SourceFile::path)
                    .containsExactly("deploy/b.yaml", "deploy/sub/c.yaml");
            assertThat(tree.files(".")).hasSize(4);
            SourceFile file = tree.files("deploy/b.yaml").get(0);
            assertThat(file.size()).isEqualTo(10);
            assertThat(file.content()).asString(StandardCharsets.UTF_8).isEqualTo("größe: 1");
        }
    }

    @Test
    void findsFilesAndFolders() {
        put("deploy/b.yaml", "b: 1");

        try (HeldTree tree = open()) {
            assertThat(tree.find("deploy").orElseThrow().isFolder()).isTrue();
            assertThat(tree.find("deploy/b.yaml").orElseThrow().isFile()).isTrue();
            assertThat(tree.find("deploy/c.yaml")).isEmpty();
        }
    }

    @Test
    void namesWhatHoldsItWhereAPathIsMissing() {
        put("deploy/b.yaml", "b: 1");

        try (HeldTree tree = open()) {
            assertThatThrownBy(() -> tree.files("deplay"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("the folder deploy of a workspace")
                    .hasMessageContaining("deploy");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../b.yaml", "a/../../b.yaml", "."})
    void pathThatIsNoneIsRefused(String path) {
        put(path, "b: 1");

        assertThatThrownBy(this::open).isInstanceOf(RefusedException.class);
    }

    @Test
    void nameThatIsAFileAndAFolderIsRefused() {
        put("a", "b: 1");
        put("a/b", "b: 1");

        assertThatThrownBy(this::open).isInstanceOf(RefusedException.class).hasMessageContaining("a/b");
    }

    @Test
    void contentThatIsElsewhereIsRefused() {
        put("a.yaml", "version https://git-lfs.github.com/spec/v1\noid sha256:1\n");

        try (HeldTree tree = open()) {
            SourceFile file = tree.files(".").get(0);
            assertThatThrownBy(file::content).hasMessageContaining("LFS");
        }
    }
}
