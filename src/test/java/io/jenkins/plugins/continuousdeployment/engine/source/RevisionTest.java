package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a revision means, in one repository that has something of everything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevisionTest {
    private Path folder;
    private LocalRepository repository;
    private GitMirrors mirrors;
    private GitSource source;
    private String first;
    private String second;
    private String third;
    private String tagObject;
    private String pulled;

    @BeforeAll
    void fill(@TempDir Path temporary) {
        folder = temporary;
        repository = new LocalRepository(folder);
        first = repository.commit("a.yaml", "a: 1\n");
        repository.git("tag", "1.4.0");
        repository.git("tag", "both");
        repository.git("branch", "both");
        repository.git("branch", "1.2");
        second = repository.write("a.yaml", "a: 2\n").commit("The second\n\nwith more\nto say");
        repository.git("tag", "--annotate", "--message", "release", "v1.4.2");
        tagObject = repository.git("rev-parse", "v1.4.2").strip();
        repository.git("tag", "v1.4.2+rebuilt", first);
        repository.git("tag", "v1.5.0-rc.1");
        repository.git(
                "tag", "notes", repository.git("hash-object", "-w", "a.yaml").strip());
        third = repository.commit("a.yaml", "a: 3\n");
        repository.git("tag", "2.0.0");
        repository.git("branch", "feature/login");
        repository.git("tag", "20240131", first);
        repository.push();
        repository.git("checkout", "--quiet", "--detach");
        repository.git("commit", "--quiet", "--allow-empty", "--message", "from a pull request");
        pulled = repository.head();
        repository.git("push", "--quiet", "origin", "HEAD:refs/pull/1/head");
        repository.git("checkout", "--quiet", "main");
        mirrors = new GitMirrors(folder.resolve("mirrors"), line -> {});
        source = mirrors.source(repository.access());
    }

    @AfterAll
    void end() {
        mirrors.close();
    }

    private String named(String id) {
        return switch (id) {
            case "first" -> first;
            case "second" -> second;
            case "third" -> third;
            case "pulled" -> pulled;
            default -> throw new IllegalArgumentException(id);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, third, refs/heads/main",
        "'', third, refs/heads/main",
        "main, third, refs/heads/main",
        "' main ', third, refs/heads/main",
        "feature/login, third, refs/heads/feature/login",
        "1.4.0, first, refs/tags/1.4.0",
        "v1.4.2, second, refs/tags/v1.4.2",
        "refs/heads/both, first, refs/heads/both",
        "refs/tags/both, first, refs/tags/both",
        "refs/tags/v1.4.2, second, refs/tags/v1.4.2",
        "refs/pull/1/head, pulled, refs/pull/1/head",
        "1.2, first, refs/heads/1.2",
        "~1.4, second, refs/tags/v1.4.2",
        "1.4.x, second, refs/tags/v1.4.2",
        "^1, second, refs/tags/v1.4.2",
        "=1.4.2, second, refs/tags/v1.4.2",
        "'>=1.4, <1.4.2', first, refs/tags/1.4.0",
        "1.0 - 1.4.1, first, refs/tags/1.4.0",
        "~1.3 || ~1.4.0-0, second, refs/tags/v1.4.2",
        "'>=1.5.0-0, <2', second, refs/tags/v1.5.0-rc.1",
        "'>=2 <3', third, refs/tags/2.0.0",
    })
    void findsTheCommitAndSaysWhichRefWasMeant(String revision, String commit, String ref) {
        Revision found = source.resolve(revision);

        assertThat(found.commit()).isEqualTo(named(commit));
        assertThat(found.ref()).isEqualTo(ref);
    }

    @Test
    void aWholeCommitIsThatCommit() {
        assertThat(source.resolve(first))
                .isEqualTo(new Revision(first, "", "Ann Author <ann@example.com>", "write a.yaml"));
        assertThat(source.resolve(first.toUpperCase(java.util.Locale.ROOT)).commit())
                .isEqualTo(first);
    }

    @Test
    void theIdOfAnAnnotatedTagStandsForItsCommit() {
        assertThat(source.resolve(tagObject).commit()).isEqualTo(second);
    }

    @Test
    void theBeginningOfACommitIsEnough() {
        assertThat(source.resolve(second.substring(0, 7)).commit()).isEqualTo(second);
        assertThat(source.resolve(second.substring(0, 39)).commit()).isEqualTo(second);
        assertThat(source.resolve(second.substring(0, 7)).ref()).isEmpty();
    }

    @Test
    void tellsAuthorAndFirstLine() {
        assertThat(source.resolve("v1.4.2"))
                .isEqualTo(new Revision(second, "refs/tags/v1.4.2", "Ann Author <ann@example.com>", "The second"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "both|is both a branch and a tag of file://|Write refs/heads/both or refs/tags/both.",
                "mian|is no branch, tag or commit of|Did you mean main?",
                "v1.4.1|no tag lies in it as a range of versions|The newest versions are 20240131, 2.0.0, v1.5.0-rc.1.",
                "~7.1|no tag lies in it as a range of versions|The newest versions are",
                "refs/heads/mian|there is no refs/heads/mian in|Did you mean refs/heads/main?",
                "refs/tags/main|there is no refs/tags/main in|There is refs/heads/main.",
                "refs/pull/2/head|there is no refs/pull/2/head in|file://",
                "notes|points to no commit|refs/tags/notes",
                "HEAD~1|is no branch, tag or commit|Expressions such as HEAD~1 or main@{1} are not read: write the commit.",
                "origin/main|is no branch, tag or commit|Write main.",
                "abc12|is no branch, tag or commit|must have at least 7 digits",
                "deadbeef|is no branch, tag or commit|There are 1.2, both,",
                "0123456789012345678901234567890123456789|is on no branch and no tag of|refs/pull/1/head",
                "0123456789012345678901234567890123456789012345678901234567890123|is a SHA-256 commit id|SHA-1",
                "-main|looks like an option|Write a branch",
                "--upload-pack=x|looks like an option|Write a branch",
                "refs/heads/..|can't be the name of a ref|refs/heads/main",
            })
    void refusesWhatMeansNothingOrTwoThings(String revision, String why, String what) {
        assertThatThrownBy(() -> source.resolve(revision))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u001b[2J", "a\u0000"})
    void refusesControlCharacters(String revision) {
        assertThatThrownBy(() -> source.resolve(revision))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("control character")
                .hasMessageNotContaining(revision);
    }

    @Test
    void aCommitOfAPullRequestIsFoundOnlyThroughItsRef() {
        GitSource fresh = new GitMirrors(folder.resolve("fresh"), line -> {}).source(repository.access());

        assertThatThrownBy(() -> fresh.resolve(pulled)).hasMessageContaining("is on no branch and no tag");
        assertThat(fresh.resolve("refs/pull/1/head").commit()).isEqualTo(pulled);
    }

    @Test
    void extraRefsAreMirroredWhereTheAccessNamesThem() {
        GitMirrors own = new GitMirrors(folder.resolve("extra"), line -> {});
        RepositoryAccess access = repository.access().withExtraRefs(List.of("refs/pull/*/head"));

        assertThat(own.source(access).resolve("main").commit()).isEqualTo(third);
        assertThat(own.source(access).resolve(pulled).commit()).isEqualTo(pulled);
    }

    @Test
    void knowsAncestors() {
        source.resolve("main");

        assertThat(source.isAncestor(first, third)).isTrue();
        assertThat(source.isAncestor(third, third)).isTrue();
        assertThat(source.isAncestor(third, first)).isFalse();
        assertThatThrownBy(() -> source.isAncestor("0".repeat(40), first))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is not in the repository");
    }

    @Test
    void listsTheCommitsOfAStepNewestFirst() {
        source.resolve("main");

        assertThat(source.commitsBetween(first, third, 10))
                .extracting(Commit::id)
                .containsExactly(third, second);
        assertThat(source.commitsBetween(first, third, 1))
                .extracting(Commit::id)
                .containsExactly(third);
        assertThat(source.commitsBetween(third, first, 10)).isEmpty();
        assertThat(source.commitsBetween(first, second, 10)).singleElement().satisfies(commit -> {
            assertThat(commit.author()).isEqualTo("Ann Author <ann@example.com>");
            assertThat(commit.message()).startsWith("The second\n\nwith more");
            assertThat(commit.committed()).hasToString("2023-11-14T22:15:20Z");
        });
    }

    @Test
    void theIdOfAPathChangesOnlyWithWhatLiesBelow() {
        String now = source.resolve("main").commit();

        assertThat(source.treeId(now, "."))
                .contains(repository.git("rev-parse", "main^{tree}").strip());
        assertThat(source.treeId(now, "./a.yaml"))
                .contains(repository.git("rev-parse", "main:a.yaml").strip());
        assertThat(source.treeId(now, "b")).isEmpty();
        assertThatThrownBy(() -> source.treeId(now, "../a")).isInstanceOf(RefusedException.class);
    }
}
