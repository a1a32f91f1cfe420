package io.jenkins.plugins.continuousdeployment.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Kubectl;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Objects that other tools cared for, taken over on the real API server. */
class TakeoverTest {
    private final LiveServer server = LiveServer.get();
    private final Kubectl kubectl = TestBed.get().kubectl();
    private final String namespace = server.newNamespace("takeover-");
    private final Takeover takeover = new Takeover(LiveServer.US, Takeover.MANAGERS);

    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, annotations: {old: "1"}, labels: {app: web}}
            spec:
              replicas: 0
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - {name: web, image: "web:1", env: [{name: A, value: "1"}, {name: B, value: "2"}]}
                  - {name: old, image: "old:1"}
            """;

    private static final String WANTED = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, labels: {app: web}}
            spec:
              replicas: 0
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - {name: web, image: "web:1", env: [{name: A, value: "1"}]}
            """;

    private KubeObject placed(String yaml) {
        Map<String, Object> body = Trees.object(yaml).thaw();
        Trees.map(body.get("metadata")).put("namespace", namespace);
        return new KubeObject(body);
    }

    private Optional<TakeoverPlan> plan(KubeObject desired) {
        return takeover.plan(desired, server.get(desired).object(), Set.of(desired.apiVersion()));
    }

    /** As a sync does it: take over, apply, and look once more. */
    private KubeObject takeOverAndApply(KubeObject desired) {
        for (int i = 0; i < 2; i++) {
            takeOver(desired);
            server.apply(desired, LiveServer.US).object();
        }
        assertThat(plan(desired)).isEmpty();
        return server.get(desired).object();
    }

    /** Controllers write in between; then the patch fails its test, and is made anew. */
    private void takeOver(KubeObject desired) {
        Optional<TakeoverPlan> plan;
        do {
            plan = plan(desired);
        } while (plan.isPresent()
                && !server.jsonPatch(desired, plan.get().patch(), LiveServer.US).ok());
    }

    /** The object without what the Deployment's controller counts in it. */
    private static Map<String, Object> content(KubeObject object) {
        Map<String, Object> body = Bookkeeping.removed(object).thaw();
        Trees.map(body.get("metadata")).remove("annotations");
        return body;
    }

    private static List<String> paths(TakeoverPlan plan) {
        return plan.removed().stream().map(FieldPath::toString).toList();
    }

    private void assertWebIsTakenOver(KubeObject live) {
        assertThat(live.annotation("old")).isNull();
        assertThat(live.annotation(LastApplied.NAME)).isNull();
        assertThat(live.list("spec", "template", "spec", "containers")).hasSize(1);
        Map<String, Object> web =
                Trees.map(live.list("spec", "template", "spec", "containers").get(0));
        assertThat(web.get("env")).isEqualTo(List.of(Map.of("name", "A", "value", "1")));
        assertThat(new InSyncProof(LiveServer.US).prove(placed(WANTED), live)).isEqualTo(Proof.holds());
    }

    @Test
    void whatKubectlAppliedAndGitDroppedIsRemoved() {
        kubectl.feed(WEB, "apply", "-n", namespace, "-f", "-");
        TakeoverPlan plan = plan(placed(WANTED)).orElseThrow();
        assertThat(paths(plan))
                .containsExactlyInAnyOrder(
                        "metadata.annotations.old",
                        "spec.template.spec.containers[name=web].env[name=B]",
                        "spec.template.spec.containers[name=old]");
        assertThat(plan.from()).containsExactly("kubectl-client-side-apply");
        assertWebIsTakenOver(takeOverAndApply(placed(WANTED)));
    }

    @Test
    void whatKubectlMadeAndEditedIsRemoved() {
        kubectl.feed(WEB, "create", "-n", namespace, "-f", "-");
        server.merge(placed(WANTED), "", Map.of("metadata", Map.of("labels", Map.of("edited", "yes"))), "kubectl-edit")
                .object();
        KubeObject live = takeOverAndApply(placed(WANTED));
        assertWebIsTakenOver(live);
        assertThat(live.label("edited")).isNull();
    }

    @Test
    void whatKubectlAppliedOnTheServerIsRemoved() {
        kubectl.feed(WEB, "apply", "--server-side", "-n", namespace, "-f", "-");
        assertWebIsTakenOver(takeOverAndApply(placed(WANTED)));
    }

    @Test
    void whatHelmOrArgoOrFluxWroteIsRemoved() {
        server.create(placed(WEB), "helm").object();
        assertWebIsTakenOver(takeOverAndApply(placed(WANTED)));
        for (String manager : List.of("argocd-controller", "kustomize-controller", "helm-controller")) {
            server.delete(placed(WANTED)).object();
            server.apply(placed(WEB), manager).object();
            assertWebIsTakenOver(takeOverAndApply(placed(WANTED)));
        }
    }

    @Test
    void whatOthersWroteStays() {
        kubectl.feed(WEB, "apply", "-n", namespace, "-f", "-");
        Map<String, Object> marks = Map.of("labels", Map.of("team", "red"), "finalizers", List.of("example.org/stay"));
        server.merge(placed(WANTED), "", Map.of("metadata", marks), "operator").object();
        KubeObject live = takeOverAndApply(placed(WANTED));
        assertWebIsTakenOver(live);
        assertThat(live.label("team")).isEqualTo("red");
        assertThat(live.list("metadata", "finalizers")).containsExactly("example.org/stay");
        server.merge(placed(WANTED), "", Map.of("metadata", Map.of("finalizers", List.of())), "operator");
    }

    @Test
    void finalizersAndOwnersStayWhoeverWroteThem() {
        KubeObject owner = placed("{apiVersion: v1, kind: ConfigMap, metadata: {name: owner}}");
        String uid = server.create(owner, "helm").object().uid();
        KubeObject made = placed("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, finalizers: [example.org/stay],"
                + " ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: owner, uid: " + uid
                + "}]}, data: {a: b, c: d}}");
        server.create(made, "helm").object();
        KubeObject live =
                takeOverAndApply(placed("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: b}}"));
        assertThat(live.map("data")).isEqualTo(Map.of("a", "b"));
        assertThat(live.list("metadata", "finalizers")).hasSize(1);
        assertThat(live.list("metadata", "ownerReferences")).hasSize(1);
        server.merge(made, "", Map.of("metadata", Map.of("finalizers", List.of())), "tests");
    }

    @Test
    void replicasThatAnAutoscalerSetStay() {
        kubectl.feed(WEB, "apply", "-n", namespace, "-f", "-");
        server.merge(placed(WANTED), "scale", Map.of("spec", Map.of("replicas", 3)), "kube-controller-manager")
                .object();
        Map<String, Object> body = placed(WANTED).thaw();
        Trees.map(body.get("spec")).remove("replicas");
        KubeObject live = takeOverAndApply(new KubeObject(body));
        assertThat(live.at("spec", "replicas")).isEqualTo(3L);
    }

    @Test
    void defaultsOfAClientSideApplyAreNotTaken() {
        kubectl.feed(WEB, "apply", "-n", namespace, "-f", "-");
        // Nobody's manifest says it, yet it is in the entry, since the server filled it in.
        FieldPath filledIn = FieldPath.of("spec", "revisionHistoryLimit");
        KubeObject before = server.get(placed(WANTED)).object();
        assertThat(ManagedFields.of(before).all().contains(filledIn)).isTrue();
        takeOver(placed(WANTED));
        KubeObject after = server.get(placed(WANTED)).object();
        assertThat(ManagedFields.of(after).all().contains(filledIn)).isFalse();
        assertThat(after.at("spec", "revisionHistoryLimit")).isEqualTo(10L);
    }

    @Test
    void claimWithAClassFromTheClusterIsTakenOverThoughItsSpecIsFixed() {
        String claim = "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, labels: {old: a}}, spec:"
                + " {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}";
        for (String verb : List.of("create", "apply")) {
            kubectl.feed(claim, verb, "-n", namespace, "-f", "-");
            KubeObject desired = placed(claim.replace("labels: {old: a}", "labels: {fresh: b}"));
            KubeObject live = takeOverAndApply(desired);
            assertThat(live.label("old")).isNull();
            assertThat(live.label("fresh")).isEqualTo("b");
            server.delete(desired).object();
            kubectl.run("wait", "--for=delete", "-n", namespace, "pvc/data", "--timeout=60s");
        }
    }

    @Test
    void objectWithoutOwnersIsOursAfterTheFirstApply() {
        server.create(placed(WEB), "anyone").object();
        server.jsonPatch(
                        placed(WANTED),
                        List.of(Map.of("op", "replace", "path", "/metadata/managedFields", "value", List.of(Map.of()))),
                        "anyone")
                .object();
        assertThat(server.get(placed(WANTED)).object().list("metadata", "managedFields"))
                .isEmpty();
        KubeObject taken = takeOverAndApply(placed(WANTED));
        assertThat(ManagedFields.of(taken).entries())
                .extracting(ManagedEntry::manager)
                .doesNotContain("before-first-apply");
        // What was never in Git, and in no annotation, is nobody's to remove; what is in Git now goes with Git.
        assertThat(taken.annotation("old")).isEqualTo("1");
        Map<String, Object> body = placed(WANTED).thaw();
        Trees.map(body.get("metadata")).remove("labels");
        KubeObject later = takeOverAndApply(new KubeObject(body));
        assertThat(later.label("app")).isNull();
    }

    @Test
    void objectWithoutOwnersLosesWhatItsAnnotationNames() {
        kubectl.feed(WEB, "apply", "-n", namespace, "-f", "-");
        server.jsonPatch(
                        placed(WANTED),
                        List.of(Map.of("op", "replace", "path", "/metadata/managedFields", "value", List.of(Map.of()))),
                        "anyone")
                .object();
        // The first look finds no owners; the annotation stays until the first apply has made the entry.
        assertThat(plan(placed(WANTED))).isEmpty();
        assertWebIsTakenOver(takeOverAndApply(placed(WANTED)));
    }

    @Test
    void whatWasWrittenInAnOlderVersionIsConvertedByTheServer() {
        KubeObject v1 = placed(
                "{apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, metadata: {name: a}, spec:"
                        + " {maxReplicas: 3, targetCPUUtilizationPercentage: 80, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}}}");
        server.create(v1, "kubectl-create").object();
        KubeObject desired = placed("{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a},"
                + " spec: {maxReplicas: 4, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}, metrics: [{type: Resource,"
                + " resource: {name: memory, target: {type: Utilization, averageUtilization: 50}}}]}}");
        KubeObject live = server.get(desired).object();
        TakeoverPlan plan = takeover.plan(desired, live, Set.of("autoscaling/v1", "autoscaling/v2"))
                .orElseThrow();
        assertThat(plan.patch().toString()).contains("operation=Apply, apiVersion=autoscaling/v1");
        server.jsonPatch(desired, plan.patch(), LiveServer.US).object();
        KubeObject applied = server.apply(desired, LiveServer.US).object();
        assertThat(applied.list("spec", "metrics")).hasSize(1);
        assertThat(new InSyncProof(LiveServer.US).prove(desired, applied)).isEqualTo(Proof.holds());
    }

    @Test
    void whatWasWrittenInAVersionThatIsGoneIsTakenWhereTheFieldsAreStillThere() {
        KubeObject desired = placed("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: b}}");
        KubeObject live = Trees.object("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: a
                  resourceVersion: "7"
                  managedFields:
                  - {manager: helm, operation: Update, apiVersion: v0, fieldsType: FieldsV1,
                     fieldsV1: {"f:data": {"f:a": {}, "f:c": {}, "f:gone": {}}}}
                data: {a: b, c: d}
                """);
        TakeoverPlan plan = takeover.plan(desired, live, Set.of("v1")).orElseThrow();
        assertThat(plan.patch().get(1).get("value").toString())
                .contains("manager=continuous-deployment, operation=Apply, apiVersion=v1")
                .contains("f:data={f:a={}, f:c={}}");
        assertThat(paths(plan)).containsExactly("data.c");
    }

    @Test
    void aChangeInBetweenIsNotOverwritten() {
        kubectl.feed(WEB, "apply", "-n", namespace, "-f", "-");
        TakeoverPlan plan = plan(placed(WANTED)).orElseThrow();
        server.merge(placed(WANTED), "", Map.of("metadata", Map.of("labels", Map.of("a", "b"))), "operator")
                .object();
        assertThat(server.jsonPatch(placed(WANTED), plan.patch(), LiveServer.US).code())
                .isEqualTo(422);
    }

    @Test
    void laterEditsAreDriftAndStay() {
        server.apply(placed(WANTED), LiveServer.US).object();
        server.merge(placed(WANTED), "", Map.of("metadata", Map.of("labels", Map.of("a", "b"))), "kubectl-edit")
                .object();
        assertThat(plan(placed(WANTED))).isEmpty();
    }

    @Test
    void whatWeReplacedIsOursLikeWhatWeApplied() {
        server.apply(placed(WANTED), LiveServer.US).object();
        Map<String, Object> labels = Map.of("replaced", "yes");
        server.merge(placed(WANTED), "", Map.of("metadata", Map.of("labels", labels)), LiveServer.US)
                .object();
        assertThat(plan(placed(WANTED)).map(TakeoverTest::paths)).hasValue(List.of("metadata.labels.replaced"));
        assertThat(takeOverAndApply(placed(WANTED)).label("replaced")).isNull();
    }

    @Test
    void previewIsWhatComes() {
        kubectl.feed(WEB, "create", "-n", namespace, "-f", "-");
        KubeObject desired = placed(WANTED);
        KubeObject merged;
        LiveServer.Answer answer;
        do {
            // The Deployment's controller may write after the dry run; then that state is gone, and 409 says so.
            TakeoverPlan plan = plan(desired).orElseThrow();
            merged = server.dryRun(desired, LiveServer.US).object();
            answer = server.replace(plan.withoutRemoved(merged), LiveServer.US, true);
        } while (answer.code() == 409);
        KubeObject preview = answer.object();
        KubeObject real = takeOverAndApply(desired);
        assertThat(content(preview)).isEqualTo(content(real));
        assertThat(TextDiff.changed(merged, preview)).isNotEmpty();
    }

    @Test
    void annotationThatGitWantsStays() {
        kubectl.feed(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: b}}",
                "apply",
                "-n",
                namespace,
                "-f",
                "-");
        KubeObject desired = placed("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {"
                + LastApplied.NAME + ": mine}}, data: {a: b}}");
        assertThat(takeOverAndApply(desired).annotation(LastApplied.NAME)).isEqualTo("mine");
    }
}
