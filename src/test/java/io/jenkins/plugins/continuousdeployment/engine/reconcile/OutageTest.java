package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The loop while servers go away and come back, and what it asks of them; on a bed of its own, with an audit log. */
class OutageTest {
    private static TestBed bed;

    @BeforeAll
    static void start() {
        bed = TestBed.start("--audit", "--with", "kubernetes,controllers,git");
    }

    @AfterAll
    static void stop() throws Exception {
        bed.close();
    }

    private static Map<String, String> map(String name, String sky) {
        return Map.of(
                name + ".yaml",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {sky: " + sky + "}}");
    }

    private static Loop loop() {
        Loop loop = new Loop(bed, "system:masters");
        loop.says(map("one", "blue")).says(map("two", "blue")).repository.commit("The shop");
        loop.keeps(loop.automatic());
        loop.next(Event.Kind.SYNCED);
        loop.next(Event.Kind.HEALTH);
        return loop;
    }

    private static String names(Loop loop) {
        return loop.kubectl.run(
                "get", "configmap", "one", "two", "-n", loop.namespace, "-o", "name", "--ignore-not-found");
    }

    @Test
    void whatIsInSyncCostsTheClusterNoRequest() {
        try (Loop loop = loop()) {
            long mark = loop.mark();
            // Every commit makes the project look again; none of them concerns an object.
            for (int i = 0; i < 3; i++) {
                String commit = loop.repository.write("README", "version " + i).commit("Words");
                loop.next(
                        event -> event.kind() == Event.Kind.COMMIT
                                && event.revision().commit().equals(commit),
                        commit);
            }
            loop.says(map("one", "grey")).repository.commit("Clouds");
            loop.next(Event.Kind.SYNCED);
            assertThat(loop.requests(mark))
                    .as("a dry run, an apply, and the commit in the record")
                    .hasSize(3)
                    .anyMatch(request -> request.startsWith("patch") && request.contains("dryRun=All"))
                    .anyMatch(request -> request.startsWith("patch") && !request.contains("dryRun=All"))
                    .anyMatch(request -> request.startsWith("update"));
        }
    }

    @Test
    void auditLogTellsWhoAsked() throws Exception {
        try (Loop loop = loop();
                var lines = Files.lines(bed.kubernetes().auditLog())) {
            assertThat(lines.filter(line -> line.contains("\"" + loop.user() + "\"")))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"userAgent\":\"continuous-deployment\""));
        }
    }

    @Test
    void serverThatDiesAndComesBackLosesNothingAndWhatChangedMeanwhileIsHealed() {
        try (Loop loop = loop()) {
            bed.stopPart("apiserver");
            loop.says(map("one", "grey")).repository.commit("Nobody can take this now");
            assertThat(loop.next(Event.Kind.UNREACHABLE).message()).contains("cluster testbed");
            assertThat(loop.state().syncStatus()).isEqualTo(SyncStatus.UNKNOWN);
            bed.startPart("apiserver");
            loop.next(Event.Kind.BACK);
            Event synced = loop.next(Event.Kind.SYNCED);
            assertThat(synced.changes()).extracting(Change::action).containsExactly(Action.CONFIGURED);
            // The watches are there again, too.
            loop.kubectl.run("delete", "configmap", "two", "-n", loop.namespace);
            loop.next(Event.Kind.SYNCED);
            assertThat(names(loop)).contains("one").contains("two");
            assertThat(loop.events())
                    .flatExtracting(Event::changes)
                    .extracting(Change::action)
                    .doesNotContain(Action.PRUNED);
        }
    }

    @Test
    void driftThatNobodySawSinceTheWatchWasAwayIsHealed() {
        try (Loop loop = loop()) {
            bed.stopPart("apiserver");
            bed.startPart("apiserver");
            // Whether the loop has its watches back by now or not.
            loop.kubectl.run("delete", "configmap", "one", "-n", loop.namespace);
            loop.next(
                    event -> event.changes().stream().anyMatch(change -> change.action() == Action.CREATED)
                            && event.kind() == Event.Kind.SYNCED,
                    "made again");
            assertThat(names(loop)).contains("one").contains("two");
        }
    }

    @Test
    void clusterThatForgetsItsHistoryWhileItIsAwayLosesNothing() {
        try (Loop loop = loop()) {
            bed.command("compact");
            loop.kubectl.run("delete", "configmap", "one", "-n", loop.namespace);
            loop.next(Event.Kind.SYNCED);
            bed.stopPart("apiserver");
            bed.command("compact");
            bed.startPart("apiserver");
            // Where the watches were is gone: what they go on from is a new list.
            loop.kubectl.run("delete", "configmap", "two", "-n", loop.namespace);
            loop.next(
                    event -> event.kind() == Event.Kind.SYNCED
                            && event.changes().stream()
                                    .anyMatch(change -> change.key().name().equals("two")),
                    "made again");
            assertThat(names(loop)).contains("one").contains("two");
        }
    }

    @Test
    void repositoryThatIsAwayKeepsNobodyFromHealing() {
        try (Loop loop = loop()) {
            bed.stopPart("git");
            assertThat(loop.next(Event.Kind.UNREACHABLE).message()).contains("repository https://");
            loop.kubectl.run("delete", "configmap", "two", "-n", loop.namespace);
            loop.next(Event.Kind.SYNCED);
            assertThat(names(loop)).contains("two");
            loop.says(map("one", "grey")).repository.commit("Clouds");
            bed.startPart("git");
            loop.next(Event.Kind.BACK);
            loop.next(Event.Kind.SYNCED);
            assertThat(loop.events())
                    .filteredOn(event -> event.kind() == Event.Kind.UNREACHABLE)
                    .as("said once")
                    .hasSize(1);
        }
    }
}
