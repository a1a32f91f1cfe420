package io.jenkins.plugins.continuousdeployment.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each setting of the definition's sync block. */
class SettingsTest {
    private static String configMaps(int from, int to) {
        return String.join(
                "---\n",
                IntStream.range(from, to)
                        .mapToObj(i -> SyncTest.CONFIG.replace("name: settings", "name: settings-" + i))
                        .toList());
    }

    @Test
    void withoutPruneWhatLeavesTheSourceStaysAndIsOutOfSync() {
        try (Shop shop = new Shop()) {
            shop.with(Options::withoutPrune).says(configMaps(0, 2)).sync();

            ChangeSet changes = shop.says(configMaps(0, 1)).sync();

            assertThat(Shop.actions(changes)).containsEntry("ConfigMap/settings-1", Action.KEPT);
            assertThat(changes.summary().syncStatus()).isEqualTo(SyncStatus.OUT_OF_SYNC);
            assertThat(Shop.actions(
                            shop.with(options -> Options.with(options, "prune")).sync()))
                    .containsEntry("ConfigMap/settings-1", Action.PRUNED);
        }
    }

    @Test
    void aboveThePruneLimitNothingIsPrunedUntilSomebodyConfirms() {
        try (Shop shop = new Shop()) {
            shop.with(options -> Options.with(options, "limit 25%"))
                    .says(configMaps(0, 4))
                    .sync();

            assertThat(Shop.actions(shop.says(configMaps(0, 3)).sync()))
                    .containsEntry("ConfigMap/settings-3", Action.PRUNED);
            ChangeSet held = shop.says(configMaps(0, 1)).sync();
            assertThat(Shop.actions(held))
                    .containsEntry("ConfigMap/settings-1", Action.KEPT)
                    .containsEntry("ConfigMap/settings-2", Action.KEPT);
            assertThat(held.changes()).anyMatch(change -> change.message().contains("2 of 3 objects"));
            assertThat(Shop.actions(shop.confirmed().sync()))
                    .containsEntry("ConfigMap/settings-1", Action.PRUNED)
                    .containsEntry("ConfigMap/settings-2", Action.PRUNED);
        }
    }

    @Test
    void pruneLastWaitsUntilTheRestIsHealthy() {
        try (Shop shop = new Shop()) {
            shop.with(options -> Options.with(options, "pruneLast"))
                    .says(SyncTest.CONFIG)
                    .sync();
            String broken = SyncTest.WEB.replace(
                    "spec:\n      containers:", "spec:\n      nodeName: nowhere\n      containers:");
            shop.with(options -> Options.timeout(options, Duration.ofSeconds(2)));

            ChangeSet failed = shop.says(broken).sync();
            assertThat(Shop.actions(failed)).containsEntry("ConfigMap/settings", Action.KEPT);
            assertThat(failed.summary().message()).contains("not all is healthy");

            shop.with(options -> Options.timeout(options, Duration.ofSeconds(60)));
            assertThat(Shop.actions(shop.says(SyncTest.WEB).sync())).containsEntry("ConfigMap/settings", Action.PRUNED);
        }
    }

    @Test
    void aMissingNamespaceIsMadeOnlyWhenAskedForAndIsNotPruned() {
        try (Shop shop = new Shop()) {
            String missing = shop.namespace + "-new";
            shop.says(SyncTest.CONFIG);
            Target target = new Target(shop.cluster, missing, shop.desired());

            assertThatThrownBy(() -> shop.sync(shop.compare(shop.project(java.util.List.of(target)))))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining(missing)
                    .hasMessageContaining("createNamespace");

            shop.with(options -> Options.with(options, "createNamespace"));
            shop.sync(shop.compare(shop.project(java.util.List.of(target))));
            assertThat(shop.kubectl.run("-n", missing, "get", "configmaps", "-o", "name"))
                    .contains("configmap/settings");

            shop.with(options -> Options.with(options, "allowEmpty"));
            Target empty = new Target(shop.cluster, missing, java.util.List.of());
            ChangeSet changes = shop.sync(shop.compare(shop.project(java.util.List.of(empty))));
            assertThat(Shop.actions(changes)).containsOnlyKeys("ConfigMap/settings");
            assertThat(shop.kubectl.run("get", "namespace", missing, "-o", "name"))
                    .contains(missing);
        }
    }

    @Test
    void skipSchemaValidationLeavesOutUnknownFieldsAndNamesThem() {
        try (Shop shop = new Shop()) {
            shop.with(options -> Options.with(options, "skipSchemaValidation"))
                    .says(SyncTest.WEB.replace("replicas: 2", "replicas: 2\n  replica: 3\n  colour: red"));

            ChangeSet changes = shop.sync();

            assertThat(changes.changes())
                    .filteredOn(change -> change.key().name().equals("web")
                            && change.key().groupKind().kind().equals("Deployment"))
                    .singleElement()
                    .satisfies(change -> assertThat(change.message()).contains("spec.replica", "spec.colour"));
            assertThat(shop.compare().inSync()).isTrue();
        }
    }

    @Test
    void skipSchemaValidationDoesNotExcuseAWrongType() {
        try (Shop shop = new Shop()) {
            shop.with(options -> Options.with(options, "skipSchemaValidation"))
                    .says(SyncTest.WEB.replace("replicas: 2", "replicas: {two: 2}"));

            assertThatThrownBy(shop::sync).isInstanceOf(RefusedException.class).hasMessageContaining("replicas");
        }
    }

    @Test
    void everythingIsSentAgainWhereNotOnlyWhatIsOutOfSyncIs() {
        try (Shop shop = new Shop()) {
            shop.says(SyncTest.CONFIG).sync();
            String before = resourceVersion(shop);

            ChangeSet changes =
                    shop.with(options -> Options.with(options, "applyAll")).sync();

            // The server stores nothing where nothing differs, and so the object is reported as it is.
            assertThat(Shop.actions(changes)).containsEntry("ConfigMap/settings", Action.UNCHANGED);
            assertThat(resourceVersion(shop)).isEqualTo(before);
        }
    }

    private static String resourceVersion(Shop shop) {
        return shop.kubectl
                .get("-n", shop.namespace, "configmap", "settings")
                .at("/metadata/resourceVersion")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"foreground", "background", "orphan"})
    void dependentsGoAsThePropagationPolicySays(String policy) {
        try (Shop shop = new Shop()) {
            shop.with(options -> Options.with(options, "propagation " + policy))
                    .says(SyncTest.CONFIG, SyncTest.WEB)
                    .sync();

            shop.says(SyncTest.CONFIG).sync();

            String left = Await.until(
                    () -> shop.kubectl.run("-n", shop.namespace, "get", "replicasets", "-o", "name"),
                    names -> names.isBlank() != policy.equals("orphan"));
            assertThat(left.isBlank()).isEqualTo(!policy.equals("orphan"));
        }
    }

    @Test
    void replaceRemovesWhatOthersAddedAndThenIsInSync() {
        try (Shop shop = new Shop()) {
            shop.says(SyncTest.CONFIG).sync();
            shop.kubectl.run(
                    "-n", shop.namespace, "patch", "configmap", "settings", "-p", "{\"data\":{\"extra\":\"1\"}}");
            assertThat(shop.compare().inSync()).isTrue();

            shop.with(options -> Options.with(options, "replace"));
            assertThat(shop.compare().inSync()).isFalse();
            shop.sync();

            assertThat(shop.kubectl
                            .get("-n", shop.namespace, "configmap", "settings")
                            .at("/data/extra")
                            .isMissingNode())
                    .isTrue();
            assertThat(shop.compare().inSync()).isTrue();
        }
    }

    @Test
    void revertForeignFieldsRemovesWhatOthersAdded() {
        try (Shop shop = new Shop()) {
            shop.says(SyncTest.CONFIG).sync();
            shop.kubectl.run(
                    "-n", shop.namespace, "patch", "configmap", "settings", "-p", "{\"data\":{\"extra\":\"1\"}}");

            shop.with(options -> Options.with(options, "revertForeignFields"));
            assertThat(shop.compare().inSync()).isFalse();
            shop.sync();

            assertThat(shop.kubectl
                            .get("-n", shop.namespace, "configmap", "settings")
                            .at("/data/extra")
                            .isMissingNode())
                    .isTrue();
            assertThat(shop.compare().inSync()).isTrue();
        }
    }

    @Test
    void protectedKindsStayUnlessNamed() {
        try (Shop shop = new Shop()) {
            String namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: NAMESPACE-extra}";
            shop.says(SyncTest.CONFIG, namespace).sync();

            ChangeSet kept = shop.says(SyncTest.CONFIG).sync();
            assertThat(Shop.actions(kept)).containsEntry("Namespace/" + shop.namespace + "-extra", Action.KEPT);
            assertThat(kept.summary().syncStatus()).isEqualTo(SyncStatus.SYNCED);

            ChangeSet gone = shop.with(options -> Options.with(options, "delete Namespace"))
                    .sync();
            assertThat(Shop.actions(gone)).containsEntry("Namespace/" + shop.namespace + "-extra", Action.PRUNED);
        }
    }

    @Test
    void annotationsOfArgoCdAndHelmAreUnderstood() {
        try (Shop shop = new Shop()) {
            String keep = SyncTest.CONFIG.replace(
                    "{name: settings}", "{name: kept, annotations: {argocd.argoproj.io/sync-options: Prune=false}}");
            String policy = SyncTest.CONFIG.replace(
                    "{name: settings}", "{name: policy, annotations: {helm.sh/resource-policy: keep}}");
            shop.says(SyncTest.CONFIG, keep, policy).sync();

            ChangeSet changes = shop.says(SyncTest.CONFIG).sync();

            assertThat(Shop.actions(changes))
                    .containsEntry("ConfigMap/kept", Action.KEPT)
                    .containsEntry("ConfigMap/policy", Action.KEPT);
        }
    }
}
