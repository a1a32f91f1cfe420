package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitTest {
    private final Terminal terminal = new Terminal();
    private final Repository repository = TestBed.get().newRepository("public");
    private final List<String> source = List.of(
            "--repo",
            repository.url(),
            "--revision",
            "main",
            "--ca-file",
            TestBed.get().git().ca().toString());

    private String commit(String value) {
        return repository
                .write(
                        "a.yaml",
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {v: " + value + "}}")
                .commit("Value " + value);
    }

    @Test
    void itEndsWhenSomebodyHasSyncedTheCommit() throws Exception {
        String first = commit("a");
        CompletableFuture<Terminal.Answer> waiting =
                CompletableFuture.supplyAsync(() -> terminal.about("wait", source, "--for-revision", first));
        terminal.about("sync", source).ended(0);
        Terminal.Answer answer = waiting.get(1, TimeUnit.MINUTES).ended(0);
        assertThat(answer.out()).contains("Synced, Healthy");
        assertThat(answer.err()).contains("Reached");
    }

    @Test
    void laterCommitSatisfiesIt() {
        String first = commit("a");
        String second = commit("b");
        terminal.about("sync", source).ended(0);
        Terminal.Answer answer = terminal.about("wait", source, "--for-revision", first, "-o", "json")
                .ended(0);
        assertThat(answer.out()).contains("\"commit\":\"" + second);
        assertThat(answer.err()).contains("satisfied by the later commit " + second);
    }

    @Test
    void commitThatLeftTheBranchIsNotWaitedFor() {
        commit("a");
        repository.git("checkout", "--quiet", "-b", "other");
        String elsewhere = commit("b");
        repository.git("push", "--quiet", "origin", "other");
        repository.git("checkout", "--quiet", "main");
        assertThat(terminal.about("wait", source, "--for-revision", elsewhere)
                        .ended(1)
                        .err())
                .contains("Superseded");
    }

    @Test
    void itGivesUpAfterItsTimeout() {
        commit("a");
        Terminal.Answer answer =
                terminal.about("wait", source, "--timeout", "1s").ended(1);
        assertThat(answer.err()).contains("Not there after 1 s");
        assertThat(answer.out()).contains("OutOfSync");
    }

    @Test
    void folderHasNoCommitsToWaitFor() {
        assertThat(terminal.shop("wait").ended(2).err()).contains("--repo URL");
    }
}
