package io.jenkins.plugins.continuousdeployment.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What comes before what, and what waits for what. */
class OrderTest {
    private static final String LATER = "annotations: {argocd.argoproj.io/sync-wave: \"1\"}";

    @Test
    void aWaveBeginsWhenTheFormerIsHealthy() {
        try (Shop shop = new Shop()) {
            String later = SyncTest.CONFIG.replace("name: settings", "name: settings, " + LATER);
            String broken = SyncTest.WEB.replace(
                    "spec:\n      containers:", "spec:\n      nodeName: nowhere\n      containers:");
            shop.with(options -> Options.timeout(options, Duration.ofSeconds(2)));

            ChangeSet stopped = shop.says(later, broken).sync();

            assertThat(Shop.actions(stopped))
                    .containsEntry("Deployment/web", Action.CREATED)
                    .containsEntry("ConfigMap/settings", Action.SKIPPED);
            assertThat(stopped.summary().message()).contains("wave 0", "Deployment.apps");

            shop.with(options -> Options.timeout(options, Duration.ofSeconds(60)));
            ChangeSet through = shop.says(later, SyncTest.WEB).sync();
            assertThat(Shop.actions(through)).containsEntry("ConfigMap/settings", Action.CREATED);
            assertThat(through.summary().health()).isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void anObjectWithAMistakeIsFoundEvenBeforeItsNamespaceExists() {
        try (Shop shop = new Shop()) {
            String namespace = shop.namespace + "-more";
            shop.says(
                    "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + namespace + "}",
                    SyncTest.CONFIG
                            .replace("name: settings", "name: settings, namespace: " + namespace)
                            .replace("\ndata:", "\ndada:"));

            assertThatThrownBy(shop::sync).isInstanceOf(RefusedException.class).hasMessageContaining("dada");
            assertThat(shop.kubectl.run("get", "namespaces", "-o", "name")).doesNotContain(namespace);
        }
    }

    @Test
    void anObjectThatItsNewDefinitionRefusesIsFoundBeforeAnythingElseIsApplied() {
        try (Shop shop = new Shop()) {
            String group = shop.namespace + ".example.com";
            shop.says(
                    Definitions.crd(group, "size: {type: integer}"),
                    SyncTest.CONFIG,
                    "apiVersion: " + group + "/v1\nkind: Box\nmetadata: {name: one}\nspec: {size: big}");

            ChangeSet changes = shop.sync();

            assertThat(Shop.actions(changes))
                    .containsEntry("Box/one", Action.FAILED)
                    .containsEntry("ConfigMap/settings", Action.SKIPPED);
            assertThat(changes.summary().message()).contains("spec.size");
        }
    }

    @Test
    void aTerminatingObjectIsMadeAgainWhenItIsGone() {
        try (Shop shop = new Shop()) {
            shop.says(SyncTest.CONFIG).sync();
            String finalizers = "{\"metadata\":{\"finalizers\":%s}}";
            shop.kubectl.run(
                    "-n",
                    shop.namespace,
                    "patch",
                    "configmap",
                    "settings",
                    "-p",
                    finalizers.formatted("[\"example.com/hold\"]"));
            shop.kubectl.run("-n", shop.namespace, "delete", "configmap", "settings", "--wait=false");

            assertThat(shop.compare().status().objects().get(0).health()).isEqualTo(HealthStatus.PROGRESSING);
            ChangeSet stuck = shop.with(options -> Options.timeout(options, Duration.ofSeconds(1)))
                    .sync();
            assertThat(Shop.actions(stuck)).containsEntry("ConfigMap/settings", Action.FAILED);
            assertThat(stuck.summary().message()).contains("example.com/hold");

            Thread release = new Thread(() -> shop.kubectl.run(
                    "-n", shop.namespace, "patch", "configmap", "settings", "-p", finalizers.formatted("null")));
            release.start();
            ChangeSet made = shop.with(options -> Options.timeout(options, Duration.ofSeconds(60)))
                    .sync();
            assertThat(Shop.actions(made)).containsEntry("ConfigMap/settings", Action.CREATED);
            assertThat(shop.compare().inSync()).isTrue();
        }
    }

    @Test
    void removalLeavesNothingOfTheProjectBehind() {
        try (Shop shop = new Shop()) {
            shop.says(SyncTest.CONFIG, SyncTest.WEB).sync();
            shop.says("").with(Removal::options);

            Comparison plan = shop.compare();
            assertThat(Removal.count(plan)).isEqualTo(3);
            ChangeSet changes = shop.remove(plan);

            assertThat(Shop.actions(changes).values()).containsOnly(Action.PRUNED);
            assertThat(shop.kubectl.run("-n", shop.namespace, "get", "configmaps,deployments,services", "-o", "name"))
                    .isEqualToIgnoringNewLines("configmap/kube-root-ca.crt");
        }
    }
}
