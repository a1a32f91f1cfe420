package io.jenkins.plugins.continuousdeployment.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields that can't be changed, of nine kinds: refused, with {@code replace} too, and made anew with {@code force}. */
class ImmutableTest {
    private static final String POD_TEMPLATE =
            "template: {metadata: {labels: {app: LABEL}}, spec: {containers: [{name: c, image: registry.example.com/c:1}]}}";

    static Stream<Arguments> kinds() {
        String selector = "selector: {matchLabels: {app: LABEL}}, " + POD_TEMPLATE;
        String job = POD_TEMPLATE.replace("spec: {", "spec: {restartPolicy: Never, ");
        return Stream.of(
                kind("apps/v1", "Deployment", "spec: {replicas: 0, " + selector + "}", "LABEL", "one", "two"),
                kind(
                        "apps/v1",
                        "StatefulSet",
                        "spec: {replicas: 0, serviceName: LABEL, " + selector + "}",
                        "LABEL",
                        "one",
                        "two"),
                kind("apps/v1", "DaemonSet", "spec: {" + selector + "}", "LABEL", "one", "two"),
                kind("batch/v1", "Job", "spec: {suspend: false, " + job + "}", "LABEL", "one", "two"),
                kind("v1", "ConfigMap", "immutable: true\ndata: {key: VALUE}", "VALUE", "one", "two"),
                kind("v1", "Secret", "immutable: true\ndata: {key: VALUE}", "VALUE", "b25l", "dHdv"),
                kind(
                        "v1",
                        "Service",
                        "spec: {clusterIP: VALUE, ports: [{port: 80}]}",
                        "VALUE",
                        "10.96.200.76",
                        "10.96.200.77"),
                kind(
                        "rbac.authorization.k8s.io/v1",
                        "RoleBinding",
                        "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: VALUE}\nsubjects: []",
                        "VALUE",
                        "view",
                        "edit"),
                kind("storage.k8s.io/v1", "StorageClass", "provisioner: example.com/VALUE", "VALUE", "one", "two"));
    }

    private static Arguments kind(
            String apiVersion, String kind, String rest, String placeholder, String before, String after) {
        String text =
                "apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: fixed-NAMESPACE}\n" + rest + "\n";
        return Arguments.of(kind, text.replace(placeholder, before), text.replace(placeholder, after));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void isRefusedWithoutForceAndMadeAnewWithIt(String kind, String before, String after) {
        try (Shop shop = new Shop()) {
            shop.withoutWaiting().says(before).sync();
            String uid = uid(shop, kind);
            shop.says(after);

            assertThatThrownBy(shop::sync)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining(kind)
                    .hasMessageContaining("can't be changed")
                    .hasMessageContaining("sync.force");
            shop.with(options -> Options.with(options, "replace"));
            assertThatThrownBy(shop::sync).isInstanceOf(RefusedException.class).hasMessageContaining(kind);
            assertThat(uid(shop, kind)).isEqualTo(uid);

            ChangeSet changes =
                    shop.with(options -> Options.with(options, "force")).sync();

            assertThat(changes.changes()).singleElement().satisfies(change -> {
                assertThat(change.action()).isEqualTo(Action.CONFIGURED);
                assertThat(change.reason()).isEqualTo("Recreate");
            });
            assertThat(uid(shop, kind)).isNotEqualTo(uid);
            assertThat(shop.compare().inSync()).isTrue();
        }
    }

    private static String uid(Shop shop, String kind) {
        return shop.kubectl
                .get("-n", shop.namespace, kind, "fixed-" + shop.namespace)
                .at("/metadata/uid")
                .asText();
    }

    @Test
    void aClaimIsNeverMadeAnewUnlessNamed() {
        String claim = """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data}
                spec: {accessModes: [ACCESS], storageClassName: "", resources: {requests: {storage: 1Gi}}}
                """;
        try (Shop shop = new Shop()) {
            shop.withoutWaiting().says(claim.replace("ACCESS", "ReadWriteOnce")).sync();
            shop.says(claim.replace("ACCESS", "ReadWriteMany")).with(options -> Options.with(options, "force"));

            assertThatThrownBy(shop::sync)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("sync.deleteKinds names PersistentVolumeClaim");

            ChangeSet changes = shop.with(options -> Options.with(options, "delete PersistentVolumeClaim"))
                    .sync();
            assertThat(Shop.actions(changes)).isEqualTo(Map.of("PersistentVolumeClaim/data", Action.CONFIGURED));
        }
    }

    @Test
    void aPlainMistakeIsNotTakenForAnImmutableField() {
        try (Shop shop = new Shop()) {
            shop.says(SyncTest.WEB).sync();
            shop.says(SyncTest.WEB.replace("replicas: 2", "replicas: -2"))
                    .with(options -> Options.with(options, "force"));

            assertThatThrownBy(shop::sync)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("spec.replicas")
                    .hasMessageNotContaining("can't be changed");
        }
    }
}
