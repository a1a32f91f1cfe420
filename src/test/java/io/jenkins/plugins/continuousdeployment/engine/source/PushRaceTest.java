package io.jenkins.plugins.continuousdeployment.engine.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Programs;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many write to one branch at once, and every commit of everybody is there at the end. */
class PushRaceTest extends PushServers {
    private static final int THEIRS = 100;
    private static final int OURS = 20;
    private static final Map<String, String> WRITER = Map.of(
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_AUTHOR_NAME", "Ann Author",
            "GIT_AUTHOR_EMAIL", "ann@example.com",
            "GIT_COMMITTER_NAME", "Carl Committer",
            "GIT_COMMITTER_EMAIL", "carl@example.com");

    /** Somebody with a clone and plain Git, who pulls and pushes until it goes. */
    private record Writer(String name, Path copy) {
        Integer write(int commits) throws IOException {
            int pushes = 0;
            for (int each = 1; each <= commits; each++) {
                Files.writeString(
                        copy.resolve(name), each + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                git("add", "--all");
                git("commit", "--quiet", "--message", name + " " + each);
                do {
                    pushes++;
                    git("pull", "--quiet", "--rebase");
                } while (run("push", "--quiet", "origin", "main").exitCode() != 0);
            }
            return pushes;
        }

        private void git(String... arguments) {
            Programs.Output output = run(arguments);
            assertThat(output.exitCode()).as(output.err()).isZero();
        }

        private Programs.Output run(String... arguments) {
            List<String> command = new ArrayList<>(List.of("git"));
            command.addAll(List.of(arguments));
            return Programs.run(copy, WRITER, "", command);
        }
    }

    private Writer writer(Repository repository, String name) {
        Path clone = folder.resolve("clone-" + name);
        Programs.succeed(
                folder,
                WRITER,
                "",
                List.of("git", "clone", "--quiet", repository.bare().toString(), clone.toString()));
        return new Writer(name, clone);
    }

    /** Adds a line to the file; whoever did not look at the newest file would lose one. */
    private static TreeEdit oneMoreLine(SourceTree tree) {
        String old = new String(tree.files("deploy/web.yaml").get(0).content(), UTF_8);
        String line = "# " + (old.lines().count() + 1) + "\n";
        return TreeEdit.of(Map.of("deploy/web.yaml", (old + line).getBytes(UTF_8)), "ours " + line);
    }

    private static <T> List<T> all(List<Callable<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "ssh"})
    void noCommitOfAnybodyIsLostAmongAHundredPushesOfOthers(String way) throws Exception {
        Repository repository = writable();
        served(repository, "config", "receive.denyNonFastForwards", "true");
        GitSource source = "ssh".equals(way) ? ssh(repository) : https(repository);
        List<PushResult> ours = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(3);
        List<Callable<Integer>> work = new ArrayList<>();
        for (String name : List.of(way + "-ann", way + "-ben")) {
            Writer writer = writer(repository, name);
            work.add(() -> {
                together.await();
                return writer.write(THEIRS / 2);
            });
        }
        work.add(() -> {
            together.await();
            for (int each = 0; each < OURS; each++) {
                ours.add(source.push(MAIN, PushRaceTest::oneMoreLine));
            }
            return ours.stream().mapToInt(PushResult::tries).sum();
        });

        List<Integer> pushes = all(work);

        List<String> history = served(repository, "rev-list", "main").lines().toList();
        assertThat(history)
                .hasSize(1 + THEIRS + OURS)
                .containsAll(ours.stream().map(PushResult::commit).toList());
        assertThat(new HashSet<>(
                        served(repository, "log", "--format=%s", "main").lines().toList()))
                .hasSize(1 + THEIRS + OURS);
        assertThat(served(repository, "show", "main:deploy/web.yaml").lines()).hasSize(1 + OURS);
        assertThat(served(repository, "show", "main:" + way + "-ann").lines()).hasSize(THEIRS / 2);
        System.out.println(way + ": others needed " + pushes.subList(0, 2) + " pushes for " + THEIRS / 2
                + " commits each, we " + pushes.get(2) + " tries for " + OURS);
    }

    @Test
    void ourOwnWaitForEachOtherInsteadOfRacing() throws Exception {
        Repository repository = writable();
        GitSource one = https(repository);
        GitSource other = mirrors.source(access(
                repository.url(),
                new Credential.UserPassword(
                        "another project's", bed.git().user(), bed.git().password())));
        List<Callable<PushResult>> work = new ArrayList<>();
        for (int project = 0; project < 8; project++) {
            GitSource source = project % 2 == 0 ? one : other;
            work.add(() -> source.push(MAIN, PushRaceTest::oneMoreLine));
        }

        List<PushResult> results = all(work);

        assertThat(results).allMatch(result -> result.pushed() && result.tries() == 1);
        Set<String> parents =
                new HashSet<>(results.stream().map(PushResult::parent).toList());
        assertThat(parents).hasSize(8);
        assertThat(served(repository, "show", "main:deploy/web.yaml").lines()).hasSize(9);
    }

    @Test
    void branchesForPullRequestsDoNotWaitForTheEditedOne() {
        PushTurns turns = new PushTurns();
        RepositoryAddress address = access(open.url(), Credential.NONE).address();
        try (PushTurns.Turn main = turns.take(address, MAIN.turn());
                PushTurns.Turn updates = turns.take(
                        address, MAIN.to(new PushTarget.Branch("updates")).turn());
                PushTurns.Turn each =
                        turns.take(address, MAIN.to(PushTarget.PER_UPDATE).turn())) {
            assertThat(List.of(main, updates, each)).doesNotContainNull();
        }
    }
}
