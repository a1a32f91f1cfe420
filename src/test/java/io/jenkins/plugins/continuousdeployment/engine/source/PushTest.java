package io.jenkins.plugins.continuousdeployment.engine.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pushed commit is made of, and which branch it goes to. */
class PushTest {
    private static final Author BOT = new Author("kubevelabot", "bot@example.com");
    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

    @TempDir
    Path folder;

    private final List<FetchProgress> heard = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private LocalRepository repository;
    private GitMirrors mirrors;
    private GitSource source;
    private String first;

    @BeforeEach
    void start() {
        repository = new LocalRepository(folder.resolve("server"));
        served("config", "receive.autogc", "false");
        first = repository.write("deploy/web.yaml", "image: web:1\n").commit("README", "read me\n");
        FetchListener listener = new FetchListener() {
            @Override
            public void progress(FetchProgress progress) {
                heard.add(progress);
            }

            @Override
            public void ended(RepositoryAddress address) {
                // only what is transferred counts
            }
        };
        mirrors = new GitMirrors(folder.resolve("mirrors"), log::add, listener, Clock.fixed(NOW, ZoneOffset.UTC));
        source = mirrors.source(repository.access());
    }

    @AfterEach
    void stop() {
        mirrors.close();
    }

    /** Writes one file, whatever was in it. */
    private static TreeEditor writing(String path, String content) {
        return tree -> TreeEdit.of(Map.of(path, content.getBytes(UTF_8)), "Update image automatically.\n");
    }

    private static PushOrder main() {
        return PushOrder.on("main", BOT);
    }

    private String served(String... arguments) {
        return repository.gitIn(repository.bare(), arguments).strip();
    }

    private PushResult push(String branch, String content) {
        return source.push(main().to(new PushTarget.Branch(branch)), writing("deploy/web.yaml", content));
    }

    @Test
    void theCommitSaysWhoWhenAndWhatAndChangesTheFileAlone() {
        PushResult result = source.push(main(), writing("deploy/web.yaml", "image: web:2\n"));

        assertThat(result)
                .isEqualTo(new PushResult(served("rev-parse", "main"), "main", first, List.of("deploy/web.yaml"), 1));
        assertThat(served("log", "-1", "--format=%an <%ae> %at|%cn <%ce> %ct|%B"))
                .isEqualTo("kubevelabot <bot@example.com> 1769853600|kubevelabot <bot@example.com> 1769853600|"
                        + "Update image automatically.");
        assertThat(served("diff", "--name-only", first, "main")).isEqualTo("deploy/web.yaml");
        assertThat(served("show", "main:deploy/web.yaml")).isEqualTo("image: web:2");
        assertThat(served("rev-list", "--count", "main")).isEqualTo("2");
        served("fsck", "--strict");
    }

    @Test
    void theMirrorHasTheCommitSoThatTheNextLookFetchesNothing() {
        PushResult result = source.push(main(), writing("deploy/web.yaml", "image: web:2\n"));
        heard.clear();

        assertThat(source.resolve("main").commit()).isEqualTo(result.commit());
        assertThat(heard).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void manyPushesDoNotLeaveManyPacks() throws IOException {
        for (int each = 0; each <= Mirror.MOST_PACKS; each++) {
            source.push(main(), writing("deploy/web.yaml", "image: web:" + each + "\n"));
        }

        Path packs = source.reading(open -> open.getDirectory().toPath().resolve("objects/pack"));
        try (Stream<Path> files = Files.list(packs)) {
            assertThat(files.filter(file -> file.toString().endsWith(".pack"))).hasSizeLessThan(10);
        }
        assertThat(source.open("main").files("deploy")).hasSize(1);
        assertThat(log).isEmpty();
    }

    @Test
    void neverTrustsTheMirrorsAge() {
        source.resolve("main");
        String newer = repository.commit("deploy/api.yaml", "image: api:1\n");

        PushResult result = source.push(main(), writing("deploy/web.yaml", "image: web:2\n"));

        assertThat(result.parent()).isEqualTo(newer);
        assertThat(served("show", "main:deploy/api.yaml")).isEqualTo("image: api:1");
    }

    @Test
    void modesLineEndsLinksAndSubmodulesStayAsTheyAre() throws IOException {
        Path work = repository.work();
        repository.write("run.sh", "#!/bin/sh\r\nIMAGE=web:1 # \u00e4\r\n");
        assertThat(work.resolve("run.sh").toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(work.resolve("link.yaml"), Path.of("deploy/web.yaml"));
        repository.git("init", "--quiet", "module");
        repository.gitIn(work.resolve("module"), "commit", "--quiet", "--allow-empty", "--message", "inside");
        String before = repository.commit("all kinds");

        PushResult result = source.push(main(), writing("run.sh", "#!/bin/sh\r\nIMAGE=web:2 # \u00e4\r\n"));

        assertThat(result.pushed()).isTrue();
        assertThat(served("diff", "--raw", "--no-renames", before, "main"))
                .startsWith(":100755 100755 ")
                .endsWith("\trun.sh");
        assertThat(served("ls-tree", "main"))
                .contains("120000 blob", "\tlink.yaml", "160000 commit", "\tmodule", "100755 blob");
        assertThat(served("cat-file", "-s", "main:run.sh")).isEqualTo("29");
    }

    @Test
    void aLinksPathChangesTheFileThatItLeadsTo() throws IOException {
        Files.createSymbolicLink(repository.work().resolve("prod"), Path.of("deploy"));
        String before = repository.commit("a link to a folder");

        PushResult result = source.push(main(), writing("prod/web.yaml", "image: web:2\n"));

        assertThat(result.paths()).containsExactly("deploy/web.yaml");
        assertThat(served("diff", "--name-only", before, "main")).isEqualTo("deploy/web.yaml");
    }

    @Test
    void nothingToChangeMakesNoCommit() {
        PushResult same = source.push(main(), writing("deploy/web.yaml", "image: web:1\n"));
        PushResult none = source.push(main(), tree -> TreeEdit.NOTHING);
        PushResult elsewhere = push("updates", "image: web:1\n");

        assertThat(List.of(same, none))
                .allMatch(result -> !result.pushed() && result.parent().equals(first));
        assertThat(elsewhere.pushed()).isFalse();
        assertThat(served("for-each-ref", "--format=%(refname) %(objectname)")).isEqualTo("refs/heads/main " + first);
    }

    @Test
    void onlyFilesThatAreThereCanBeChanged() {
        TreeEdit wrong = TreeEdit.of(
                Map.of("new.yaml", new byte[0], "deploy", new byte[0], "../out", new byte[0], "README", new byte[0]),
                "message");

        assertThatThrownBy(() -> source.push(main(), tree -> wrong))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("new.yaml: is not in the commit that is edited: only files")
                .hasMessageContaining("deploy: is a folder")
                .hasMessageContaining("'..'");
        assertThat(served("rev-parse", "main")).isEqualTo(first);
    }

    @Test
    void theEditorSeesTheTreeThatItEdits() {
        TreeEditor counting = tree -> {
            String old = new String(tree.files("deploy/web.yaml").get(0).content(), UTF_8);
            return TreeEdit.of(Map.of("deploy/web.yaml", (old + "# more\n").getBytes(UTF_8)), "again");
        };

        source.push(main(), counting);
        source.push(main(), counting);

        assertThat(served("show", "main:deploy/web.yaml")).isEqualTo("image: web:1\n# more\n# more");
    }

    @Test
    void anEditorThatGivesUpIsHeard() {
        assertThatThrownBy(() -> source.push(main(), tree -> {
                    throw new RefusedException("no such image");
                }))
                .hasMessage("no such image");
    }

    @Test
    void loserThrowsItsCommitAwayAndEditsTheNewTip() {
        List<String> seen = new ArrayList<>();
        PushResult result = source.push(main(), tree -> {
            seen.add(tree.revision().commit());
            if (seen.size() == 1) {
                repository.commit("other.yaml", "from: somebody else\n");
            }
            return TreeEdit.of(
                    Map.of("deploy/web.yaml", ("image: web:2 # " + seen.size() + "\n").getBytes(UTF_8)), "m");
        });

        assertThat(seen).hasSize(2).startsWith(first);
        assertThat(result)
                .isEqualTo(new PushResult(
                        served("rev-parse", "main"), "main", seen.get(1), List.of("deploy/web.yaml"), 2));
        assertThat(served("show", "main:deploy/web.yaml")).isEqualTo("image: web:2 # 2");
        assertThat(served("show", "main:other.yaml")).isEqualTo("from: somebody else");
        assertThat(served("rev-list", "--count", "main")).isEqualTo("3");
    }

    @Test
    void whoLosesEachTimeGivesUpAfterTheTriesAllowed() {
        PushOrder twice = main().within(new PushLimits(2, Duration.ofMinutes(1)));

        assertThatThrownBy(() -> source.push(twice, tree -> {
                    repository.commit("other.yaml", tree.revision().commit());
                    return TreeEdit.of(Map.of("README", new byte[] {'x'}), "m");
                }))
                .isInstanceOf(PushLostException.class)
                .hasMessageContaining("the branch main of the repository file://")
                .hasMessageContaining("changed by others during each of 2 tries");
        assertThat(served("rev-list", "--count", "main")).isEqualTo("3");
    }

    @Test
    void commitsThatLostAreNotReachableInTheMirror() {
        loserThrowsItsCommitAwayAndEditsTheNewTip();
        assertThat(mirrored()).isEqualTo(served("for-each-ref", "--format=%(refname) %(objectname)"));
    }

    private String mirrored() {
        Path mirror = source.reading(open -> open.getDirectory().toPath());
        return repository
                .gitIn(mirror, "for-each-ref", "--format=%(refname) %(objectname)")
                .strip();
    }

    @Test
    void anotherBranchBeginsAtTheEditedOne() {
        PushResult result = push("updates", "image: web:2\n");

        assertThat(result.branch()).isEqualTo("updates");
        assertThat(served("rev-list", "main..updates")).isEqualTo(result.commit());
        assertThat(served("rev-parse", "main")).isEqualTo(first);
    }

    @Test
    void anotherBranchIsContinuedWithWhatReviewersAdded() {
        String own = push("updates", "image: web:2\n").commit();
        repository.git("fetch", "--quiet", "origin");
        repository.git("checkout", "--quiet", "-b", "updates", "origin/updates");
        String reviewer = repository.commit("note.txt", "looks good\n");

        PushResult again = push("updates", "image: web:3\n");

        assertThat(again.parent()).isEqualTo(reviewer);
        assertThat(served("rev-list", "main..updates").lines()).containsExactly(again.commit(), reviewer, own);
        assertThat(push("updates", "image: web:3\n").pushed()).isFalse();
    }

    @Test
    void aMergedBranchMovesOnToTheEditedOne() {
        push("updates", "image: web:2\n");
        repository.git("fetch", "--quiet", "origin");
        repository.git("merge", "--quiet", "--no-ff", "-m", "merged", "origin/updates");
        repository.git("branch", "updates", "origin/updates");
        String merged = repository.commit("more");

        PushResult next = push("updates", "image: web:3\n");

        assertThat(next.parent()).isEqualTo(merged);
        assertThat(served("rev-list", "main..updates")).isEqualTo(next.commit());
    }

    @Test
    void aSquashedBranchGetsTheEditedOneMergedIn() {
        String own = push("updates", "image: web:2\n").commit();
        repository.git("fetch", "--quiet", "origin");
        repository.git("branch", "updates", "origin/updates");
        String squashed = repository.write("deploy/web.yaml", "image: web:2\n").commit("squashed");
        String other = repository.commit("other.yaml", "of: main\n");

        assertThat(push("updates", "image: web:2\n").pushed()).isFalse();
        PushResult next = push("updates", "image: web:3\n");

        assertThat(served("rev-list", "main..updates").lines()).hasSize(3).contains(own, next.commit());
        assertThat(served("log", "-1", "--format=%P|%s", "updates^"))
                .isEqualTo(own + " " + other + "|Merge branch 'main' into updates");
        assertThat(served("diff", "main", "updates", "--name-only")).isEqualTo("deploy/web.yaml");
        assertThat(squashed).isNotEmpty();
    }

    /** The merge commit is on no branch yet when the mirror is packed. */
    @Test
    void packingTheMirrorMeanwhileLosesNothingThatIsStillToBePushed() {
        push("updates", "image: web:2\n");
        repository.git("fetch", "--quiet", "origin");
        repository.git("branch", "updates", "origin/updates");
        repository.commit("other.yaml", "of: main\n");

        PushResult result = source.push(main().to(new PushTarget.Branch("updates")), tree -> {
            source.reading(PushTest::pack);
            return writing("deploy/web.yaml", "image: web:3\n").edit(tree);
        });

        assertThat(served("show", "updates:deploy/web.yaml")).isEqualTo("image: web:3");
        assertThat(served("rev-parse", "updates^")).isEqualTo(result.parent());
        served("fsck", "--strict");
    }

    private static Object pack(Repository mirror) throws IOException {
        try {
            return Git.wrap(mirror).gc().call();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
    }

    @Test
    void branchesThatContradictEachOtherAreForAPerson() {
        String own = push("updates", "image: web:2\n").commit();
        repository.git("fetch", "--quiet", "origin");
        repository.git("branch", "updates", "origin/updates");
        repository.commit("deploy/web.yaml", "image: other:9\n");

        assertThatThrownBy(() -> push("updates", "image: web:3\n"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "'Merge branch 'main' into updates' is not possible: both have changed deploy/web.yaml")
                .hasMessageContaining("or delete the branch");
        assertThat(served("rev-parse", "updates")).isEqualTo(own);
    }

    @Test
    void eachUpdateMayHaveABranchOfItsOwn() {
        PushOrder order = main().to(PushTarget.PER_UPDATE);
        TreeEditor two = tree ->
                new TreeEdit(Map.of("deploy/web.yaml", "image: web:2\n".getBytes(UTF_8)), "message", "update/web-2");
        TreeEditor three = tree ->
                new TreeEdit(Map.of("deploy/web.yaml", "image: web:3\n".getBytes(UTF_8)), "message", "update/web-3");

        PushResult result = source.push(order, two);
        PushResult again = source.push(order, two);
        PushResult other = source.push(order, three);

        assertThat(result.branch()).isEqualTo("update/web-2");
        assertThat(again).isEqualTo(new PushResult("", "update/web-2", first, List.of(), 0));
        assertThat(List.of(result, other)).allMatch(each -> each.parent().equals(first));
        assertThat(source.push(order, tree -> TreeEdit.NOTHING).branch()).isEmpty();
    }

    @Test
    void headIsTheServersDefaultBranch() {
        assertThat(source.push(PushOrder.on("HEAD", BOT), writing("README", "other\n"))
                        .branch())
                .isEqualTo("main");
    }

    @Test
    void whatIsNoBranchIsRefused() {
        repository.git("tag", "v1");
        repository.push();

        assertThatThrownBy(() -> source.push(PushOrder.on("mian", BOT), writing("README", "x")))
                .hasMessageContaining("has no branch 'mian'. Did you mean main?");
        assertThatThrownBy(() -> source.push(PushOrder.on("v1", BOT), writing("README", "x")))
                .hasMessageContaining("'v1' is a tag")
                .hasMessageContaining("Name a branch.");
        assertThatThrownBy(() -> PushOrder.on("refs/tags/v1", BOT)).hasMessageContaining("'refs/tags/v1' can't be");
        assertThatThrownBy(() -> new PushTarget.Branch("a b")).hasMessageContaining("'a b' can't be the name");
        assertThatThrownBy(() -> new Author("", "x>y"))
                .hasMessageContaining("name is empty")
                .hasMessageContaining("email 'x>y'");
    }

    @Test
    void signsOffInTheLastParagraph() {
        PushOrder order = main().withSignOff(true);
        source.push(order, tree -> TreeEdit.of(Map.of("README", new byte[] {'1'}), "\n\nSubject  \r\n\nBody\n\n\n"));
        assertThat(served("log", "-1", "--format=%B"))
                .isEqualTo("Subject\n\nBody\n\nSigned-off-by: kubevelabot <bot@example.com>");

        source.push(order, tree -> TreeEdit.of(Map.of("README", new byte[] {'2'}), "Subject\n\nRefs: 12"));
        assertThat(served("log", "-1", "--format=%B"))
                .isEqualTo("Subject\n\nRefs: 12\nSigned-off-by: kubevelabot <bot@example.com>");
    }

    @Test
    void anEmptyMessageIsRefused() {
        assertThatThrownBy(() -> source.push(main(), tree -> TreeEdit.of(Map.of("README", new byte[1]), " \n")))
                .hasMessageContaining("the commit message is empty");
        assertThatThrownBy(() -> source.push(main(), tree -> TreeEdit.of(Map.of("README", new byte[1]), "a\0b")))
                .hasMessageContaining("NUL");
    }

    @Test
    void aFolderWithHooksOrAWorkingCopyIsNotPushedTo() throws IOException {
        Path hook = repository.bare().resolve("hooks").resolve("pre-receive");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\nexit 1\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        assertThatThrownBy(() -> source.push(main(), writing("README", "x")))
                .hasMessageContaining("has hooks (pre-receive)")
                .hasMessageContaining("Push through its server");

        GitSource work = mirrors.source(
                RepositoryAccess.of(RepositoryAddress.parse(repository.work().toString(), AddressRules.COMMAND_LINE)));
        assertThatThrownBy(() -> work.push(main(), writing("README", "x"))).hasMessageContaining("is a working copy");
    }
}
