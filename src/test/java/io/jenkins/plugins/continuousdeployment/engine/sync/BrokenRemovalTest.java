package io.jenkins.plugins.continuousdeployment.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Impatient;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Front;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Front.Fate;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deleting that breaks on its way: nothing is forgotten, and nothing deleted that changed its mind. */
class BrokenRemovalTest {
    private static String configMap(String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\ndata: {key: value}\n";
    }

    private static String configMaps(Shop shop) {
        return shop.kubectl.run("-n", shop.namespace, "get", "configmaps", "-o", "name");
    }

    @Test
    void aRemovalThatLosesTheClusterKeepsItsRecordAndSaysWhatItDid() {
        try (Shop shop = new Shop();
                Front front = new Front(TestBed.get().kubernetes());
                Cluster behind = Impatient.cluster(front.url())) {
            shop.says(configMap("one"), configMap("two")).sync();
            shop.says().with(Removal::options);
            Comparison plan = shop.compare(shop.project(List.of(new Target(behind, shop.namespace, List.of()))));
            front.judge(request ->
                    request.method().equals("DELETE") && request.path().endsWith("/two") ? Fate.CUT_BEFORE : Fate.PASS);

            ChangeSet broken = shop.remove(plan);

            assertThat(broken.summary().syncStatus()).isEqualTo(SyncStatus.OUT_OF_SYNC);
            assertThat(Shop.actions(broken))
                    .containsEntry("ConfigMap/one", Action.PRUNED)
                    .containsEntry("ConfigMap/two", Action.FAILED);
            assertThat(configMaps(shop)).contains("/two", TrackingRecord.name(shop.owner()));

            shop.remove(shop.confirmed().compare());

            assertThat(configMaps(shop)).doesNotContain("/two", TrackingRecord.name(shop.owner()));
        }
    }

    @Test
    void theRecordStaysAsLongAsSomethingHangsOnAFinalizer() {
        try (Shop shop = new Shop()) {
            shop.says("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one, finalizers: [example.org/held]}\n")
                    .sync();
            shop.says().with(Removal::options).with(options -> Options.timeout(options, Duration.ofSeconds(1)));

            ChangeSet held = shop.remove(shop.compare());

            assertThat(held.summary().message()).contains("still being deleted").contains("one");
            assertThat(configMaps(shop)).contains(TrackingRecord.name(shop.owner()));

            shop.kubectl.run(
                    "-n",
                    shop.namespace,
                    "patch",
                    "configmap",
                    "one",
                    "--type=merge",
                    "-p",
                    "{\"metadata\":{\"finalizers\":null}}");
            shop.remove(shop.compare());

            assertThat(configMaps(shop)).doesNotContain("/one", TrackingRecord.name(shop.owner()));
        }
    }

    @Test
    void whatIsMarkedToStayAfterThePlanWasMadeStays() {
        try (Shop shop = new Shop()) {
            shop.says(configMap("one"), configMap("two")).sync();
            Comparison plan = shop.says(configMap("two")).compare();
            shop.kubectl.run("-n", shop.namespace, "annotate", "configmap", "one", ObjectOptions.OURS + "=Prune=false");

            ChangeSet changes = shop.sync(plan);

            assertThat(Shop.actions(changes)).containsEntry("ConfigMap/one", Action.KEPT);
            assertThat(configMaps(shop)).contains("/one");
        }
    }
}
