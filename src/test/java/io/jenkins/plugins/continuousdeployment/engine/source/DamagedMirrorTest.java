package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A mirror survives what happens to its folder. */
class DamagedMirrorTest {
    @TempDir
    private Path folder;

    private LocalRepository repository;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void begin() {
        repository = new LocalRepository(folder);
    }

    private Path cache() {
        return folder.resolve("mirrors");
    }

    /** As a new process would begin: nothing in memory. */
    private GitSource source() {
        return new GitMirrors(cache(), log::add).source(repository.access());
    }

    private Path mirror() {
        try (Stream<Path> entries = Files.list(cache())) {
            return entries.toList().get(0).resolve("repository.git");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(SourceTree tree) {
        return new String(tree.files("a.yaml").get(0).content(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** What may happen to a folder. */
    private interface Blow {
        void fall(Path mirror) throws IOException;
    }

    private static Arguments blow(String name, Blow blow) {
        return Arguments.of(name, blow);
    }

    static List<Arguments> blows() {
        return List.of(
                blow("packs deleted", mirror -> each(mirror, ".pack", Files::delete)),
                blow("packs and indexes deleted", mirror -> {
                    each(mirror, ".pack", Files::delete);
                    each(mirror, ".idx", Files::delete);
                }),
                blow("packs emptied", mirror -> each(mirror, ".pack", pack -> overwrite(pack, new byte[0]))),
                blow("packs cut short", mirror -> each(mirror, ".pack", DamagedMirrorTest::cut)),
                blow("packs scrambled", mirror -> each(mirror, ".pack", DamagedMirrorTest::scramble)),
                blow("indexes scrambled", mirror -> each(mirror, ".idx", DamagedMirrorTest::scramble)),
                blow("objects deleted", mirror -> deleteTree(mirror.resolve("objects"))),
                blow("HEAD deleted", mirror -> Files.delete(mirror.resolve("HEAD"))),
                blow("HEAD scrambled", mirror -> Files.writeString(mirror.resolve("HEAD"), "\0\1nonsense")),
                blow("config scrambled", mirror -> Files.writeString(mirror.resolve("config"), "[core\n\0 =")),
                blow(
                        "config of the future",
                        mirror ->
                                Files.writeString(mirror.resolve("config"), "[core]\n repositoryformatversion = 9\n")),
                blow("refs scrambled", mirror -> Files.writeString(mirror.resolve("packed-refs"), "nonsense\n^\n")),
                blow(
                        "a ref to nothing",
                        mirror -> Files.writeString(
                                mirror.resolve("refs/heads/main"), "0123456789012345678901234567890123456789\n")),
                blow("everything deleted but the folder", mirror -> {
                    deleteTree(mirror);
                    Files.createDirectory(mirror);
                }));
    }

    private static void each(Path mirror, String ending, Blow blow) throws IOException {
        try (Stream<Path> files = Files.walk(mirror)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                assertThat(file.toFile().setWritable(true)).isTrue();
                blow.fall(file);
            }
        }
    }

    private static void overwrite(Path file, byte[] content) throws IOException {
        Files.write(file, content);
    }

    private static void cut(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        overwrite(file, java.util.Arrays.copyOf(content, content.length / 2));
    }

    private static void scramble(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        for (int i = 12; i < content.length; i += 3) {
            content[i] ^= 0x5a;
        }
        overwrite(file, content);
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blows")
    void aDamagedMirrorIsFetchedAnewAndSaidOnce(String name, Blow blow) throws IOException {
        repository.write("b.yaml", "b: ".repeat(1000)).commit("a.yaml", "a: 1\n");
        source().resolve("main");
        blow.fall(mirror());
        repository.git("branch", "other");
        String second = repository.commit("a.yaml", "a: 2\n");
        GitSource source = source();

        assertThat(source.resolve("main").commit()).isEqualTo(second);
        assertThat(content(source.open("main"))).isEqualTo("a: 2\n");
        assertThat(content(source.open("other"))).isEqualTo("a: 1\n");
        assertThat(log).hasSizeLessThanOrEqualTo(1).allMatch(line -> line.contains("is damaged"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blows")
    void soIsOneThatIsDamagedWhileNothingChangesUpstream(String name, Blow blow) throws IOException {
        repository.commit("a.yaml", "a: 1\n");
        source().resolve("main");
        blow.fall(mirror());
        GitSource source = source();

        assertThat(content(source.open("main"))).isEqualTo("a: 1\n");
        assertThat(log).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aFileIsReadEvenIfItsMirrorIsLostAfterItWasListed() throws IOException {
        repository.commit("a.yaml", "a: 1\n");
        SourceFile file = source().open("main").files(".").get(0);
        each(mirror(), ".pack", Files::delete);

        assertThat(file.content()).asString().isEqualTo("a: 1\n");
        assertThat(log).singleElement().asString().contains("thrown away and fetched anew");
    }

    @Test
    void whatADeadOwnerLeftIsRemovedAndSaid() throws IOException {
        repository.commit("a.yaml", "a: 1\n");
        source().resolve("main");
        Path mirror = mirror();
        List<Path> left = List.of(
                mirror.resolve("packed-refs.lock"),
                mirror.resolve("HEAD.lock"),
                mirror.resolve("refs/heads/main.lock"),
                mirror.resolve("refs/heads/other.lock"),
                mirror.resolve("gc.pid"),
                mirror.resolve("objects/incoming_123.pack"),
                mirror.resolve("objects/pack/pack-0123456789012345678901234567890123456789.pack"),
                mirror.resolveSibling("new.git"));
        for (Path file : left) {
            Files.writeString(file, "");
        }
        Files.writeString(mirror.resolveSibling("owner"), "process 1, started 2026-01-31T10:00:00Z");
        repository.git("branch", "other");
        String second = repository.commit("a.yaml", "a: 2\n");

        assertThat(source().resolve("main").commit()).isEqualTo(second);
        assertThat(left).noneMatch(Files::exists);
        assertThat(mirror.resolveSibling("owner")).doesNotExist();
        assertThat(log)
                .containsExactly("process 1, started 2026-01-31T10:00:00Z, ended while it changed the mirror of "
                        + repository.address() + "; what it left unfinished was removed.");
    }
}
