package io.jenkins.plugins.continuousdeployment.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Impatient;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Front;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Front.Fate;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens to a server, or to the record, while a sync is at work. */
class MidwayTest {
    private static TestBed bed;

    @BeforeAll
    static void start() {
        // Nothing moves in it but what the tests move.
        bed = TestBed.start("--with", "kubernetes");
    }

    @AfterAll
    static void stop() throws Exception {
        bed.close();
    }

    private static Shop shop() {
        // Without controllers nobody would end a deletion in the foreground.
        return new Shop(bed.kubectl().newNamespace(), bed.kubernetes().kubeconfig())
                .with(options -> Options.with(options, "propagation background"));
    }

    private static String map(String name, String value) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {v: " + value + "}}";
    }

    private static String maps(Shop shop) {
        return bed.kubectl().run("-n", shop.namespace, "get", "configmaps", "-o", "name");
    }

    @Test
    void serverThatDiesMidwayLeavesAPartialResultAndTheNextSyncEndsIt() {
        try (Shop shop = shop();
                Front front = new Front(bed.kubernetes());
                Cluster behind = Impatient.cluster(front.url())) {
            shop.says(map("one", "a"), map("two", "a"), map("old", "a")).sync();
            shop.says(map("one", "b"), map("two", "b"));
            Comparison plan = shop.compare(shop.project(List.of(new Target(behind, shop.namespace, shop.desired()))));
            AtomicBoolean dead = new AtomicBoolean();
            front.judge(request -> {
                if (request.writes() && request.path().endsWith("/two") && dead.compareAndSet(false, true)) {
                    bed.stopPart("apiserver");
                }
                return Fate.PASS;
            });
            ChangeSet broken;
            try {
                broken = shop.sync(plan);
            } finally {
                bed.startPart("apiserver");
            }
            assertThat(broken.summary().syncStatus()).isEqualTo(SyncStatus.OUT_OF_SYNC);
            assertThat(Shop.actions(broken)).containsEntry("ConfigMap/two", Action.FAILED);
            assertThat(Shop.actions(broken).get("ConfigMap/old"))
                    .as("what comes after")
                    .isNotEqualTo(Action.FAILED);
            assertThat(maps(shop)).contains("/old");

            assertThat(shop.sync().summary().syncStatus()).isEqualTo(SyncStatus.SYNCED);
            assertThat(shop.compare().inSync()).isTrue();
            assertThat(maps(shop)).doesNotContain("/old");
        }
    }

    @Test
    void twinThatWritesTheRecordMeanwhileIsToldAndNothingIsLost() {
        try (Shop shop = shop();
                Shop twin = new Shop(shop.namespace, bed.kubernetes().kubeconfig());
                Front front = new Front(bed.kubernetes());
                Cluster behind = Impatient.cluster(front.url())) {
            shop.says(map("one", "a")).sync();
            shop.says(map("one", "b")).at("beef");
            Comparison plan = shop.compare(shop.project(List.of(new Target(behind, shop.namespace, shop.desired()))));
            AtomicBoolean written = new AtomicBoolean();
            front.judge(request -> {
                if (request.writes() && request.path().endsWith("/one") && written.compareAndSet(false, true)) {
                    twin.says(map("one", "a"), "{apiVersion: v1, kind: Secret, metadata: {name: twins}}")
                            .at("cafe")
                            .sync();
                }
                return Fate.PASS;
            });
            ChangeSet told = shop.sync(plan);
            assertThat(told.summary().message())
                    .contains("changed by somebody else")
                    .contains("two places");
            front.judge(request -> Fate.PASS);
            assertThat(bed.kubectl().run("-n", shop.namespace, "get", "secret", "twins", "-o", "name"))
                    .contains("twins");
            // The record knows the twin's kinds, so that what is not wanted any more is found.
            assertThat(Shop.actions(shop.sync(shop.compare()))).containsEntry("Secret/twins", Action.PRUNED);
        }
    }

    @Test
    void serverThatIsRestartedWhileASyncWaitsForHealthIsWaitedFor() throws Exception {
        try (Shop shop = shop()) {
            shop.says("""
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web}
                    spec:
                      replicas: 1
                      selector: {matchLabels: {app: web}}
                      template:
                        metadata: {labels: {app: web}}
                        spec: {containers: [{name: web, image: "web:1"}]}
                    """);
            CompletableFuture<ChangeSet> sync = CompletableFuture.supplyAsync(shop::sync);
            assertThat(Await.until(
                            () -> bed.kubectl().run("-n", shop.namespace, "get", "deployments", "-o", "name"),
                            names -> names.contains("web")))
                    .contains("web");
            bed.stopPart("apiserver");
            bed.startPart("apiserver");
            assertThat(sync).isNotDone();
            bed.kubectl()
                    .run(
                            "-n",
                            shop.namespace,
                            "patch",
                            "deployment",
                            "web",
                            "--subresource=status",
                            "--type=merge",
                            "-p",
                            "{\"status\":{\"observedGeneration\":1,\"replicas\":1,\"updatedReplicas\":1,\"readyReplicas\":1,"
                                    + "\"availableReplicas\":1,\"conditions\":[{\"type\":\"Available\",\"status\":\"True\"}]}}");
            ChangeSet done = sync.get(1, TimeUnit.MINUTES);
            assertThat(done.summary().health()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(done.summary().syncStatus()).isEqualTo(SyncStatus.SYNCED);
        }
    }
}
