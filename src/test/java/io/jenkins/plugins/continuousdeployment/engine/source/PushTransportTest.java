package io.jenkins.plugins.continuousdeployment.engine.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pushes to real servers, and what is said when they don't take them. No secret is in any message. */
class PushTransportTest extends PushServers {
    /** Both ways to a server. */
    enum Way {
        HTTPS,
        SSH;

        GitSource to(PushServers test, Repository repository) {
            return this == SSH ? test.ssh(repository) : test.https(repository);
        }
    }

    private RefusedException refusal(GitSource source, RepositoryAccess access) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> source.push(MAIN, writing("image: web:2\n")));
        StringWriter everything = new StringWriter();
        refused.printStackTrace(new PrintWriter(everything));
        assertThat(everything.toString()).doesNotContain(secrets(access)).doesNotContain("geheim");
        return refused;
    }

    @ParameterizedTest
    @EnumSource
    void pushes(Way way) {
        Repository repository = writable();
        GitSource source = way.to(this, repository);

        PushResult result = source.push(MAIN, writing("image: web:2\n"));

        assertThat(result.tries()).isEqualTo(1);
        assertThat(result.commit()).isEqualTo(served(repository, "rev-parse", "main"));
        assertThat(served(repository, "show", "main:deploy/web.yaml")).isEqualTo("image: web:2");
        assertThat(source.push(MAIN, writing("image: web:2\n")).pushed()).isFalse();
        served(repository, "fsck", "--strict");
    }

    @ParameterizedTest
    @EnumSource
    void aHooksRefusalIsToldInItsWordsAndNotTriedAgain(Way way) throws IOException {
        Repository repository = writable();
        Path count = repository.bare().resolve("count");
        hook(repository, "pre-receive", "echo x >> " + count, "echo 'GitLab: main is \033[31mprotected' >&2", "exit 1");

        RefusedException refused = refusal(way.to(this, repository), access(repository.url(), login()));

        assertThat(refused)
                .isNotInstanceOf(RepositoryUnreachableException.class)
                .hasMessageContaining("does not accept a push to the branch main: pre-receive hook declined")
                .hasMessageContaining("(the server says: GitLab: main is [31mprotected)")
                .hasMessageContaining(
                        "Allow the user of this credential to push there, or push to another branch (pushBranch)");
        assertThat(Files.readString(count)).isEqualTo("x\n");
        assertThat(served(repository, "rev-list", "--count", "main")).isEqualTo("1");
    }

    @Test
    void aServerThatForbidsRewritingHistoryTakesOurs() {
        Repository repository = writable();
        served(repository, "config", "receive.denyNonFastForwards", "true");
        assertThat(https(repository).push(MAIN, writing("image: web:2\n")).pushed())
                .isTrue();
    }

    @Test
    void whoMayOnlyReadIsTold() {
        RepositoryAccess access = access(basic.url(), login());
        assertThat(catchThrowableOfType(RefusedException.class, () -> mirrors.source(access)
                        .push(MAIN, tree -> TreeEdit.of(Map.of("a.yaml", new byte[1]), "m"))))
                .isNotInstanceOf(RepositoryUnreachableException.class)
                .hasMessageContaining("can be read, but not pushed to, with this credential (403)")
                .hasMessageContaining("the right to write");
    }

    @Test
    void anArchivedRepositoryIsTold() {
        Repository repository = writable();
        hook(repository, "pre-receive", "echo 'ERROR: This repository was archived so it is read-only.' >&2", "exit 1");
        assertThat(refusal(ssh(repository), access(repository.url(), login())))
                .hasMessageContaining("This repository was archived so it is read-only.");
    }

    @Test
    void aWrongPasswordIsTold() {
        Repository repository = writable();
        RepositoryAccess wrong = access(
                repository.url(), new Credential.UserPassword("wrong", bed.git().user(), "geheim"));
        assertThat(refusal(mirrors.source(wrong), wrong)).hasMessageContaining("does not accept the credential (401)");
    }

    @Test
    void aBranchThatVanishesMeanwhileIsNotMadeAnew() {
        Repository repository = writable();
        repository.git("branch", "stage");
        repository.publish();
        assertThatThrownBy(() -> https(repository).push(PushOrder.on("stage", BOT), tree -> {
                    served(repository, "branch", "-D", "stage");
                    return writing("image: web:2\n").edit(tree);
                }))
                .hasMessageContaining("has no branch 'stage'");
        assertThat(served(repository, "branch", "--list", "stage")).isEmpty();
    }

    /** Between what the server has told us and its own update of the branch, with a commit of somebody else. */
    @ParameterizedTest
    @EnumSource
    void aRaceThatIsLostInsideTheServerIsRunAgain(Way way) {
        Repository repository = writable();
        repository.git("checkout", "--quiet", "-b", "theirs");
        String theirs = repository.write("other.yaml", "of: another\n").commit("theirs");
        hook(
                repository,
                "pre-receive",
                "unset GIT_QUARANTINE_PATH",
                "test -e crossed || { touch crossed; git update-ref refs/heads/main " + theirs + "; }");

        PushResult result = way.to(this, repository).push(MAIN, writing("image: web:2\n"));

        assertThat(result.tries()).isEqualTo(2);
        assertThat(result.parent()).isEqualTo(theirs);
        assertThat(served(repository, "rev-list", "--count", "main")).isEqualTo("3");
    }

    @ParameterizedTest
    @EnumSource
    void aCommitThatArrivedThoughTheAnswerWasLostIsRecognised(Way way) {
        Repository repository = writable();
        hook(
                repository,
                "reference-transaction",
                "test $1 != committed || test -e died || { touch died; kill -9 $PPID; }");
        AtomicInteger edits = new AtomicInteger();

        PushResult result = way.to(this, repository).push(MAIN, tree -> {
            edits.incrementAndGet();
            return writing("image: web:2\n").edit(tree);
        });

        assertThat(repository.bare().resolve("died")).exists();
        assertThat(edits).hasValue(1);
        assertThat(result.tries()).isEqualTo(1);
        assertThat(result.commit()).isEqualTo(served(repository, "rev-parse", "main"));
        assertThat(served(repository, "rev-list", "--count", "main")).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatDiesBeforeItTookTheCommitIsAskedAgain(Way way) {
        Repository repository = writable();
        hook(repository, "pre-receive", "test -e died || { touch died; kill -9 $PPID; }");

        PushResult result = way.to(this, repository).push(MAIN, writing("image: web:2\n"));

        assertThat(result.tries()).isEqualTo(2);
        assertThat(served(repository, "rev-list", "--count", "main")).isEqualTo("2");
    }

    @Test
    void aServerThatDiesEachTimeIsToBlame() {
        Repository repository = writable();
        hook(repository, "pre-receive", "kill -9 $PPID");
        assertThatThrownBy(() -> https(repository).push(MAIN, writing("image: web:2\n")))
                .isInstanceOf(RepositoryUnreachableException.class)
                .hasMessageContaining("a push to the branch main of the repository https://")
                .hasMessageContaining("broke off")
                .hasMessageContaining("The commit did not arrive");
        assertThat(served(repository, "rev-list", "--count", "main")).isEqualTo("1");
    }

    @Test
    void aServerThatIsGoneForAWhileIsWaitedForWhenACommitMayBeThere() {
        Repository repository = writable();
        hook(
                repository,
                "reference-transaction",
                "test $1 != committed || test -e died || { touch died; kill -9 $PPID; }");
        List<Duration> pauses = new ArrayList<>();
        PushSurroundings.Pause outage = length -> {
            pauses.add(length);
            if (pauses.size() == 1) {
                bed.stopPart("git");
            } else if (pauses.size() == 3) {
                bed.startPart("git");
            }
        };
        PushSurroundings surroundings = new PushSurroundings(Clock.systemUTC(), outage, new PushTurns());
        try (GitMirrors own = new GitMirrors(
                folder.resolve("outage"), line -> {}, FetchListener.NONE, Duration.ofMinutes(1), surroundings)) {
            PushResult result = own.source(access(repository.url(), login())).push(MAIN, writing("image: web:2\n"));

            assertThat(result.commit()).isEqualTo(served(repository, "rev-parse", "main"));
            assertThat(pauses).hasSize(3);
            assertThat(served(repository, "rev-list", "--count", "main")).isEqualTo("2");
        }
    }

    @Test
    void aServerThatStaysAwayLeavesItOpenAndTheNextOrderFindsOut() {
        Repository repository = writable();
        hook(
                repository,
                "reference-transaction",
                "test $1 != committed || test -e died || { touch died; kill -9 $PPID; }");
        AtomicInteger pauses = new AtomicInteger();
        PushSurroundings.Pause outage = length -> {
            if (pauses.incrementAndGet() == 1) {
                bed.stopPart("git");
            }
        };
        PushSurroundings surroundings = new PushSurroundings(Clock.systemUTC(), outage, new PushTurns());
        try (GitMirrors own = new GitMirrors(
                folder.resolve("gone"), line -> {}, FetchListener.NONE, Duration.ofMinutes(1), surroundings)) {
            GitSource source = own.source(access(repository.url(), login()));
            try {
                assertThatThrownBy(() -> source.push(MAIN, writing("image: web:2\n")))
                        .isInstanceOf(RepositoryUnreachableException.class)
                        .hasMessageContaining("the answer to the push of commit ")
                        .hasMessageContaining("whether it arrived can't be told yet");
            } finally {
                bed.startPart("git");
            }
            assertThat(source.push(MAIN, writing("image: web:2\n")).pushed()).isFalse();
            assertThat(served(repository, "rev-list", "--count", "main")).isEqualTo("2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aThreadThatIsToldToStopPushesNothing(Way way) {
        Repository repository = writable();
        GitSource source = way.to(this, repository);
        source.resolve("main");
        try {
            assertThatThrownBy(() -> source.push(MAIN, tree -> {
                        TreeEdit edit = writing("image: web:2\n").edit(tree);
                        Thread.currentThread().interrupt();
                        return edit;
                    }))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(served(repository, "rev-list", "--count", "main")).isEqualTo("1");
    }

    @Test
    void pushOptionsReachTheServer() throws IOException {
        Repository repository = writable();
        served(repository, "config", "receive.advertisePushOptions", "true");
        hook(repository, "pre-receive", "echo $GIT_PUSH_OPTION_0 $GIT_PUSH_OPTION_1 > options");

        https(repository)
                .push(MAIN.withOptions(List.of("merge_request.create", "label=a b")), writing("image: web:2\n"));

        assertThat(Files.readString(repository.bare().resolve("options"), UTF_8))
                .isEqualTo("merge_request.create label=a b\n");
    }

    @Test
    void aServerWithoutPushOptionsSaysSo() {
        Repository repository = writable();
        assertThatThrownBy(() -> https(repository)
                        .push(MAIN.withOptions(List.of("merge_request.create")), writing("image: web:2\n")))
                .hasMessageContaining(
                        "takes no push options, and some are given: [merge_request.create]. Leave them out.");
    }

    @ParameterizedTest
    @EnumSource
    void refsThatAreNotMirroredAreInNobodysWay(Way way) {
        Repository repository = writable();
        repository.git("checkout", "--quiet", "-b", "theirs");
        String theirs = repository.write("other.yaml", "of: a pull request\n").commit("theirs");
        served(repository, "update-ref", "refs/pull/1/head", theirs);
        served(repository, "branch", "-D", "theirs");
        assertThat(way.to(this, repository)
                        .push(MAIN, writing("image: web:2\n"))
                        .pushed())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aBranchThatStaysLockedIsToldAfterAFewTries(Way way) throws IOException {
        Repository repository = writable();
        Files.createFile(repository.bare().resolve("refs/heads/main.lock"));

        assertThat(refusal(way.to(this, repository), access(repository.url(), login())))
                .isNotInstanceOf(PushLostException.class)
                .hasMessageContaining("does not accept a push to the branch main: failed to update ref");
    }

    @Test
    void aServerThatReadsButDoesNotWriteIsToldBySsh() {
        Repository repository = writable();
        served(repository, "config", "receive.maxInputSize", "broken");
        assertThat(refusal(
                        ssh(repository),
                        access(repository.sshUrl(), key(bed.ssh().identity(), ""))))
                .hasMessageContaining("can be read, but not pushed to, with this credential (the server says: ")
                .hasMessageContaining("receive.maxinputsize");
    }

    @Test
    void whoIsToldToStopWhileOthersPushStops() {
        PushTurns turns = new PushTurns();
        RepositoryAddress address = access(open.url(), Credential.NONE).address();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> turns.take(address, "main"))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("waiting to push to https://");
        assertThat(Thread.interrupted()).isTrue();
    }
}
