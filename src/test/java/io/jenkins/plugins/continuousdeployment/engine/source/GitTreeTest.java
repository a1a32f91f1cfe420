package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a commit holds, read from a mirror without a checkout. */
class GitTreeTest extends SourceTreeContract {
    @TempDir
    private Path folder;

    private LocalRepository repository;
    private GitMirrors mirrors;

    @BeforeEach
    void begin() {
        repository = new LocalRepository(folder);
        mirrors = new GitMirrors(folder.resolve("mirrors"), line -> {});
    }

    @AfterEach
    void end() {
        mirrors.close();
    }

    @Override
    void put(String path, byte[] content) {
        repository.write(path, content);
    }

    @Override
    void link(String path, String target) throws IOException {
        Path link = repository.work().resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    @Override
    SourceTree open() {
        repository.commit("all of it");
        return mirrors.source(repository.access()).open("main");
    }

    @Test
    void aSubmoduleBelowThePathIsRefusedAndElsewhereIsNot() throws IOException {
        put("deploy/a.yaml", "a: 1\n");
        repository.commit("first");
        repository.git("update-index", "--add", "--cacheinfo", "160000," + repository.head() + ",vendor/charts");
        repository.git("commit", "--quiet", "--message", "a submodule");
        repository.push();

        try (SourceTree tree = mirrors.source(repository.access()).open("main")) {
            assertThat(tree.files("deploy")).hasSize(1);
            assertThatThrownBy(() -> tree.files("."))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("vendor/charts: is a submodule")
                    .hasMessageContaining("Choose a path without it");
            assertThatThrownBy(() -> tree.files("vendor/charts/templates"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("vendor/charts is a submodule");
        }
    }

    @Test
    void theSizeOfALargeFileIsKnownWithoutReadingItAndItsContentIsWhole() throws IOException {
        byte[] content = new byte[60 << 20]; // beyond what JGit keeps in one piece unless asked
        content[content.length - 1] = 1;
        put("large.yaml", content);

        try (SourceTree tree = open()) {
            SourceFile file = tree.files("large.yaml").get(0);
            long before = allocated();
            assertThat(file.size()).isEqualTo(content.length);
            assertThat(allocated() - before).as("bytes allocated on the way").isLessThan(1L << 20);
            assertThat(file.content()).isEqualTo(content);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Test
    void aTreeStaysAsItIsWhenTheBranchMoves() throws IOException {
        put("a.yaml", "a: 1\n");
        SourceTree before = open();
        put("a.yaml", "a: 2\n");
        SourceTree after = open();

        assertThat(before.files(".").get(0).content()).asString().isEqualTo("a: 1\n");
        assertThat(after.files(".").get(0).content()).asString().isEqualTo("a: 2\n");
        assertThat(before.revision().commit()).isNotEqualTo(after.revision().commit());
    }

    @Test
    void executableFilesAreFilesAndNamesMayHoldAnyLetter() throws IOException {
        put("sch\u00f6n und gut.yaml", "a: 1\n");
        put("run.sh", "true\n");
        assertThat(repository.work().resolve("run.sh").toFile().setExecutable(true))
                .isTrue();

        try (SourceTree tree = open()) {
            assertThat(tree.files("."))
                    .extracting(SourceFile::path)
                    .containsExactly("run.sh", "sch\u00f6n und gut.yaml");
        }
    }

    private String fingerprint(String path) {
        try (SourceTree tree = open()) {
            return tree.fingerprint(path);
        }
    }

    private void assertChanges(String path, boolean changes, ThrowingCallable work) throws Throwable {
        String before = fingerprint(path);
        work.call();
        assertThat(fingerprint(path).equals(before)).as(path).isNotEqualTo(changes);
    }

    @Test
    void aFingerprintChangesExactlyWhenTheFilesDo() throws Throwable {
        put("deploy/a.yaml", "a: 1\n");
        put("deploy/sub/b.yaml", "b: 1\n");
        put("linked/c.yaml", "c: 1\n");
        put("further/d.yaml", "d: 1\n");
        link("with-links/to", "../linked");
        link("linked/on", "../further");

        assertChanges("deploy", false, () -> put("linked/c.yaml", "c: 2\n"));
        assertChanges("deploy", true, () -> put("deploy/sub/b.yaml", "b: 2\n"));
        assertChanges("deploy", true, () -> put("deploy/new.yaml", "n: 1\n"));
        assertChanges("with-links", false, () -> put("deploy/a.yaml", "a: 2\n"));
        assertChanges("with-links", true, () -> put("linked/c.yaml", "c: 3\n"));
        assertChanges("with-links", true, () -> put("further/d.yaml", "d: 2\n"));
        assertChanges("with-links/to/c.yaml", true, () -> put("linked/c.yaml", "c: 4\n"));
        assertChanges("nothing/here", true, () -> put("nothing/here", "x"));
    }

    @Test
    void anEntryHasTheIdOfItsContent() throws IOException {
        put("a.yaml", "same\n");
        put("b/b.yaml", "same\n");
        try (SourceTree tree = open()) {
            assertThat(tree.find("a.yaml").orElseThrow().id())
                    .isEqualTo(tree.find("b/b.yaml").orElseThrow().id())
                    .isEqualTo(repository.git("hash-object", "a.yaml").strip());
        }
    }
}
