package io.jenkins.plugins.continuousdeployment.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import org.junit.jupiter.api.Test;

/** Namespaces and definitions of kinds that may be deleted, and what would be deleted with them. */
class HoldersTest {
    private static final String NAMESPACE = "{apiVersion: v1, kind: Namespace, metadata: {name: NAMESPACE}}";
    private static final String SETTINGS = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}";
    private static final String CLAIM = """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: data}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
            """;

    private static String uidOf(Shop shop) {
        return shop.kubectl.run("get", "namespace", shop.namespace, "-o", "jsonpath={.metadata.uid}");
    }

    @Test
    void aNamespaceStaysWithTheClaimThatIsKeptInIt() {
        try (Shop shop = new Shop()) {
            shop.says(NAMESPACE, CLAIM, SETTINGS).sync();
            shop.says().with(Removal::options).with(options -> Options.with(options, "delete Namespace"));

            ChangeSet changes = shop.remove(shop.compare());

            assertThat(Shop.actions(changes))
                    .containsEntry("Namespace/" + shop.namespace, Action.KEPT)
                    .containsEntry("PersistentVolumeClaim/data", Action.KEPT)
                    .containsEntry("ConfigMap/settings", Action.PRUNED);
            assertThat(changes.changes())
                    .filteredOn(change -> change.reason().equals("HoldsKept"))
                    .extracting(Change::message)
                    .singleElement()
                    .asString()
                    .contains("PersistentVolumeClaim", "data");
            assertThat(changes.summary().syncStatus()).isEqualTo(SyncStatus.SYNCED);
            assertThat(shop.kubectl.run(
                            "-n", shop.namespace, "get", "pvc", "data", "-o", "jsonpath={.metadata.deletionTimestamp}"))
                    .isEmpty();
        }
    }

    @Test
    void aNamespaceThatLeavesTheSourceStaysWithWhatIsDesiredInIt() {
        try (Shop shop = new Shop()) {
            shop.says(NAMESPACE, SETTINGS).sync();
            String uid = uidOf(shop);
            shop.says(SETTINGS).with(options -> Options.with(options, "delete Namespace"));

            ChangeSet changes = shop.sync();

            assertThat(Shop.actions(changes))
                    .containsEntry("Namespace/" + shop.namespace, Action.KEPT)
                    .containsEntry("ConfigMap/settings", Action.UNCHANGED);
            assertThat(uidOf(shop)).isEqualTo(uid);
        }
    }

    @Test
    void theDefinitionOfAKindStaysWithAnObjectThatIsKept() {
        try (Shop shop = new Shop()) {
            String group = shop.namespace + ".example.com";
            String box = "apiVersion: " + group + "/v1\nkind: Box\nmetadata: {name: one, annotations: {"
                    + ObjectOptions.OURS + ": Prune=false}}\nspec: {size: 3}";
            shop.says(Definitions.crd(group, "size: {type: integer}"), box).sync();
            shop.says(SETTINGS).with(options -> Options.with(options, "delete CustomResourceDefinition"));

            ChangeSet changes = shop.sync();

            assertThat(Shop.actions(changes))
                    .containsEntry("CustomResourceDefinition/boxes." + group, Action.KEPT)
                    .containsEntry("Box/one", Action.KEPT);
            assertThat(shop.kubectl.run("-n", shop.namespace, "get", "boxes." + group, "-o", "name"))
                    .contains("one");
        }
    }

    @Test
    void aRemovalThatDeletesADefinitionAndItsObjectsIsDone() {
        try (Shop shop = new Shop()) {
            String group = shop.namespace + ".example.com";
            String box = "apiVersion: " + group + "/v1\nkind: Box\nmetadata: {name: one}\nspec: {size: 3}";
            shop.says(Definitions.crd(group, "size: {type: integer}"), box).sync();
            shop.says()
                    .with(Removal::options)
                    .with(options -> Options.with(options, "delete CustomResourceDefinition"));

            ChangeSet changes = shop.remove(shop.compare());

            assertThat(changes.summary().message()).isEmpty();
            assertThat(changes.summary().syncStatus()).isEqualTo(SyncStatus.SYNCED);
            assertThat(shop.kubectl.run("get", "crd", "boxes." + group, "--ignore-not-found", "-o", "name"))
                    .isEmpty();
        }
    }

    @Test
    void aRemovalThatDeletesTheNamespaceOfItsRecordIsDone() {
        try (Shop shop = new Shop()) {
            shop.says(NAMESPACE, SETTINGS).sync();
            shop.says().with(Removal::options).with(options -> Options.with(options, "delete Namespace"));

            ChangeSet changes = shop.remove(shop.compare());

            assertThat(changes.summary().message()).isEmpty();
            assertThat(changes.summary().syncStatus()).isEqualTo(SyncStatus.SYNCED);
            assertThat(Shop.actions(changes)).containsEntry("Namespace/" + shop.namespace, Action.PRUNED);
            assertThat(shop.kubectl.run("get", "namespace", shop.namespace, "--ignore-not-found", "-o", "name"))
                    .isEmpty();
        }
    }
}
