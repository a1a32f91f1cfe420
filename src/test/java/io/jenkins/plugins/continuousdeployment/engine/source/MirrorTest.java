package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror follows its repository, however many use it. */
class MirrorTest {
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

    @Test
    void followsNewCommits() {
        GitSource source = source();
        String first = repository.commit("a.yaml", "a: 1\n");
        assertThat(source.resolve("main").commit()).isEqualTo(first);
        String second = repository.commit("a.yaml", "a: 2\n");
        assertThat(source.resolve("main").commit()).isEqualTo(second);
        assertThat(source().resolve("main").commit()).isEqualTo(second);
    }

    @Test
    void looksAtTheServerWithoutBringingAnythingHere() {
        repository.commit("a.yaml", "a: 1\n");
        repository.git("branch", "other");
        repository.git("tag", "v1");
        repository.push();
        GitSource.Offer offer = source().look();
        assertThat(offer).isEqualTo(new GitSource.Offer("refs/heads/main", List.of("main", "other"), List.of("v1")));
        assertThat(mirror().resolve("objects/pack")).isEmptyDirectory();
    }

    @Test
    void followsARewrittenHistoryAndStillReadsTheOldCommit() {
        GitSource source = source();
        repository.commit("a.yaml", "a: 0\n");
        String old = repository.commit("a.yaml", "a: 1\n");
        source.resolve("main");
        repository.write("a.yaml", "a: 2\n").git("commit", "--quiet", "--all", "--amend", "--message", "other");
        repository.push();

        assertThat(source.resolve("main").commit()).isEqualTo(repository.head()).isNotEqualTo(old);
        assertThat(content(source.open("main"))).isEqualTo("a: 2\n");
        assertThat(content(source.open(old))).isEqualTo("a: 1\n");
    }

    @Test
    void followsDeletionsAndMovedTags() {
        GitSource source = source();
        String first = repository.commit("a.yaml", "a: 1\n");
        repository.git("branch", "gone");
        repository.git("tag", "moving");
        repository.push();
        assertThat(source.resolve("gone").commit()).isEqualTo(first);
        String second = repository.commit("a.yaml", "a: 2\n");
        repository.git("branch", "--delete", "--force", "gone");
        repository.git("tag", "--force", "moving");
        repository.push();

        assertThatThrownBy(() -> source.resolve("gone")).hasMessageContaining("is no branch, tag or commit");
        assertThat(source.resolve("moving").commit()).isEqualTo(second);
    }

    @Test
    void aBranchMayBecomeAFolderOfBranchesAndBack() {
        GitSource source = source();
        repository.commit("a.yaml", "a: 1\n");
        repository.git("branch", "x");
        repository.push();
        source.resolve("x");
        repository.git("branch", "--delete", "x");
        repository.git("branch", "x/y");
        repository.git("branch", "x/z");
        repository.push();
        assertThat(source.resolve("x/y").ref()).isEqualTo("refs/heads/x/y");
        repository.git("branch", "--delete", "x/y", "x/z");
        repository.git("branch", "x");
        repository.push();
        assertThat(source.resolve("x").ref()).isEqualTo("refs/heads/x");
        assertThat(log).isEmpty();
    }

    @Test
    void followsTheServersHead() {
        GitSource source = source();
        repository.commit("a.yaml", "a: 1\n");
        repository.git("branch", "next");
        repository.push();
        assertThat(source.resolve("HEAD").ref()).isEqualTo("refs/heads/main");
        repository.gitIn(repository.bare(), "symbolic-ref", "HEAD", "refs/heads/next");
        assertThat(source.resolve("HEAD").ref()).isEqualTo("refs/heads/next");
        repository.gitIn(repository.bare(), "symbolic-ref", "HEAD", "refs/heads/none");
        assertThatThrownBy(() -> source.resolve("HEAD"))
                .hasMessageContaining("names a branch that does not exist. Name the one to use: main, next.");
        repository.gitIn(repository.bare(), "update-ref", "--no-deref", "HEAD", repository.head());
        assertThat(source.resolve("HEAD").commit()).isEqualTo(repository.head());
    }

    @Test
    void anEmptyRepositorySaysSo() {
        assertThatThrownBy(() -> source().resolve("HEAD"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is empty: it has no commit yet");
        assertThatThrownBy(() -> source().resolve("main")).hasMessageContaining("The repository is empty.");
    }

    @Test
    void aRepositoryMayGoAndComeBack() throws IOException {
        GitSource source = source();
        String first = repository.commit("a.yaml", "a: 1\n");
        Revision before = source.resolve("main");
        Path away = folder.resolve("away.git");
        Files.move(repository.bare(), away);

        assertThatThrownBy(() -> source.resolve("main"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there is no Git repository at " + repository.bare());
        assertThat(content(source.open(before))).isEqualTo("a: 1\n");
        Files.move(away, repository.bare());
        assertThat(source.resolve("main").commit()).isEqualTo(first);
        assertThat(log).isEmpty();
    }

    @Test
    void refusesASha256Repository() {
        LocalRepository other = new LocalRepository(folder.resolve("other"), "--object-format=sha256");
        other.commit("a.yaml", "a: 1\n");

        assertThatThrownBy(() ->
                        new GitMirrors(cache(), log::add).source(other.access()).resolve("main"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("uses SHA-256 object ids, which are not supported yet");
    }

    @Test
    void waitsForAnotherOnlySoLongAndNamesIt() throws IOException {
        repository.commit("a.yaml", "a: 1\n");
        source().resolve("main");
        repository.commit("a.yaml", "a: 2\n");
        GitSource hasty = new GitMirrors(cache(), log::add, Duration.ofMillis(1)).source(repository.access());
        MirrorLock other = MirrorLock.tryTake(mirror().getParent());

        assertThatThrownBy(() -> hasty.resolve("main"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "has waited 0 s for process " + ProcessHandle.current().pid() + ", started ")
                .hasMessageContaining("If it hangs, end it; its lock goes with it.");
        other.close();
        assertThat(content(hasty.open("main"))).isEqualTo("a: 2\n");
    }

    @Test
    void readingWaitsForNobody() throws IOException {
        repository.commit("a.yaml", "a: 1\n");
        GitSource source = source();
        Revision before = source.resolve("main");
        try (MirrorLock other = MirrorLock.tryTake(mirror().getParent())) {
            assertThat(other).isNotNull();
            assertThat(content(source.open(before))).isEqualTo("a: 1\n");
            assertThat(source.resolve("main")).as("nothing new upstream").isEqualTo(before);
        }
    }

    @Test
    void manyFetchesDoNotLeaveManyPacks() {
        GitSource source = source();
        for (int i = 0; i <= Mirror.MOST_PACKS; i++) {
            String commit = repository.commit("a.yaml", "a: " + i + "\n");
            assertThat(source.resolve("main").commit()).isEqualTo(commit);
        }
        assertThat(packs()).isLessThan(5);
        assertThat(content(source.open("main"))).isEqualTo("a: " + Mirror.MOST_PACKS + "\n");
        assertThat(log).isEmpty();
    }

    private long packs() {
        try (Stream<Path> files = Files.list(mirror().resolve("objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void differentCredentialsShareNothing() {
        repository.commit("a.yaml", "a: 1\n");
        RepositoryAddress address = RepositoryAddress.parse("https://host/a", AddressRules.STRICT);
        GitMirrors mirrors = new GitMirrors(cache(), log::add);
        Mirror ann = mirrors.source(RepositoryAccess.of(address, new Credential.Token("ann", "x")))
                .mirror();
        Mirror again = mirrors.source(RepositoryAccess.of(address, new Credential.Token("ann", "renewed")))
                .mirror();
        Mirror bob = mirrors.source(RepositoryAccess.of(address, new Credential.Token("bob", "x")))
                .mirror();

        assertThat(ann).isSameAs(again).isNotSameAs(bob);
    }

    @Test
    void anInterruptedThreadEndsItsFetch() {
        repository.commit("a.yaml", "a: 1\n");
        GitSource source = source();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> source.resolve("main")).isInstanceOf(java.util.concurrent.CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(source.resolve("main").commit()).isEqualTo(repository.head());
    }

    @Test
    void aFolderThatCantBeWrittenIsNamed() throws IOException {
        repository.commit("a.yaml", "a: 1\n");
        Files.writeString(cache(), "a file where the folder should be");

        assertThatThrownBy(() -> source().resolve("main"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("in " + cache())
                .hasMessageContaining("Look at the folder's rights and the free space.");
    }
}
