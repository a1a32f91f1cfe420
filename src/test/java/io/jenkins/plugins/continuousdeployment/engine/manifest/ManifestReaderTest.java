package io.jenkins.plugins.continuousdeployment.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
    private static final String CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n";

    private static Manifests read(String... namesAndContents) {
        return ManifestReader.read(MemoryTree.of(namesAndContents), ".", ManifestLimits.DEFAULT);
    }

    private static String configMap(String name) {
        return CONFIG_MAP.formatted(name);
    }

    private static List<String> keys(Manifests manifests) {
        return manifests.objects().stream()
                .map(desired -> ObjectKey.of(desired.object()) + " @" + desired.place())
                .toList();
    }

    private static List<String> problems(String... namesAndContents) {
        return problems(catchThrowableOfType(RefusedException.class, () -> read(namesAndContents)));
    }

    private static List<String> problems(RefusedException e) {
        return e.problems().stream().map(Problem::toString).toList();
    }

    private static Map<String, Object> only(Manifests manifests) {
        assertThat(manifests.objects()).hasSize(1);
        return manifests.objects().get(0).object().body();
    }

    // Which files

    @Test
    void readsManifestFilesInTheOrderOfTheirPaths() {
        assertThat(keys(read(
                        "b.yml", configMap("b"),
                        "a/c.json",
                                "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"c\"}}",
                        "a.yaml", "\n" + configMap("a"),
                        "README.md", "# no manifest",
                        "a.yaml.bak", "{{",
                        "run.sh", "{{")))
                .containsExactly("ConfigMap a @a.yaml:2:1", "ConfigMap c @a/c.json:1:1", "ConfigMap b @b.yml:1:1");
    }

    @Test
    void passesHiddenFilesAndFoldersInSilence() {
        Manifests manifests =
                read(".hidden.yaml", "{{", ".github/w.yaml", "{{", "a/.b/c.yaml", "{{", "a/.d.yaml", "{{");
        assertThat(manifests.objects()).isEmpty();
        assertThat(manifests.skipped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".deploy/prod", "./.deploy//prod/"})
    void readsAHiddenFolderThatThePathNames(String path) {
        MemoryTree tree = MemoryTree.of(".deploy/prod/a.yaml", configMap("a"), ".deploy/prod/.b.yaml", "{{");
        Manifests manifests = ManifestReader.read(tree, path, ManifestLimits.DEFAULT);
        assertThat(keys(manifests)).containsExactly("ConfigMap a @.deploy/prod/a.yaml:1:1");
    }

    @Test
    void readsTheFileThatThePathNamesWhateverItIsCalled() {
        MemoryTree tree = MemoryTree.of("deploy/.all", configMap("a"), "deploy/b.yaml", configMap("b"));
        assertThat(keys(ManifestReader.read(tree, "deploy/.all", ManifestLimits.DEFAULT)))
                .containsExactly("ConfigMap a @deploy/.all:1:1");
    }

    // What is no manifest

    @Test
    void skipsAndNamesYamlThatIsNoManifest() {
        Manifests manifests = read(
                "a/kustomization.yaml", "resources: [b.yaml]\n",
                "b/kustomization.yml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
                "c/component.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n",
                "d/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
                "d/values.yaml", "# values\nreplicas: 2\n",
                "e/patch.yaml", "- {op: remove, path: /spec}\n",
                "f/word.yaml", "--- hello\n",
                "g/empty.yaml", "# nothing\n---\n---\n" + configMap("g"),
                "package.json", "{\"name\": \"shop\", \"items\": [1]}");
        assertThat(manifests.skipped())
                .extracting(Skipped::toString)
                .containsExactly(
                        "a/kustomization.yaml:1:1: a kustomization is no manifest; its folder is read as plain manifests",
                        "b/kustomization.yml:1:1: a kustomization is no manifest; its folder is read as plain manifests",
                        "c/component.yaml:1:1: a Component of kustomize is no manifest",
                        "d/Chart.yaml:1:1: a Helm chart's description is no manifest",
                        "d/values.yaml:2:1: no manifest: it has neither apiVersion nor kind",
                        "e/patch.yaml:1:1: no manifest: the document is no map",
                        "f/word.yaml:1:5: no manifest: the document is no map",
                        "package.json:1:1: no manifest: it has neither apiVersion nor kind");
        assertThat(manifests.skipped()).extracting(Skipped::object).containsOnlyNulls();
        assertThat(keys(manifests)).containsExactly("ConfigMap g @g/empty.yaml:4:1 (document 2)");
    }

    @Test
    void takesFluxKustomizationsForManifests() {
        assertThat(
                        keys(
                                read(
                                        "flux.yaml",
                                        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a, namespace: b}\n")))
                .containsExactly("Kustomization.kustomize.toolkit.fluxcd.io b/a @flux.yaml:1:1");
    }

    static Stream<Arguments> brokenManifests() {
        return Stream.of(
                Arguments.of(
                        "kind: ConfigMap\nmetadata: {name: a}\n",
                        "f.yaml:1:1: ConfigMap a: apiVersion is missing; a manifest has apiVersion and kind, and a file"
                                + " that is none belongs outside of the path"),
                Arguments.of(
                        "apiVersion: v1\nmetadata: {name: a}\n",
                        "f.yaml:1:1: object a: kind is missing; a manifest has apiVersion and kind, and a file that is none"
                                + " belongs outside of the path"),
                Arguments.of(
                        "apiVersion: 1\nkind: ConfigMap\nmetadata: {name: a}\n",
                        "f.yaml:1:13: ConfigMap a: apiVersion is the number 1, and must be a string; quote it"),
                Arguments.of(
                        "apiVersion: apps/v1/x\nkind: ConfigMap\nmetadata: {name: a}\n",
                        "f.yaml:1:13: ConfigMap a: apiVersion is \"apps/v1/x\", and must be one word such as v1 or apps/v1"),
                Arguments.of(
                        "apiVersion: v1\nkind: Config.Map\nmetadata: {name: a}\n",
                        "f.yaml:2:7: Config.Map a: kind is \"Config.Map\", and must be one word such as ConfigMap"),
                Arguments.of("apiVersion: v1\nkind: ConfigMap\n", "f.yaml:1:1: ConfigMap: metadata.name is missing"),
                Arguments.of(
                        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  namespace: b\n",
                        "f.yaml:4:3: ConfigMap b: metadata.name is missing"),
                Arguments.of(
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: [a]\n",
                        "f.yaml:3:11: ConfigMap: metadata is a list, and must be a map"),
                Arguments.of(
                        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: 5\n",
                        "f.yaml:4:9: ConfigMap: metadata.name is the number 5, and must be a string; quote it"),
                Arguments.of(
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: yes}\n",
                        "f.yaml:3:32: ConfigMap a: metadata.namespace is the boolean true, and must be a string; quote it"),
                Arguments.of(
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a b}\n",
                        "f.yaml:3:18: ConfigMap a b: metadata.name can't be a name: it is empty, far too long, or holds"
                                + " blanks, / or %"),
                Arguments.of(
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ..}\n",
                        "f.yaml:3:18: ConfigMap ..: metadata.name can't be a name: it is empty, far too long, or holds"
                                + " blanks, / or %"),
                Arguments.of(
                        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    v: 1\n",
                        "f.yaml:6:8: ConfigMap a: metadata.labels.v is the number 1, and must be a string; quote it"),
                Arguments.of(
                        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations: {x: on}\n",
                        "f.yaml:5:20: ConfigMap a: metadata.annotations.x is the boolean true, and must be a string; quote"
                                + " it"),
                Arguments.of(
                        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels: [b]\n",
                        "f.yaml:5:11: ConfigMap a: metadata.labels is a list, and must be a map"),
                Arguments.of(
                        "- " + configMap("a").replace("\n", "\n  ").strip() + "\n",
                        "f.yaml:1:1: manifests in a row must be documents of their own, or the items of a List"),
                Arguments.of(
                        "apiVersion: v1\nkind: List\nitems:\n- a\n",
                        "f.yaml:4:3: List: items[0] is \"a\", and must be an object"),
                Arguments.of(
                        "apiVersion: v1\nkind: List\nitems:\n- kind: ConfigMap\n  apiVersion: v1\n",
                        "f.yaml:4:3: ConfigMap: metadata.name is missing"),
                Arguments.of(
                        "apiVersion: v1\nkind: List\n- x\n",
                        "f.yaml:3:1: no key stands here that fits the map that"
                                + " begins at line 1; look at the indentation"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("brokenManifests")
    void refusesBrokenManifestsWithTheirPlaces(String text, String problem) {
        assertThat(problems("f.yaml", text)).containsExactly(problem);
    }

    @Test
    void namesTheProblemsOfAllFilesAtOnce() {
        assertThat(problems(
                        "a.yaml", "kind: A\nmetadata: {name: 1, labels: {v: 2}}\n",
                        "b.yaml", "a: [\n",
                        "c.json", "{",
                        "d.yaml", configMap("d"),
                        "e.yaml", configMap("d")))
                .hasSize(6)
                .contains("e.yaml:1:1: ConfigMap d stands here and at d.yaml:1:1. Keep one of them.")
                .allMatch(problem -> problem.matches("[a-e]\\.(yaml|json):\\d+:\\d+.*"));
    }

    @Test
    void countsTheProblemsBeyondFifty() {
        List<String> problems = problems("a.yaml", "kind: A\n---\n".repeat(40));
        assertThat(problems).hasSize(51);
        assertThat(problems.get(50)).isEqualTo("and 30 more problems");
    }

    @Test
    void explainsTemplatesOfAChart() {
        assertThat(problems(
                        "shop/Chart.yaml", "apiVersion: v2\nname: shop\n",
                        "shop/templates/a.yaml", "{{ if .Values.a }}\na: b\n{{ end }}\n",
                        "other/templates/a.yaml", "{{ if .Values.a }}\na: b\n{{ end }}\n"))
                .containsExactly(
                        "other/templates/a.yaml:1:2: a key can't be a map or a list; a template, {{ }}, must be rendered or"
                                + " quoted",
                        "other/templates/a.yaml:2:1: the document has ended before this; look at the indentation, or begin a"
                                + " new one with ---",
                        "shop/templates/a.yaml: templates of the Helm chart in shop/ are no manifests, of which this is the"
                                + " first; choose a path without the chart");
        assertThat(problems("Chart.yaml", "apiVersion: v2\n", "templates/a.yaml", "a: {{ b }}\n{{ c }}\n"))
                .containsExactly(
                        "templates/a.yaml: templates of the Helm chart in . are no manifests, of which this is the"
                                + " first; choose a path without the chart");
    }

    @Test
    void templatesAreToldOncePerChart() {
        assertThat(problems(
                        "a/Chart.yaml", "apiVersion: v2\n",
                        "a/templates/one.yaml", "a: {{ b }}\n{{ c }}\n",
                        "a/templates/two.yaml", "a: {{ b }}\n{{ c }}\n",
                        "b/Chart.yaml", "apiVersion: v2\n",
                        "b/templates/one.yaml", "a: {{ b }}\n{{ c }}\n"))
                .hasSize(2)
                .satisfies(
                        problem -> assertThat(problem).startsWith("a/templates/one.yaml: "),
                        org.assertj.core.data.Index.atIndex(0))
                .satisfies(
                        problem -> assertThat(problem).startsWith("b/templates/one.yaml: "),
                        org.assertj.core.data.Index.atIndex(1));
        assertThat(read(
                                "a/Chart.yaml", "apiVersion: v2\n",
                                "a/templates/one.yaml", "replicas: 1\n",
                                "a/templates/two.yaml", "replicas: 2\n")
                        .skipped())
                .extracting(Skipped::toString)
                .containsExactly(
                        "a/Chart.yaml:1:1: a Helm chart's description is no manifest",
                        "a/templates/one.yaml:1:1: templates of the Helm chart in a/ are no manifests, of which this is"
                                + " the first");
    }

    // Lists

    @Test
    void flattensListsWhateverTheirKind() {
        Manifests manifests = read("a.yaml", """
                apiVersion: v1
                kind: List
                metadata: {resourceVersion: ""}
                items:
                - apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: a}
                - apiVersion: v1
                  kind: List
                  items:
                  - apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: b}
                ---
                apiVersion: v1
                kind: ConfigMapList
                items:
                - metadata: {name: c}
                  data: {x: z}
                ---
                apiVersion: example.org/v1
                kind: Bundle
                items:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: d}}
                ---
                apiVersion: v1
                kind: ConfigMapList
                metadata: {name: named}
                items:
                - metadata: {name: e}
                """);
        assertThat(keys(manifests))
                .containsExactly(
                        "ConfigMap a @a.yaml:5:3",
                        "Deployment.apps b @a.yaml:11:5",
                        "ConfigMap c @a.yaml:18:3 (document 2)",
                        "ConfigMap d @a.yaml:24:3 (document 3)",
                        "ConfigMap e @a.yaml:30:3 (document 4)");
        assertThat(manifests.objects().get(2).object().body())
                .isEqualTo(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "ConfigMap",
                        "metadata",
                        Map.of("name", "c"),
                        "data",
                        Map.of("x", "z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: v1, kind: List, items: []}",
                "{apiVersion: v1, kind: List, items: null}",
                "{apiVersion: v1, kind: List}",
                "{apiVersion: apps/v1, kind: DeploymentList, items: }"
            })
    void anEmptyListHoldsNothing(String text) {
        Manifests manifests = read("a.yaml", text);
        assertThat(manifests.objects()).isEmpty();
        assertThat(manifests.skipped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: a/v1, kind: Menu, metadata: {name: m}, items: [{dish: soup}]}",
                "{apiVersion: a/v1, kind: AllowList, metadata: {name: m}, items: [10.0.0.1]}",
                "{apiVersion: a/v1, kind: AllowList, metadata: {name: m}, items: []}",
                "{apiVersion: a/v1, kind: AllowList, metadata: {name: m}}",
                "{apiVersion: a/v1, kind: Menu, metadata: {name: m}, spec: {items: [{metadata: {name: x}}]}}",
            })
    void anObjectMayHaveItemsOfItsOwn(String text) {
        Manifests manifests = read("a.yaml", text);
        assertThat(manifests.objects()).hasSize(1);
        assertThat(manifests.objects().get(0).object().name()).isEqualTo("m");
    }

    @Test
    void itemsOfAMapWithoutKindAreNotLost() {
        assertThat(problems("a.yaml", "items:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: 1}}\n"))
                .containsExactly(
                        "a.yaml:2:54: ConfigMap: metadata.name is the number 1, and must be a string; quote it");
    }

    // What is left out

    @Test
    void leavesOutHooksAndObjectsWithoutNameAndNamesThem() {
        Manifests manifests = read("a.yaml", """
                apiVersion: batch/v1
                kind: Job
                metadata: {generateName: seed-, namespace: shop}
                ---
                apiVersion: batch/v1
                kind: Job
                metadata: {name: migrate, namespace: shop, annotations: {argocd.argoproj.io/hook: PreSync}}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: never, annotations: {argocd.argoproj.io/hook: Skip}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: test, annotations: {helm.sh/hook: test}}
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: boxes.example.org, annotations: {helm.sh/hook: crd-install}}
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: bags.example.org, annotations: {helm.sh/hook: crd-install, argocd.argoproj.io/hook: Sync}}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: both, generateName: both-}
                """);
        assertThat(manifests.skipped())
                .extracting(Skipped::toString)
                .containsExactly(
                        "a.yaml:1:1: Job shop has generateName and no name; such objects are left out for now",
                        "a.yaml:5:1 (document 2): Job shop/migrate is a hook (argocd.argoproj.io/hook: PreSync); hooks are"
                                + " left out for now",
                        "a.yaml:9:1 (document 3): ConfigMap never is a hook (argocd.argoproj.io/hook: Skip); hooks are left"
                                + " out for now",
                        "a.yaml:13:1 (document 4): Pod test is a hook (helm.sh/hook: test); hooks are left out for now",
                        "a.yaml:21:1 (document 6): CustomResourceDefinition bags.example.org is a hook"
                                + " (argocd.argoproj.io/hook: Sync); hooks are left out for now");
        assertThat(manifests.skipped().get(1).object().name()).isEqualTo("migrate");
        assertThat(manifests.objects())
                .extracting(desired -> desired.object().name())
                .containsExactly("boxes.example.org", "both");
    }

    @Test
    void takesExportedObjectsAndSaysWhatItLeftOut() {
        Manifests manifests = read("a.yaml", """
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                  namespace: shop
                  uid: 11111111-2222-3333-4444-555555555555
                  resourceVersion: "42"
                  generation: 3
                  creationTimestamp: "2026-01-01T00:00:00Z"
                  selfLink: /api/v1/web
                  managedFields: [{manager: kubectl}]
                  ownerReferences: [{kind: Shop, name: shop}]
                  annotations:
                    kubectl.kubernetes.io/last-applied-configuration: "{}"
                spec: {ports: [{port: 80}]}
                status: {loadBalancer: {ingress: [{ip: 10.0.0.1}]}}
                """);
        assertThat(only(manifests))
                .isEqualTo(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Service",
                        "metadata",
                        Map.of(
                                "name", "web",
                                "namespace", "shop",
                                "ownerReferences", List.of(Map.of("kind", "Shop", "name", "shop"))),
                        "spec",
                        Map.of("ports", List.of(Map.of("port", 80L)))));
        assertThat(manifests.notes())
                .extracting(Problem::toString)
                .containsExactly("a.yaml:1:1: Service shop/web: left out metadata.managedFields,"
                        + " metadata.resourceVersion, metadata.uid, metadata.creationTimestamp, metadata.generation,"
                        + " metadata.selfLink, the annotation kubectl.kubernetes.io/last-applied-configuration, status,"
                        + " which only the cluster sets");
    }

    @Test
    void saysNothingOfFieldsThatToolsWriteEmpty() {
        Manifests manifests = read("a.yaml", """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: boxes.example.org, creationTimestamp: null, annotations: {a: b}, labels: {c: }}
                status: {acceptedNames: {kind: "", plural: ""}, conditions: [], storedVersions: []}
                """);
        assertThat(only(manifests))
                .isEqualTo(Map.of(
                        "apiVersion", "apiextensions.k8s.io/v1",
                        "kind", "CustomResourceDefinition",
                        "metadata",
                                Map.of(
                                        "name", "boxes.example.org",
                                        "annotations", Map.of("a", "b"),
                                        "labels", Map.of("c", ""))));
        assertThat(manifests.notes()).isEmpty();
    }

    // Secrets

    @Test
    void foldsStringDataIntoDataInCanonicalBase64() {
        Manifests manifests = read("a.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: a}
                data:
                  kept: aGVsbG8=
                  lines: |
                    aGVs
                    bG8=
                  overridden: aGVsbG8=
                  empty:
                stringData:
                  overridden: "caf\\u00e9"
                  port: "80"
                  nothing:
                """);
        assertThat(only(manifests))
                .isEqualTo(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Secret",
                        "metadata",
                        Map.of("name", "a"),
                        "data",
                        Map.of(
                                "kept", "aGVsbG8=",
                                "lines", "aGVsbG8=",
                                "overridden", "Y2Fmw6k=",
                                "empty", "",
                                "port", "ODA=",
                                "nothing", "")));
    }

    @Test
    void sharedSecretDataIsNotMixedUp() {
        Manifests manifests = read("a.yaml", """
                apiVersion: v1
                kind: List
                items:
                - {apiVersion: v1, kind: Secret, metadata: {name: a}, data: &d {x: eA==}, stringData: {only-a: a}}
                - {apiVersion: v1, kind: Secret, metadata: {name: b}, data: *d}
                """);
        assertThat(manifests.objects().get(1).object().at("data")).isEqualTo(Map.of("x", "eA=="));
    }

    @Test
    void leavesStringDataOfOtherKindsAlone() {
        Manifests manifests =
                read("a.yaml", "{apiVersion: example.org/v1, kind: Secret, metadata: {name: a}, stringData: {b: c}}");
        assertThat(only(manifests)).containsEntry("stringData", Map.of("b", "c"));
    }

    @Test
    void refusesSecretDataWithoutShowingIt() {
        assertThat(problems("a.yaml", """
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: a}
                        data:
                          plain: s3cret value
                          number: 31337
                          short: aGVsbG8
                        stringData:
                          pin: 31337
                          flag: yes
                        """))
                .containsExactly(
                        "a.yaml:5:10: Secret a: data.plain is no base64; encode it, or move it to stringData",
                        "a.yaml:6:11: Secret a: data.number is a number, and must be a string; quote it",
                        "a.yaml:7:10: Secret a: data.short is no base64; encode it, or move it to stringData",
                        "a.yaml:9:8: Secret a: stringData.pin is a number, and must be a string; quote it",
                        "a.yaml:10:9: Secret a: stringData.flag is a boolean, and must be a string; quote it");
        assertThat(problems("a.yaml", "{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: s3cret}"))
                .containsExactly("a.yaml:1:65: Secret a: stringData is a string, and must be a map");
    }

    // Duplicates

    @Test
    void namesBothPlacesOfADuplicateObject() {
        assertThat(problems(
                        "a.yaml",
                        configMap("a") + "---\n" + configMap("b"),
                        "b.yaml",
                        "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}"))
                .containsExactly(
                        "b.yaml:4:3: ConfigMap b stands here and at a.yaml:5:1 (document 2). Keep one of them.");
    }

    @Test
    void aVersionMakesNoOtherObjectButANamespaceDoes() {
        assertThat(problems(
                        "a.yaml", "{apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, metadata: {name: a}}",
                        "b.yaml", "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a}}"))
                .hasSize(1);
        assertThat(read(
                                "a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
                                "b.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: b}}")
                        .objects())
                .hasSize(2);
    }

    // Limits

    private static final ManifestLimits TIGHT = new ManifestLimits(3, 300, 200, 2, new YamlLimits(5, 100));

    private static List<String> tightProblems(MemoryTree tree) {
        return problems(catchThrowableOfType(RefusedException.class, () -> ManifestReader.read(tree, "deploy", TIGHT)));
    }

    @Test
    void refusesTooManyFilesBeforeReadingAny() {
        MemoryTree tree = new MemoryTree();
        for (int i = 0; i < 4; i++) {
            tree.addUnreadable("deploy/" + i + ".yaml", 1);
        }
        assertThat(tightProblems(tree))
                .containsExactly(
                        "below deploy there are 4 manifest files, and the setting maxFiles allows 3; raise it if"
                                + " this is meant, or choose a narrower path");
    }

    @Test
    void refusesTooManyBytesBeforeReadingAny() {
        MemoryTree tree = new MemoryTree();
        tree.addUnreadable("deploy/a.yaml", 150)
                .addUnreadable("deploy/b.yaml", 151)
                .addUnreadable("deploy/c.txt", 1L << 40);
        assertThat(tightProblems(tree))
                .containsExactly(
                        "below deploy there are 301 bytes of manifest files, and the setting maxBytes allows 300;"
                                + " raise it if this is meant, or choose a narrower path");
    }

    @Test
    void refusesAFileThatIsTooLargeWithoutReadingIt() {
        MemoryTree tree = new MemoryTree();
        tree.addUnreadable("deploy/a.yaml", 201).add("deploy/b.yaml", "kind: A\nmetadata: {name: a}\n");
        assertThat(tightProblems(tree))
                .hasSize(2)
                .contains(
                        "deploy/a.yaml: the file has 201 bytes, and the setting maxFileBytes allows 200; raise it if this"
                                + " is meant, or choose a path without this file");
        MemoryTree large = new MemoryTree().addUnreadable("a.yaml", 200L * 1024 * 1024);
        assertThat(problems(catchThrowableOfType(
                        RefusedException.class, () -> ManifestReader.read(large, ".", ManifestLimits.DEFAULT))))
                .containsExactly(
                        "a.yaml: the file has 209,715,200 bytes, and the setting maxFileBytes allows 67,108,864;"
                                + " raise it if this is meant, or choose a path without this file");
    }

    @Test
    void refusesTooManyObjects() {
        String two = configMap("a") + "---\n" + configMap("b");
        assertThat(ManifestReader.read(MemoryTree.of("deploy/a.yaml", two), "deploy", TIGHT)
                        .objects())
                .hasSize(2);
        assertThat(tightProblems(MemoryTree.of("deploy/a.yaml", two, "deploy/b.yaml", configMap("c"))))
                .containsExactly(
                        "the manifests hold more than 2 objects, and the setting maxObjects allows 2; raise it if"
                                + " this is meant, or choose a narrower path");
    }

    @Test
    void yamlLimitsHoldToo() {
        assertThat(tightProblems(MemoryTree.of("deploy/a.yaml", "a: {b: {c: {d: {e: {f: 1}}}}}")))
                .containsExactly(
                        "deploy/a.yaml:1:20: nested deeper than 5 levels; raise the setting maxDepth if this is meant");
    }

    @Test
    void namesAFileThatCantBeRead() {
        MemoryTree tree = new MemoryTree().addUnreadable("a.yaml", 10).add("b.yaml", configMap("b"));
        assertThat(problems(catchThrowableOfType(
                        RefusedException.class, () -> ManifestReader.read(tree, ".", ManifestLimits.DEFAULT))))
                .containsExactly("a.yaml must not be read");
    }
}
