package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static io.jenkins.plugins.continuousdeployment.engine.reconcile.Colours.MAP;
import static io.jenkins.plugins.continuousdeployment.engine.reconcile.Colours.map;
import static io.jenkins.plugins.continuousdeployment.engine.reconcile.Colours.sky;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncEnd.Outcome;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Syncs that somebody orders of the loop, on the real API server and a real Git server. */
class OrderedSyncTest {
    private static final String NEVER_READY = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 1
              progressDeadlineSeconds: 600
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  nodeSelector: {nowhere: "true"}
                  containers: [{name: web, image: "web:1"}]
            """;

    private static SyncOrder order() {
        return SyncOrder.of(SyncCause.REQUEST, SyncListener.NONE);
    }

    /** Hears what is waited for, and when another phase begins. */
    private static SyncListener hears(BlockingQueue<String> phases) {
        return new SyncListener() {
            @Override
            public void phase(String text) {
                phases.add(text);
            }

            @Override
            public void done(Change change) {}
        };
    }

    @Test
    void personSyncsAManualProject() {
        try (Loop loop = new Loop()) {
            String commit = loop.says(map("blue")).repository.commit("The shop");
            loop.keeps(loop.definition());
            loop.next(Event.Kind.OUT_OF_SYNC);
            SyncEnd end = loop.ends(order());
            assertThat(end.outcome()).as(end.message()).isEqualTo(Outcome.DONE);
            assertThat(end.changes().orElseThrow().summary().revision().commit())
                    .isEqualTo(commit);
            assertThat(end.changes().orElseThrow().summary().health()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(end.changes().orElseThrow().changes())
                    .extracting(Change::action)
                    .containsExactly(Action.CREATED);
            assertThat(sky(loop)).isEqualTo("blue");
        }
    }

    @Test
    void whoeverKeepsRecordsIsAskedAndOrdersTheSync() throws InterruptedException {
        BlockingQueue<SyncDesk.Due> asked = new LinkedBlockingQueue<>();
        try (Loop loop = new Loop().keepsRecords(due -> {
            asked.add(due);
            return false;
        })) {
            String commit = loop.says(map("blue")).repository.commit("The shop");
            loop.keeps(loop.automatic());
            SyncDesk.Due due = asked.poll(60, TimeUnit.SECONDS);
            assertThat(due.cause()).isEqualTo(SyncCause.COMMIT);
            assertThat(due.plan().summary().revision().commit()).isEqualTo(commit);
            assertThat(due.plan().changes()).extracting(Change::action).containsExactly(Action.CREATED);
            assertThat(sky(loop)).isEmpty();
            assertThat(loop.ends(SyncOrder.of(due.cause(), SyncListener.NONE)).outcome())
                    .isEqualTo(Outcome.DONE);
            assertThat(sky(loop)).isEqualTo("blue");
        }
    }

    @Test
    void timerSyncsAManualProjectButNoSuspendedOne() {
        try (Loop loop = new Loop()) {
            loop.says(map("blue")).repository.commit("The shop");
            loop.keeps(loop.definition());
            loop.next(Event.Kind.OUT_OF_SYNC);
            loop.reconciler().tick(loop.name());
            assertThat(loop.next(Event.Kind.SYNCING).message()).isEqualTo("a timer");
            loop.next(Event.Kind.SYNCED);
            loop.keeps(loop.definition() + "suspended: {by: ann, reason: incident}\n");
            loop.next(Event.Kind.SUSPENDED);
            loop.says(map("red")).repository.commit("Red");
            loop.reconciler().tick(loop.name());
            loop.next(Event.Kind.OUT_OF_SYNC);
            assertThat(loop.ends(order()).outcome()).isEqualTo(Outcome.DONE);
            assertThat(sky(loop)).isEqualTo("red");
            assertThat(loop.events())
                    .filteredOn(event -> event.kind() == Event.Kind.SYNCING)
                    .extracting(Event::message)
                    .containsExactly("a timer", "a request");
        }
    }

    @Test
    void orderThatWaitsForHealthEndsAtItsTimeOut() {
        try (Loop loop = new Loop()) {
            loop.says(Map.of("web.yaml", NEVER_READY)).repository.commit("No node for it");
            loop.keeps(loop.definition());
            SyncEnd end = loop.ends(order().with(SyncOptions.of(Map.of("timeout", "2s"))));
            assertThat(end.outcome()).isEqualTo(Outcome.NOT_HEALTHY);
            assertThat(end.message()).contains("Progressing").contains("web");
            assertThat(end.changes().orElseThrow().summary().syncStatus()).isEqualTo(SyncStatus.SYNCED);
        }
    }

    @Test
    void newCommitEndsTheOrderThatWaits() throws InterruptedException {
        try (Loop loop = new Loop()) {
            loop.says(Map.of("web.yaml", NEVER_READY)).repository.commit("No node for it");
            loop.keeps(loop.automatic());
            loop.next(Event.Kind.SYNCED);
            BlockingQueue<String> phases = new LinkedBlockingQueue<>();
            SyncHandle waiting = loop.reconciler().sync(loop.name(), SyncOrder.of(SyncCause.REQUEST, hears(phases)));
            assertThat(phases.poll(60, TimeUnit.SECONDS)).isEqualTo("Waiting for health");
            String second =
                    loop.repository.remove("web.yaml").write("map.yaml", MAP).commit("Something else");
            SyncEnd end = Loop.end(waiting);
            assertThat(end.outcome()).isEqualTo(Outcome.SUPERSEDED);
            assertThat(end.message()).contains(second);
        }
    }

    @Test
    void cancelEndsTheWaitAndWhatIsDoneStaysDone() throws InterruptedException {
        try (Loop loop = new Loop()) {
            loop.says(Map.of("web.yaml", NEVER_READY))
                    .says(map("blue"))
                    .repository
                    .commit("No node for it");
            loop.keeps(loop.definition());
            BlockingQueue<String> phases = new LinkedBlockingQueue<>();
            SyncHandle handle = loop.reconciler().sync(loop.name(), SyncOrder.of(SyncCause.REQUEST, hears(phases)));
            assertThat(phases.poll(60, TimeUnit.SECONDS)).isEqualTo("Waiting for health");
            handle.cancel("Aborted by ann");
            SyncEnd end = Loop.end(handle);
            assertThat(end.outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(end.message()).isEqualTo("Aborted by ann");
            assertThat(end.changes().orElseThrow().changes()).hasSize(2);
            assertThat(sky(loop)).isEqualTo("blue");
        }
    }

    @Test
    void olderRevisionIsSyncedOnceAndAPinKeepsItUntilTheNextCommit() {
        try (Loop loop = new Loop()) {
            String first = loop.says(map("blue")).repository.commit("Blue");
            String second = loop.says(map("red")).repository.commit("Red");
            loop.keeps(loop.automatic());
            loop.next(Event.Kind.SYNCED);
            assertThat(sky(loop)).isEqualTo("red");

            loop.reconciler().put(Loop.read(loop.automatic()).get(0), Optional.of(new Pin(first, second)));
            loop.next(Event.Kind.SYNCED);
            assertThat(sky(loop)).isEqualTo("blue");
            assertThat(loop.state().revision().commit()).isEqualTo(first);

            loop.says(map("green")).repository.commit("Green");
            loop.next(
                    event -> event.kind() == Event.Kind.SYNCED
                            && event.revision().message().equals("Green"),
                    "green");
            assertThat(sky(loop)).isEqualTo("green");

            loop.keeps(loop.definition());
            SyncEnd end = loop.ends(order().at(first));
            assertThat(end.outcome()).as(end.message()).isEqualTo(Outcome.DONE);
            assertThat(sky(loop)).isEqualTo("blue");
        }
    }

    @Test
    void whatStaysBecausePruneIsOffIsNoFailureAndWhatAPersonIsToConfirmIs() {
        try (Loop loop = new Loop()) {
            loop.says(map("blue")).repository.commit("The shop");
            loop.keeps(loop.definition());
            assertThat(loop.ends(order()).outcome()).isEqualTo(Outcome.DONE);
            loop.repository
                    .remove("map.yaml")
                    .write("other.yaml", MAP.replace("colours", "others"))
                    .commit("Others");
            SyncEnd kept = loop.ends(order());
            assertThat(kept.outcome()).as(kept.message()).isEqualTo(Outcome.DONE);
            assertThat(kept.changes().orElseThrow().changes())
                    .extracting(Change::action)
                    .containsExactlyInAnyOrder(Action.CREATED, Action.KEPT);
            SyncEnd held = loop.ends(order().with(SyncOptions.of(Map.of("prune", true, "pruneLimit", "10%"))));
            assertThat(held.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(held.message()).contains("sync.pruneLimit");
        }
    }

    @Test
    void removalTakesWhatIsManagedAndItsRecord() {
        try (Loop loop = new Loop()) {
            loop.says(map("blue")).repository.commit("The shop");
            loop.keeps(loop.automatic());
            loop.next(Event.Kind.SYNCED);
            loop.keeps(loop.definition());
            SyncEnd end = loop.ends(order().removing());
            assertThat(end.outcome()).as(end.message()).isEqualTo(Outcome.DONE);
            assertThat(end.changes().orElseThrow().changes())
                    .extracting(Change::action)
                    .containsExactly(Action.PRUNED);
            assertThat(loop.kubectl.run(
                            "get",
                            "configmap",
                            "-n",
                            loop.namespace,
                            "-l",
                            "app.kubernetes.io/managed-by",
                            "-o",
                            "name"))
                    .isEmpty();
        }
    }

    @Test
    void projectWhoseNamesStandForNothingSaysSoAndGoesOnWhenThatIsPutRight() {
        try (Loop loop = new Loop()) {
            loop.says(map("blue")).repository.commit("The shop");
            String text = loop.automatic();
            loop.reconciler().put(Loop.read(text.replace("https://", "ftp://")).get(0), Optional.empty());
            assertThat(loop.state().syncStatus()).isEqualTo(SyncStatus.UNKNOWN);
            assertThat(loop.state().message()).contains("there is no repository ftp://");
            assertThat(loop.ends(order()).message()).contains("there is no repository ftp://");
            loop.reconciler().put(Loop.read(text).get(0), Optional.empty());
            loop.next(Event.Kind.SYNCED);
            assertThat(sky(loop)).isEqualTo("blue");
        }
    }

    @Test
    void orderThatWaitsForARepositoryIsCarriedOutByTheOneThatTakesItsPlace() {
        try (Loop loop = new Loop()) {
            loop.says(map("blue")).repository.commit("The shop");
            String slow = loop.definition().replace(loop.repository.url(), loop.repository.urlBelow("slow"));
            loop.reconciler().put(Loop.read(slow).get(0), Optional.empty());
            SyncHandle first = loop.reconciler().sync(loop.name(), order());
            SyncHandle second = loop.reconciler().sync(loop.name(), order());
            loop.reconciler().put(Loop.read(loop.definition()).get(0), Optional.empty());
            assertThat(Loop.end(first).outcome()).isEqualTo(SyncEnd.Outcome.SUPERSEDED);
            assertThat(Loop.end(second).outcome()).isEqualTo(SyncEnd.Outcome.DONE);
            assertThat(sky(loop)).isEqualTo("blue");
        }
    }

    @Test
    void renewedCredentialIsTakenUpWithoutLosingTheProject() {
        try (Loop loop = new Loop()) {
            loop.says(map("blue")).repository.commit("The shop");
            loop.keeps(loop.automatic());
            loop.next(Event.Kind.SYNCED);
            loop.renewed("second");
            loop.kubectl.run("delete", "configmap", "colours", "-n", loop.namespace);
            loop.next(Event.Kind.SYNCED);
            assertThat(sky(loop)).as("without a new commit").isEqualTo("blue");
            loop.renewed("third");
            loop.says(map("red")).repository.commit("Red");
            loop.next(
                    event -> event.kind() == Event.Kind.SYNCED
                            && event.revision().message().equals("Red"),
                    "red");
            assertThat(List.of(sky(loop))).containsExactly("red");
        }
    }
}
