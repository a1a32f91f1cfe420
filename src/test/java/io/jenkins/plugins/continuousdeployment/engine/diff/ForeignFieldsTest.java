package io.jenkins.plugins.continuousdeployment.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForeignFieldsTest {
    // Without a controller manager, which would write between our look and our patch.
    private final LiveServer server = LiveServer.alone();
    private final String namespace = server.newNamespace("foreign-");
    private final ForeignFields foreign = new ForeignFields(LiveServer.US, ForeignFields.CONTROLLERS);

    private KubeObject web() {
        return Trees.object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec:
                  replicas: 0
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "web:1"}]}
                """.formatted(namespace));
    }

    private void others() {
        server.apply(web(), LiveServer.US).object();
        server.jsonPatch(
                        web(),
                        List.of(
                                Map.of(
                                        "op", "add",
                                        "path", "/spec/template/spec/containers/-",
                                        "value", Map.of("name", "sidecar", "image", "sidecar:1")),
                                Map.of(
                                        "op", "add",
                                        "path", "/spec/template/spec/containers/0/env",
                                        "value", List.of(Map.of("name", "A", "value", "1")))),
                        "injector")
                .object();
        server.merge(
                        web(),
                        "",
                        Map.of(
                                "metadata",
                                Map.of("finalizers", List.of("example.org/stay"), "labels", Map.of("a", "b"))),
                        "operator")
                .object();
        server.merge(web(), "", Map.of("metadata", Map.of("annotations", Map.of("c", "d"))), "istiod")
                .object();
        server.merge(web(), "status", Map.of("status", Map.of("replicas", 0)), "somebody")
                .object();
    }

    @Test
    void whatOthersAddedIsShownWithItsAuthors() {
        others();
        List<ForeignFields.Foreign> found = foreign.of(server.get(web()).object());
        assertThat(found)
                .filteredOn(entry -> !entry.author().manager().equals("kube-controller-manager"))
                .extracting(entry -> entry.author().manager() + " " + entry.paths() + " " + entry.revertible())
                .containsExactlyInAnyOrder(
                        "injector [spec.template.spec.containers[name=sidecar],"
                                + " spec.template.spec.containers[name=web].env[name=A]] true",
                        "operator [metadata.finalizers[\"example.org/stay\"], metadata.labels.a] true",
                        "istiod [metadata.annotations.c] false");
        release();
    }

    @Test
    void revertingRemovesItButWhatOthersRelyOn() {
        others();
        KubeObject before = server.get(web()).object();
        TakeoverPlan plan = foreign.revert(web(), before).orElseThrow();
        assertThat(plan.removed())
                .extracting(FieldPath::toString)
                .containsExactlyInAnyOrder(
                        "spec.template.spec.containers[name=sidecar]",
                        "spec.template.spec.containers[name=web].env[name=A]",
                        "metadata.labels.a");
        server.jsonPatch(web(), plan.patch(), LiveServer.US).object();
        KubeObject after = server.apply(web(), LiveServer.US).object();
        assertThat(after.list("spec", "template", "spec", "containers")).hasSize(1);
        assertThat(after.toString()).doesNotContain("sidecar");
        assertThat(after.label("a")).isNull();
        assertThat(after.annotation("c")).isEqualTo("d");
        assertThat(after.list("metadata", "finalizers")).containsExactly("example.org/stay");
        assertThat(foreign.revert(web(), after)).isEqualTo(Optional.empty());
        assertThat(new InSyncProof(LiveServer.US).prove(web(), after)).isEqualTo(Proof.holds());
        release();
    }

    @Test
    void nothingIsForeignOfAnObjectThatWeAloneApplied() {
        KubeObject map = Trees.object(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: " + namespace + "}, data: {a: b}}");
        KubeObject live = server.apply(map, LiveServer.US).object();
        assertThat(foreign.of(live)).isEmpty();
        assertThat(foreign.revert(map, live)).isEmpty();
    }

    @Test
    void nothingIsRevertedBeforeTheFirstApply() {
        KubeObject map = Trees.object(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: b, namespace: " + namespace + "}, data: {a: b}}");
        KubeObject live = server.create(map, "anyone").object();
        assertThat(foreign.of(live)).hasSize(1);
        assertThat(foreign.revert(map, live)).isEmpty();
    }

    private void release() {
        server.merge(web(), "", Map.of("metadata", Map.of("finalizers", List.of())), "operator")
                .object();
    }
}
