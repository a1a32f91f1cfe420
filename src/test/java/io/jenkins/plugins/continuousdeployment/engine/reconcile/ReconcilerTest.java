package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static io.jenkins.plugins.continuousdeployment.engine.reconcile.Colours.MAP;
import static io.jenkins.plugins.continuousdeployment.engine.reconcile.Colours.map;
import static io.jenkins.plugins.continuousdeployment.engine.reconcile.Colours.sky;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** The loop on the real API server and a real Git server. */
class ReconcilerTest {
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: "web:1"}]}
            """;

    /** Deployed and at rest. */
    private void settled(Loop loop, String definition) {
        String commit = loop.repository.commit("The shop");
        loop.keeps(definition);
        loop.next(
                event -> event.kind() == Event.Kind.SYNCED
                        && event.revision().commit().equals(commit),
                "synced");
        loop.next(event -> event.health() == HealthStatus.HEALTHY && event.kind() == Event.Kind.HEALTH, "healthy");
    }

    @Test
    void commitIsSyncedAndBecomesHealthyAndTheNextOneToo() {
        try (Loop loop = new Loop()) {
            loop.says(map("blue")).says(Map.of("web.yaml", WEB));
            settled(loop, loop.automatic());
            assertThat(sky(loop)).isEqualTo("blue");
            assertThat(loop.state().syncStatus()).isEqualTo(SyncStatus.SYNCED);

            String second = loop.says(map("grey")).repository.commit("Clouds");
            assertThat(loop.next(Event.Kind.COMMIT).message()).isEqualTo("Clouds");
            Event synced = loop.next(Event.Kind.SYNCED);
            assertThat(synced.revision().commit()).isEqualTo(second);
            assertThat(synced.changes()).extracting(Change::action).containsExactly(Action.CONFIGURED);
            assertThat(sky(loop)).isEqualTo("grey");
        }
    }

    @Test
    void clusterSaysTheNamespaceThatADestinationLeavesOpenAndARepositoryHowOftenItIsAsked() {
        try (Loop loop = new Loop()) {
            loop.sitesSay(Duration.ofSeconds(1), loop.namespace).says(map("blue"));
            String definition = loop.automatic()
                    .replace(", namespace: " + loop.namespace, "")
                    .replace("interval: 1s", "interval: 1h");
            String first = loop.repository.commit("The shop");
            loop.keeps(definition);
            assertThat(loop.next(Event.Kind.SYNCED).revision().commit()).isEqualTo(first);
            assertThat(sky(loop)).isEqualTo("blue");
            loop.says(map("grey")).repository.commit("Clouds");
            loop.next(Event.Kind.SYNCED);
            assertThat(sky(loop)).isEqualTo("grey");
        }
    }

    @Test
    void whatLeavesGitIsPruned() {
        try (Loop loop = new Loop()) {
            loop.says(map("blue")).says(Map.of("web.yaml", WEB));
            settled(loop, loop.automatic());
            loop.repository.remove("map.yaml").commit("No colours");
            Event synced = loop.next(Event.Kind.SYNCED);
            assertThat(synced.changes()).extracting(Change::action).containsExactly(Action.PRUNED);
            assertThat(sky(loop)).isEmpty();
        }
    }

    @Test
    void driftIsHealedAndItsAuthorNamed() {
        try (Loop loop = new Loop()) {
            settled(loop.says(map("blue")), loop.automatic());
            loop.kubectl.run(
                    "patch",
                    "configmap",
                    "colours",
                    "-n",
                    loop.namespace,
                    "-p",
                    "{\"data\":{\"sky\":\"red\"}}",
                    "--field-manager=mallory");
            Event drift = loop.next(Event.Kind.OUT_OF_SYNC);
            assertThat(drift.changes().get(0).message()).contains("data.sky").contains("mallory");
            assertThat(loop.next(Event.Kind.SYNCING).message()).isEqualTo("drift");
            loop.next(Event.Kind.SYNCED);
            assertThat(sky(loop)).isEqualTo("blue");
        }
    }

    @Test
    void whatSomebodyDeletesComesBackAndWhatLosesItsMarksGetsThemAgain() {
        try (Loop loop = new Loop()) {
            settled(loop.says(map("blue")), loop.automatic());
            loop.kubectl.run("delete", "configmap", "colours", "-n", loop.namespace);
            loop.next(Event.Kind.SYNCED);
            assertThat(sky(loop)).isEqualTo("blue");
            loop.kubectl.run("label", "configmap", "colours", "-n", loop.namespace, "applyset.kubernetes.io/part-of-");
            loop.next(Event.Kind.SYNCED);
            assertThat(loop.kubectl.run("get", "configmap", "colours", "-n", loop.namespace, "-o", "yaml"))
                    .contains("applyset.kubernetes.io/part-of: applyset-");
        }
    }

    @Test
    void recordThatSomebodyDeletedIsMadeAgain() {
        try (Loop loop = new Loop()) {
            settled(loop.says(map("blue")), loop.automatic());
            String records = "app.kubernetes.io/managed-by=continuous-deployment";
            loop.kubectl.run("delete", "configmap", "-n", loop.namespace, "-l", records);
            loop.next(Event.Kind.SYNCED);
            assertThat(loop.kubectl.run("get", "configmap", "-n", loop.namespace, "-l", records, "-o", "name"))
                    .contains("configmap/cd-");
        }
    }

    @Test
    void rulesOfTheDefinitionTellHowWellItIs() {
        try (Loop loop = new Loop()) {
            loop.says(map("blue")).repository.commit("The shop");
            loop.keeps(loop.automatic() + """
                    health:
                    - kinds: ConfigMap
                      rules:
                      - {when: {data.sky: grey}, health: Degraded, message: 'is {data.sky}'}
                      - {health: Healthy, message: 'is {data.sky}'}
                    """);
            loop.next(event -> event.health() == HealthStatus.HEALTHY, "healthy");
            loop.says(map("grey")).repository.commit("Clouds");
            assertThat(loop.next(event -> event.health() == HealthStatus.DEGRADED, "degraded")
                            .message())
                    .contains("is grey");
        }
    }

    @Test
    void withoutSelfHealDriftIsOnlyShown() {
        try (Loop loop = new Loop()) {
            settled(loop.says(map("blue")), loop.definition("automatic: true"));
            loop.kubectl.run("delete", "configmap", "colours", "-n", loop.namespace);
            loop.next(Event.Kind.OUT_OF_SYNC);
            loop.says(map("grey")).repository.commit("Something new, which is deployed");
            loop.next(Event.Kind.SYNCED);
            assertThat(sky(loop)).isEqualTo("grey");
            assertThat(loop.events())
                    .filteredOn(event -> event.kind() == Event.Kind.SYNCING)
                    .extracting(Event::message)
                    .containsOnly("a new commit");
        }
    }

    @Test
    void projectThatIsNotAutomaticIsOnlyCompared() {
        try (Loop loop = new Loop()) {
            loop.says(map("blue")).repository.commit("The shop");
            loop.keeps(loop.definition());
            Event found = loop.next(Event.Kind.OUT_OF_SYNC);
            assertThat(found.changes()).extracting(Change::action).containsExactly(Action.CREATED);
            // Another hand makes it so: that is seen, too.
            loop.keeps(loop.definition("automatic: true"));
            loop.next(Event.Kind.SYNCED);
            loop.keeps(loop.definition());
            loop.kubectl.run("delete", "configmap", "colours", "-n", loop.namespace);
            loop.next(Event.Kind.OUT_OF_SYNC);
            assertThat(sky(loop)).isEmpty();
        }
    }

    @Test
    void suspendedProjectShowsDriftAndHealsItWhenItIsResumed() {
        try (Loop loop = new Loop()) {
            settled(loop.says(map("blue")), loop.automatic());
            loop.keeps(loop.automatic() + "suspended: {by: ann, reason: incident 12}\n");
            assertThat(loop.next(Event.Kind.SUSPENDED).message()).isEqualTo("by ann: incident 12");
            loop.kubectl.run("delete", "configmap", "colours", "-n", loop.namespace);
            loop.next(Event.Kind.OUT_OF_SYNC);
            assertThat(sky(loop)).isEmpty();
            loop.keeps(loop.automatic());
            loop.next(Event.Kind.RESUMED);
            loop.next(Event.Kind.SYNCED);
            assertThat(sky(loop)).isEqualTo("blue");
        }
    }

    @Test
    void projectThatIsGoneLeavesItsObjectsOrTakesThemAsItsDefinitionSaid() {
        try (Loop loop = new Loop()) {
            settled(loop.says(map("blue")), loop.automatic());
            loop.keepsNothing();
            assertThat(loop.next(Event.Kind.REMOVED).message()).isEqualTo("its objects stay");
            assertThat(sky(loop)).isEqualTo("blue");
            loop.keeps(loop.automatic() + "onDelete: remove\n");
            loop.next(Event.Kind.IN_SYNC);
            loop.keepsNothing();
            assertThat(loop.next(Event.Kind.REMOVED).changes())
                    .extracting(Change::action)
                    .containsExactly(Action.PRUNED);
            assertThat(sky(loop)).isEmpty();
        }
    }

    @Test
    void removalWaitsForWhatIsUnderWayAndNothingIsMadeAgain() {
        try (Loop loop = new Loop()) {
            String removed = loop.automatic() + "onDelete: remove\n";
            settled(loop.says(map("blue")), removed);
            Semaphore asked = new Semaphore(0);
            Semaphore answered = new Semaphore(0);
            loop.keepsRecords(due -> {
                asked.release();
                answered.acquireUninterruptibly();
                return true;
            });
            loop.kubectl.run("delete", "configmap", "colours", "-n", loop.namespace);
            asked.acquireUninterruptibly();
            loop.keepsNothing();
            answered.release();
            loop.next(Event.Kind.REMOVED);
            assertThat(sky(loop)).isEmpty();
        }
    }

    @Test
    void syncThatFailsIsTriedAgainAndGivenUpAndANewCommitStartsAnew() {
        try (Loop loop = new Loop()) {
            loop.says(Map.of("map.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: Wrong_Name}}"))
                    .repository
                    .commit("A name that no server takes");
            loop.keeps(loop.automatic());
            List<String> said = List.of("in 1 s", "in 2 s", "in 4 s", "not tried again");
            for (String then : said) {
                assertThat(loop.next(Event.Kind.FAILED).message())
                        .contains("ConfigMap")
                        .contains("Wrong_Name")
                        .contains(then);
            }
            assertThat(loop.state().message()).contains("Wrong_Name");
            loop.says(map("blue")).repository.commit("A better name");
            loop.next(Event.Kind.SYNCED);
            assertThat(sky(loop)).isEqualTo("blue");
        }
    }

    @Test
    void commitThatCannotBeReadIsSaidOnceAndChangesNothing() {
        try (Loop loop = new Loop()) {
            settled(loop.says(map("blue")), loop.automatic());
            loop.says(Map.of("map.yaml", "a: [")).repository.commit("Half a file");
            assertThat(loop.next(Event.Kind.FAILED).message()).contains("map.yaml");
            assertThat(loop.state().syncStatus()).isEqualTo(SyncStatus.UNKNOWN);
            loop.says(map("grey")).repository.commit("The other half");
            loop.next(Event.Kind.SYNCED);
            assertThat(loop.events())
                    .filteredOn(event -> event.kind() == Event.Kind.FAILED)
                    .hasSize(1);
        }
    }

    @Test
    void commitToTheBaseAloneIsDeployed() {
        try (Loop loop = new Loop()) {
            loop.says(Map.of("base/map.yaml", MAP.replace("SKY", "blue")))
                    .says(Map.of("base/kustomization.yaml", "resources: [map.yaml]"))
                    .says(Map.of("prod/kustomization.yaml", "resources: [../base]"));
            settled(loop, loop.automatic().replace("revision: main", "revision: main, path: prod"));
            loop.says(Map.of("base/map.yaml", MAP.replace("SKY", "grey")))
                    .repository
                    .commit("The base");
            loop.next(Event.Kind.SYNCED);
            assertThat(sky(loop)).isEqualTo("grey");
        }
    }

    @Test
    void whatIsLeftOutOfASourceStaysInTheStateAndIsToldWithTheCommit() {
        try (Loop loop = new Loop()) {
            String hook = "annotations: {argocd.argoproj.io/hook: PreSync}";
            loop.says(map("blue"))
                    .says(Map.of(
                            "hook.yaml", "{apiVersion: batch/v1, kind: Job, metadata: {name: migrate, " + hook + "}}"));
            settled(loop, loop.automatic());
            assertThat(loop.state().message())
                    .isEqualTo("Left out: hook.yaml:1:1: Job migrate is a hook (argocd.argoproj.io/hook: PreSync);"
                            + " hooks are left out for now");
            loop.says(map("grey")).repository.commit("Clouds");
            assertThat(loop.next(Event.Kind.COMMIT).message()).startsWith("Clouds\nLeft out: hook.yaml");
            loop.next(Event.Kind.SYNCED);
            assertThat(loop.events())
                    .filteredOn(event -> event.kind() == Event.Kind.HEALTH)
                    .extracting(Event::message)
                    .allSatisfy(message -> assertThat(message).doesNotContain("Left out"));
        }
    }

    @Test
    void chartIsRenderedForItsDestination() {
        try (Loop loop = new Loop()) {
            loop.says(Map.of("Chart.yaml", "{apiVersion: v2, name: colours, version: 1.0.0}"))
                    .says(Map.of(
                            "templates/map.yaml",
                            MAP.replace("SKY", "{{ .Release.Namespace }}-{{ .Capabilities.KubeVersion.Major }}")));
            settled(loop, loop.automatic());
            assertThat(sky(loop)).isEqualTo(loop.namespace + "-1");
        }
    }

    @Test
    void definitionsThatCannotBeKeptChangeNothing() {
        try (Loop loop = new Loop()) {
            settled(loop.says(map("blue")), loop.automatic());
            String other = loop.automatic().replace("name: " + loop.name(), "name: other\ntrackingId: " + loop.name());
            assertThatThrownBy(() -> loop.keepsBoth(loop.automatic(), other))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("Project other")
                    .hasMessageContaining("project " + loop.name());
            assertThatThrownBy(() -> loop.keeps(loop.automatic().replace("https://", "nowhere://")))
                    .isInstanceOf(RefusedException.class);
            assertThat(loop.state().syncStatus()).isEqualTo(SyncStatus.SYNCED);
        }
    }

    /** Lets the account do this with ConfigMaps of the namespace, and ask for namespaces; nothing else. */
    private static void rights(Loop loop, String verbs) {
        String user = loop.user();
        String namespace = loop.namespace;
        loop.kubectl.run("create", "role", "loop", "-n", namespace, "--verb=" + verbs, "--resource=configmaps");
        loop.kubectl.run("create", "rolebinding", "loop", "-n", namespace, "--role=loop", "--user=" + user);
        loop.kubectl.run("create", "clusterrole", user, "--verb=get", "--resource=namespaces");
        loop.kubectl.run("create", "clusterrolebinding", user, "--clusterrole=" + user, "--user=" + user);
    }

    @Test
    void accountThatMayNotWatchAtAllIsToldAndLooksAtTheInterval() {
        try (Loop loop = new Loop(TestBed.get(), "guests")) {
            rights(loop, "get,list,create,update,patch,delete");
            loop.says(map("blue")).repository.commit("The shop");
            loop.keeps(loop.automatic());
            loop.next(Event.Kind.SYNCED);
            assertThat(loop.next(event -> event.message().contains("can't be watched"), "told")
                            .message())
                    .contains("configmaps")
                    .contains("right to watch");
            loop.kubectl.run("delete", "configmap", "colours", "-n", loop.namespace);
            loop.next(Event.Kind.SYNCED);
            assertThat(sky(loop)).isEqualTo("blue");
        }
    }

    @Test
    void accountThatMayNotWatchEverywhereWatchesWhereItMay() {
        try (Loop loop = new Loop(TestBed.get(), "guests")) {
            rights(loop, "*");
            settled(loop.says(map("blue")), loop.automatic());
            loop.kubectl.run("delete", "configmap", "colours", "-n", loop.namespace);
            loop.next(Event.Kind.SYNCED);
            assertThat(sky(loop)).isEqualTo("blue");
        }
    }
}
