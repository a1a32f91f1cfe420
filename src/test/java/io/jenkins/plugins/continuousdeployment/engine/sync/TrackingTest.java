package io.jenkins.plugins.continuousdeployment.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Kubeconfigs;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Marks;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose objects they are: nothing is ever pruned that both marks don't call ours. */
class TrackingTest {
    private static final String ONE = configMap("one");
    private static final String TWO = configMap("two");

    private static String configMap(String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\ndata: {key: value}\n";
    }

    private static String configMaps(Shop shop) {
        return shop.kubectl.run("-n", shop.namespace, "get", "configmaps", "-o", "name");
    }

    @Test
    void theRecordHasTheShapeOfAnApplySetParent() {
        try (Shop shop = new Shop()) {
            shop.says(ONE, SyncTest.WEB).sync();

            JsonNode record = shop.kubectl.get("-n", shop.namespace, "configmap", TrackingRecord.name(shop.owner()));

            String id = record.at("/metadata/labels/applyset.kubernetes.io~1id").asText();
            assertThat(id).startsWith("applyset-").endsWith("-v1");
            assertThat(record.at("/metadata/annotations/applyset.kubernetes.io~1contains-group-kinds")
                            .asText())
                    .isEqualTo("ConfigMap,Service,Deployment.apps");
            assertThat(record.at("/metadata/annotations/applyset.kubernetes.io~1tooling")
                            .asText())
                    .isEqualTo("continuous-deployment/v1");
            assertThat(record.at("/data/revision").asText()).isEqualTo("c0ffee");
            JsonNode member = shop.kubectl.get("-n", shop.namespace, "configmap", "one");
            assertThat(member.at("/metadata/labels/applyset.kubernetes.io~1part-of")
                            .asText())
                    .isEqualTo(id);
            assertThat(member.at("/metadata/annotations/continuous-deployment.jenkins.io~1tracking")
                            .asText())
                    .isEqualTo("test;shop/" + shop.namespace + ";/ConfigMap:" + shop.namespace + "/one");
        }
    }

    @Test
    void twoProjectsInOneNamespaceLeaveEachOtherAlone() {
        try (Shop shop = new Shop();
                Shop bar = Shop.beside(shop, "bar")) {
            shop.says(ONE).sync();
            bar.says(TWO).sync();

            shop.says(configMap("other")).sync();

            assertThat(configMaps(shop))
                    .contains("configmap/two", "configmap/other")
                    .doesNotContain("configmap/one");
            assertThat(bar.compare().inSync()).isTrue();
        }
    }

    @Test
    void anObjectOfAnotherProjectIsRefusedNamingBoth() {
        try (Shop shop = new Shop();
                Shop bar = Shop.beside(shop, "bar")) {
            shop.says(ONE).sync();

            bar.says(ONE, TWO);

            assertThatThrownBy(bar::sync)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("project shop/" + shop.namespace + " of test")
                    .hasMessageContaining("project bar/" + shop.namespace + " of test");
            assertThat(configMaps(shop)).doesNotContain("configmap/two");
        }
    }

    @Test
    void copiesOfOurMarksAreNotPruned() {
        try (Shop shop = new Shop()) {
            shop.says(ONE, TWO).sync();
            String tracking = "continuous-deployment.jenkins.io/tracking";
            JsonNode original = shop.kubectl.get("-n", shop.namespace, "configmap", "one");
            shop.kubectl.run("-n", shop.namespace, "create", "configmap", "copy");
            shop.kubectl.run(
                    "-n",
                    shop.namespace,
                    "label",
                    "configmap",
                    "copy",
                    Marks.PART_OF + "="
                            + original.at("/metadata/labels/applyset.kubernetes.io~1part-of")
                                    .asText());
            shop.kubectl.run(
                    "-n",
                    shop.namespace,
                    "annotate",
                    "configmap",
                    "copy",
                    tracking + "="
                            + original.at("/metadata/annotations/continuous-deployment.jenkins.io~1tracking")
                                    .asText());

            ChangeSet changes = shop.says(TWO).sync();

            assertThat(Shop.actions(changes)).containsOnlyKeys("ConfigMap/one", "ConfigMap/two");
            assertThat(configMaps(shop)).contains("configmap/copy").doesNotContain("configmap/one");
        }
    }

    @Test
    void strippedMarksAreMendedWhileDesiredAndProtectWhatIsNot() {
        try (Shop shop = new Shop()) {
            shop.says(ONE, TWO).sync();
            shop.kubectl.run("-n", shop.namespace, "annotate", "configmap", "one", Marks.TRACKING + "-");
            shop.kubectl.run("-n", shop.namespace, "label", "configmap", "two", Marks.PART_OF + "-");

            ChangeSet shown = shop.says(TWO).compare().changeSet();
            shop.sync();

            assertThat(Shop.actions(shown))
                    .containsEntry("ConfigMap/one", Action.KEPT)
                    .containsEntry("ConfigMap/two", Action.CONFIGURED);
            assertThat(shown.changes().stream()
                            .filter(change -> change.action() == Action.KEPT)
                            .map(Change::message))
                    .singleElement()
                    .asString()
                    .contains(Marks.TRACKING);
            assertThat(configMaps(shop)).contains("configmap/one", "configmap/two");
            assertThat(shop.kubectl
                            .get("-n", shop.namespace, "configmap", "two")
                            .toString())
                    .contains(Marks.PART_OF);
        }
    }

    @Test
    void twoDestinationsInOneClusterAreOneSet() {
        try (Shop shop = new Shop();
                Shop other = new Shop()) {
            String role = """
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: ClusterRole
                    metadata: {name: NAMESPACE}
                    rules: []
                    """;
            shop.says(ONE, role);
            List<Target> targets = List.of(
                    new Target(shop.cluster, shop.namespace, shop.desired()),
                    new Target(shop.cluster, other.namespace, shop.desired()));

            ChangeSet first = shop.sync(shop.compare(shop.project(targets)));
            assertThat(first.changes()).hasSize(3).allMatch(change -> change.action() == Action.CREATED);
            assertThat(shop.compare(shop.project(targets)).inSync()).isTrue();

            ChangeSet narrowed = shop.sync();
            assertThat(configMaps(other)).doesNotContain("configmap/one");
            assertThat(configMaps(shop)).contains("configmap/one");
            assertThat(narrowed.changes())
                    .filteredOn(change -> change.action() == Action.PRUNED)
                    .hasSize(1);
        }
    }

    @Test
    void oneClusterUnderTwoNamesIsOneCluster() {
        try (Shop shop = new Shop();
                Cluster alias = Cluster.of(
                        "alias", Kubeconfigs.read(TestBed.get().kubernetes().kubeconfig(), null))) {
            shop.says(ONE, TWO);
            List<Target> targets = List.of(
                    new Target(shop.cluster, shop.namespace, shop.desired().subList(0, 1)),
                    new Target(alias, shop.namespace, shop.desired().subList(1, 2)));

            ChangeSet changes = shop.sync(shop.compare(shop.project(targets)));

            assertThat(changes.changes()).hasSize(2).allMatch(change -> change.action() == Action.CREATED);
            assertThat(shop.compare(shop.project(targets)).inSync()).isTrue();
            assertThat(configMaps(shop)).contains("configmap/one", "configmap/two");
        }
    }

    @Test
    void anOldSerialPrunesNothingUntilSomebodyConfirms() {
        try (Shop shop = new Shop()) {
            shop.says(ONE, TWO).sync();

            ChangeSet held = shop.says(ONE).lastSerial(0).sync();
            assertThat(Shop.actions(held)).containsEntry("ConfigMap/two", Action.KEPT);
            assertThat(held.changes()).anyMatch(change -> change.reason().equals("OldSerial"));
            assertThat(configMaps(shop)).contains("configmap/two");

            assertThat(Shop.actions(shop.confirmed().sync())).containsEntry("ConfigMap/two", Action.PRUNED);
        }
    }

    @Test
    void aProjectThatIsFoundSomewhereElsePrunesNothingThereUntilSomebodyConfirms() {
        try (Shop shop = new Shop()) {
            shop.says("{apiVersion: v1, kind: ConfigMap, metadata: {name: one}}")
                    .sync();
            String elsewhere = shop.kubectl.newNamespace();
            Project moved = shop.project(List.of(new Target(shop.cluster, elsewhere, shop.desired())));
            ChangeSet changes = shop.sync(shop.compare(moved));
            assertThat(changes.changes())
                    .filteredOn(change -> change.action() == Action.KEPT)
                    .extracting(Change::reason)
                    .containsExactly("Moved");
            assertThat(shop.kubectl.run("get", "configmap", "one", "-n", shop.namespace, "-o", "name"))
                    .contains("one");
            assertThat(shop.sync(shop.confirmed().compare(moved)).changes())
                    .extracting(Change::action)
                    .contains(Action.PRUNED);
        }
    }

    @Test
    void aProjectOfTheSameNameElsewhereIsNotRemovedByMistake() {
        try (Shop shop = new Shop()) {
            shop.says("{apiVersion: v1, kind: ConfigMap, metadata: {name: one}}")
                    .sync();
            String elsewhere = shop.kubectl.newNamespace();
            shop.with(Removal::options);
            Project wrong = shop.project(List.of(new Target(shop.cluster, elsewhere, List.of())));
            assertThatThrownBy(() -> shop.compare(wrong))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining(shop.namespace)
                    .hasMessageContaining("another project of the same name");
        }
    }

    @Test
    void aKindThatIsNoLongerServedIsNamedAndStaysInTheRecord() {
        try (Shop shop = new Shop()) {
            String group = shop.namespace + ".example.com";
            shop.kubectl.feed(Definitions.crd(group, "size: {type: integer}"), "apply", "-f", "-");
            shop.kubectl.run("wait", "--for=condition=Established", "crd/boxes." + group, "--timeout=30s");
            shop.cluster.rediscover();
            String box = "apiVersion: " + group + "/v1\nkind: Box\nmetadata: {name: one}\nspec: {size: 3}";
            shop.says(ONE, TWO, box).sync();
            shop.kubectl.run("delete", "crd", "boxes." + group);

            try (Shop later = Shop.beside(shop, "shop")) {
                ChangeSet changes = Await.until(
                        () -> {
                            later.cluster.rediscover();
                            return later.says(ONE).compare().changeSet();
                        },
                        shown -> shown.summary().message().contains("Box." + group));
                assertThat(changes.summary().message()).contains("Box." + group, "does not serve the kind");
                later.sync();
                assertThat(configMaps(later)).doesNotContain("configmap/two");
                assertThat(later.kubectl
                                .get("-n", shop.namespace, "configmap", TrackingRecord.name(shop.owner()))
                                .toString())
                        .contains("Box." + group);
            }
        }
    }

    @Test
    void aDeadApiServiceBlocksItsKindsAndNothingElse() {
        try (Shop shop = new Shop()) {
            shop.says(ONE, TWO).sync();
            String group = shop.namespace + ".example.com";
            shop.kubectl.feed("""
                    apiVersion: apiregistration.k8s.io/v1
                    kind: APIService
                    metadata: {name: v1.GROUP}
                    spec:
                      group: GROUP
                      version: v1
                      groupPriorityMinimum: 100
                      versionPriority: 100
                      insecureSkipTLSVerify: true
                      service: {name: nobody, namespace: default}
                    """.replace("GROUP", group), "apply", "-f", "-");
            try {
                shop.cluster.rediscover();
                shop.says(ONE, "apiVersion: " + group + "/v1\nkind: Thing\nmetadata: {name: x}");
                assertThatThrownBy(shop::compare)
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("Thing");

                assertThat(Shop.actions(shop.says(ONE).sync())).containsEntry("ConfigMap/two", Action.PRUNED);
            } finally {
                shop.kubectl.run("delete", "apiservice", "v1." + group);
            }
        }
    }

    @Test
    void aNewObjectIsMadeWithoutReadingIt() {
        try (Shop admin = new Shop()) {
            String user = "user-" + admin.namespace;
            admin.kubectl.feed(Rights.allBut(admin.namespace, user, "services", "get"), "apply", "-f", "-");
            java.nio.file.Path kubeconfig = TestBed.get().kubectlAs(user).kubeconfig();

            try (Shop unseeing = new Shop(admin.namespace, kubeconfig)) {
                assertThat(Shop.actions(unseeing.says(ONE, SyncTest.WEB).sync()))
                        .containsEntry("Service/web", Action.CREATED);

                // What is there and not known as ours must be read first.
                admin.kubectl.run("-n", admin.namespace, "create", "service", "clusterip", "other", "--tcp=80");
                unseeing.says(ONE, SyncTest.WEB, SyncTest.WEB.replace("{name: web}", "{name: other}"));
                assertThatThrownBy(unseeing::compare)
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("get services");
            }
        }
    }

    @Test
    void aKindThatMayNotBeListedIsNotPruned() {
        try (Shop admin = new Shop()) {
            admin.says(ONE, TWO, SyncTest.WEB).sync();
            String user = "user-" + admin.namespace;
            admin.kubectl.feed(Rights.allBut(admin.namespace, user, "services", "list"), "apply", "-f", "-");
            java.nio.file.Path kubeconfig = TestBed.get().kubectlAs(user).kubeconfig();

            try (Shop limited = new Shop(admin.namespace, kubeconfig)) {
                ChangeSet changes = limited.named("shop").says(ONE).sync();

                assertThat(Shop.actions(changes))
                        .containsEntry("ConfigMap/two", Action.PRUNED)
                        .containsEntry("Deployment/web", Action.PRUNED);
                assertThat(changes.summary().message()).contains("Service", "can't be listed", "list services");
                assertThat(changes.summary().syncStatus()).isEqualTo(SyncStatus.UNKNOWN);
            }
            assertThat(admin.kubectl.run("-n", admin.namespace, "get", "services", "-o", "name"))
                    .contains("service/web");
            // With the right again, what was out of sight is found and goes.
            assertThat(Shop.actions(admin.says(ONE).sync())).containsEntry("Service/web", Action.PRUNED);
        }
    }
}
