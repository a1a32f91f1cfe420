package io.jenkins.plugins.continuousdeployment.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import org.junit.jupiter.api.Test;

class SyncTest {
    static final String CONFIG = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {colour: blue}
            """;

    static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: web
                    image: registry.example.com/web:1
                    ports: [{containerPort: 80}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec:
              selector: {app: web}
              ports: [{port: 80}]
            """;

    @Test
    void firstSyncMakesEverythingAndASecondChangesNothing() {
        try (Shop shop = new Shop()) {
            shop.says(CONFIG, WEB);

            ChangeSet first = shop.sync();
            ChangeSet second = shop.sync();

            assertThat(first.summary().message()).isEmpty();
            assertThat(Shop.actions(first).values()).containsOnly(Action.CREATED);
            assertThat(first.summary().syncStatus()).isEqualTo(SyncStatus.SYNCED);
            assertThat(first.summary().health()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(Shop.actions(second).values()).containsOnly(Action.UNCHANGED);
            assertThat(shop.compare().inSync()).isTrue();
            assertThat(second.summary().lastSynced()).isEqualTo("c0ffee");
        }
    }

    @Test
    void editsAndDeletionsByHandAreShownAndUndone() {
        try (Shop shop = new Shop()) {
            shop.says(CONFIG, WEB).sync();
            shop.kubectl.run("-n", shop.namespace, "delete", "service", "web");
            shop.kubectl.run("-n", shop.namespace, "scale", "deployment", "web", "--replicas=5");

            assertThat(Shop.actions(shop.compare().changeSet()))
                    .containsEntry("Service/web", Action.CREATED)
                    .containsEntry("Deployment/web", Action.CONFIGURED)
                    .containsEntry("ConfigMap/settings", Action.UNCHANGED);
            shop.sync();
            assertThat(shop.compare().inSync()).isTrue();
            assertThat(shop.kubectl
                            .get("-n", shop.namespace, "deployment", "web")
                            .at("/spec/replicas")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void whatLeavesTheSourceIsPrunedAndNothingElse() {
        try (Shop shop = new Shop()) {
            shop.says(CONFIG, WEB).sync();
            shop.kubectl.run("-n", shop.namespace, "create", "configmap", "foreign");

            ChangeSet changes = shop.says(CONFIG).sync();

            assertThat(Shop.actions(changes))
                    .containsEntry("Deployment/web", Action.PRUNED)
                    .containsEntry("Service/web", Action.PRUNED)
                    .containsEntry("ConfigMap/settings", Action.UNCHANGED)
                    .hasSize(3);
            assertThat(shop.kubectl.run("-n", shop.namespace, "get", "deployments,services", "-o", "name"))
                    .isBlank();
            assertThat(shop.kubectl.run("-n", shop.namespace, "get", "configmaps", "-o", "name"))
                    .contains("foreign", "settings");
        }
    }

    @Test
    void anEmptySourceIsRefusedUnlessAllowed() {
        try (Shop shop = new Shop()) {
            shop.says(CONFIG).sync();
            shop.says("");

            assertThatThrownBy(shop::compare)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("no objects at all")
                    .hasMessageContaining("allowEmpty");
            ChangeSet changes =
                    shop.with(options -> Options.with(options, "allowEmpty")).sync();
            assertThat(Shop.actions(changes)).containsEntry("ConfigMap/settings", Action.PRUNED);
        }
    }

    @Test
    void anUnknownFieldIsRefusedBeforeAnythingChangesAndAllAreNamed() {
        try (Shop shop = new Shop()) {
            shop.says(
                    CONFIG,
                    WEB.replace("replicas: 2", "replica: 2\n  paused: false").replace("image:", "imag:"));

            assertThatThrownBy(shop::sync)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("spec.replica")
                    .hasMessageContaining("spec.template.spec.containers[0].imag")
                    .hasMessageContaining("Deployment.apps " + shop.namespace + "/web");
            assertThat(shop.kubectl.run("-n", shop.namespace, "get", "configmaps", "-o", "name"))
                    .doesNotContain("settings");
        }
    }

    @Test
    void aNamespaceAndItsObjectsComeInOneCommit() {
        try (Shop shop = new Shop()) {
            String other = shop.namespace + "-more";
            shop.says(
                    "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + other + "}",
                    CONFIG.replace("name: settings", "name: settings, namespace: " + other));

            ChangeSet changes = shop.sync();

            assertThat(Shop.actions(changes).values()).containsOnly(Action.CREATED);
            assertThat(shop.compare().inSync()).isTrue();
        }
    }

    @Test
    void aDefinitionAndItsObjectsComeInOneCommitAndGainAFieldInAnother() {
        try (Shop shop = new Shop()) {
            String group = shop.namespace + ".example.com";
            String definition = Definitions.crd(group, "size: {type: integer}");
            String object = "apiVersion: " + group + "/v1\nkind: Box\nmetadata: {name: one}\nspec: {size: 3}";
            assertThat(Shop.actions(shop.says(definition, object).sync()).values())
                    .containsOnly(Action.CREATED);

            shop.says(
                    Definitions.crd(group, "size: {type: integer}, colour: {type: string}"),
                    object.replace("size: 3", "size: 3, colour: red"));
            ChangeSet changes = shop.sync();

            assertThat(changes.summary().message()).isEmpty();
            assertThat(Shop.actions(changes)).containsEntry("Box/one", Action.CONFIGURED);
            assertThat(shop.compare().inSync()).isTrue();
        }
    }
}
