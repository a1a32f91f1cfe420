package io.jenkins.plugins.continuousdeployment.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDiffTest {
    private static final KubeObject WEB = Trees.object("""
            kind: Deployment
            apiVersion: apps/v1
            metadata: {uid: u, generation: 3, resourceVersion: "4", namespace: shop, name: web, managedFields: [{}]}
            spec:
              replicas: 3
              template: {spec: {containers: [{image: "web:1", name: web, args: [a, "yes", "- x"], env: []}], volumes: [{}]}}
              script: "one\\ntwo\\n"
              open: "one\\ntwo"
              nothing: null
              empty: ""
              matrix: [[1, 2.5], [true]]
            status: {replicas: 3}
            """);

    @Test
    void readsLikeYamlAndLeavesBookkeepingOut() {
        assertThat(TextDiff.removed(WEB))
                .containsExactly(
                        "--- live/Deployment.apps shop/web",
                        "+++ /dev/null",
                        "@@ -1,33 +1,0 @@",
                        "-apiVersion: apps/v1",
                        "-kind: Deployment",
                        "-metadata:",
                        "-  name: web",
                        "-  namespace: shop",
                        "-spec:",
                        "-  empty: ''",
                        "-  matrix:",
                        "-  -",
                        "-    - 1",
                        "-    - 2.5",
                        "-  -",
                        "-    - true",
                        "-  nothing: null",
                        "-  open: |-",
                        "-    one",
                        "-    two",
                        "-  replicas: 3",
                        "-  script: |",
                        "-    one",
                        "-    two",
                        "-  template:",
                        "-    spec:",
                        "-      containers:",
                        "-      - name: web",
                        "-        args:",
                        "-        - a",
                        "-        - 'yes'",
                        "-        - '- x'",
                        "-        env: []",
                        "-        image: web:1",
                        "-      volumes:",
                        "-      - {}");
    }

    @Test
    void whatIsMadeOrDeletedIsShownWholeHoweverLargeItIs() {
        // As large as the definitions of several operators together; a search for what both sides share would not end.
        List<Integer> many = IntStream.range(0, 200_000).boxed().toList();
        KubeObject large = new KubeObject(Map.of(
                "apiVersion", "example.org/v1", "kind", "Box", "metadata", Map.of("name", "large"), "spec", many));
        assertThat(TextDiff.created(large))
                .hasSize(200_008)
                .startsWith("--- /dev/null", "+++ desired/Box.example.org large", "@@ -1,0 +1,200005 @@")
                .endsWith("+- 199999");
        assertThat(TextDiff.removed(large)).hasSize(200_008).endsWith("-- 199999");
    }

    @Test
    void showsWhatChangesInItsSurroundings() {
        KubeObject after = Trees.object("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a, namespace: b, resourceVersion: "2"}
                data: {a: "1", b: "2", c: three, d: "4", e: "5", f: "6"}
                """);
        KubeObject before = Trees.object("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a, namespace: b, resourceVersion: "1"}
                data: {f: "6", e: "5", d: "4", c: "3", b: "2", a: "1"}
                """);
        assertThat(TextDiff.changed(before, after))
                .containsExactly(
                        "--- live/ConfigMap b/a",
                        "+++ desired/ConfigMap b/a",
                        "@@ -6,7 +6,7 @@",
                        " data:",
                        "   a: '1'",
                        "   b: '2'",
                        "-  c: '3'",
                        "+  c: three",
                        "   d: '4'",
                        "   e: '5'",
                        "   f: '6'");
        assertThat(TextDiff.changed(before, before)).isEmpty();
    }

    private static KubeObject secret(String password, String other) {
        return Trees.object("""
                apiVersion: v1
                kind: Secret
                metadata:
                  name: a
                  annotations:
                    kubectl.kubernetes.io/last-applied-configuration: '{"data":{"password":"%1$s"}}'
                    copied/by-a-tool: H4sI%1$s
                    continuous-deployment.jenkins.io/tracking: cdctl
                data: {password: %1$s, same: eHl6, %2$s}
                stringData: {password: plain-%1$s}
                """.formatted(password, other));
    }

    @Test
    void valuesOfSecretsAreShownAsChangedOrNot() {
        List<String> lines = TextDiff.changed(secret("b25l", "old: eA=="), secret("dHdvIGFuZCBtb3Jl", "fresh: eA=="));
        String text = String.join("\n", lines);
        assertThat(text)
                .doesNotContain("b25l")
                .doesNotContain("dHdv")
                .doesNotContain("eA==")
                .doesNotContain("eHl6")
                .contains("-  password: '(masked)'\n+  fresh: '(masked)'\n+  password: '(masked, changed)'")
                .contains("   same: '(masked)'")
                .contains("tracking: cdctl")
                .contains("-  old: '(masked)'");
        assertThat(lines).noneMatch(line -> line.startsWith("+") && line.contains("same"));
    }

    @Test
    void valuesOfSecretsThatComeOrGoAreMasked() {
        assertThat(String.join("\n", TextDiff.created(secret("b25l", "x: eA=="))))
                .contains("+  password: '(masked)'")
                .doesNotContain("b25l");
        assertThat(String.join("\n", TextDiff.removed(secret("b25l", "x: eA=="))))
                .contains("-  password: '(masked)'")
                .doesNotContain("b25l");
    }

    @Test
    void damagedSecretsAreMaskedToo() {
        KubeObject damaged = Trees.object(
                "{apiVersion: v1, kind: Secret, metadata: {name: a}, data: c2VjcmV0, stringData: [c2VjcmV0]}");
        assertThat(String.join("\n", TextDiff.created(damaged))).doesNotContain("c2VjcmV0");
        assertThat(DryRunVerdict.of(damaged, secret("b25l", "x: eA=="), "us").toString())
                .doesNotContain("c2VjcmV0")
                .doesNotContain("b25l");
    }
}
