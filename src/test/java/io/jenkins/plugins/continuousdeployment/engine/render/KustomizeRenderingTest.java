package io.jenkins.plugins.continuousdeployment.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kustomizations, by the real Kustomize. */
class KustomizeRenderingTest {
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: web
                    image: web:1
            """;

    @TempDir
    private Path root;

    private SourceFolder source;

    @BeforeEach
    void base() {
        source = new SourceFolder(root)
                .write("base/web.yaml", WEB)
                .configMap("base/settings.yaml", "settings")
                .write("base/kustomization.yaml", "resources: [web.yaml, settings.yaml]\n")
                .write("overlays/prod/kustomization.yaml", "resources: [../../base]\nnamePrefix: prod-\n");
    }

    @Test
    void anOverlayReachesItsBaseElsewhereInTheRepository() {
        assertThat(source.names("overlays/prod")).containsExactly("ConfigMap prod-settings", "Deployment prod-web");
        assertThat(source.names("overlays/prod/kustomization.yaml"))
                .as("the file itself may be named, too")
                .containsExactly("ConfigMap prod-settings", "Deployment prod-web");
        assertThat(source.render("overlays/prod").objects())
                .allSatisfy(object -> assertThat(object.place().file()).isEqualTo("overlays/prod/kustomization.yaml"));
    }

    @Test
    void allThreeNamesOfAKustomizationAreKnown() {
        for (String name : KustomizationFile.NAMES) {
            source.write("n" + name + "/" + name, "resources: [a.yaml]\n").configMap("n" + name + "/a.yaml", "a");
            assertThat(source.names("n" + name)).containsExactly("ConfigMap a");
        }
        source.write("base/kustomization.yml", "resources: []\n");
        assertThat(source.refused("base"))
                .containsExactly(
                        "base/kustomization.yml: stands beside kustomization.yaml, and Kustomize takes only one"
                                + " of them. Remove the other.");
    }

    @Test
    void everythingThatAKustomizationMayNameIsThere() {
        source.write("all/kustomization.yaml", """
                resources: [a.yaml]
                components: [../parts/label]
                crds: [crd.json]
                configurations: [config.yaml]
                openapi: {path: schema.json}
                configMapGenerator:
                - name: files
                  files: [f/a.txt, b.txt=f/a.txt]
                  envs: [e.env]
                  literals: [k=https://example.com/not-fetched]
                secretGenerator:
                - {name: secret, env: s.env, options: {disableNameSuffixHash: true}}
                patches:
                - path: p.yaml
                - patch: '- {op: add, path: /data/inline, value: "2"}'
                  target: {kind: ConfigMap, name: a}
                patchesStrategicMerge:
                - sm.yaml
                - |-
                  apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: a}
                  data: {merged: "3"}
                patchesJson6902:
                - {path: j.json, target: {version: v1, kind: ConfigMap, name: a}}
                replacements:
                - path: r.yaml
                transformers:
                - t.yaml
                - plugins
                - |-
                  apiVersion: builtin
                  kind: PatchTransformer
                  metadata: {name: x}
                  path: tp.yaml
                generators: [g.yaml]
                """)
                .configMap("all/a.yaml", "a")
                .write("parts/label/kustomization.yaml", """
                        apiVersion: kustomize.config.k8s.io/v1alpha1
                        kind: Component
                        labels: [{pairs: {part: label}}]
                        """)
                .write("all/crd.json", "{}")
                .write("all/config.yaml", "namePrefix: []\n")
                .write("all/schema.json", "{\"definitions\": {}}")
                .write("all/f/a.txt", "text")
                .write("all/e.env", "A=1\n")
                .write("all/s.env", "P=geheim\n")
                .write("all/p.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {file: '1'}}\n")
                .write("all/sm.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {sm: '4'}}\n")
                .write("all/j.json", "[{\"op\": \"add\", \"path\": \"/data/json\", \"value\": \"5\"}]")
                .write("all/r.yaml", """
                        source: {kind: ConfigMap, name: a, fieldPath: data.v}
                        targets:
                        - select: {kind: Secret, name: secret}
                          fieldPaths: [metadata.annotations.v]
                          options: {create: true}
                        """)
                .write("all/t.yaml", """
                        apiVersion: builtin
                        kind: AnnotationsTransformer
                        metadata: {name: y}
                        annotations: {by: transformer}
                        fieldSpecs: [{path: metadata/annotations, create: true}]
                        """)
                .write("all/plugins/kustomization.yaml", "resources: [z.yaml]\n")
                .write("all/plugins/z.yaml", """
                        apiVersion: builtin
                        kind: PatchTransformer
                        metadata: {name: z}
                        path: zp.yaml
                        """)
                .write("all/zp.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {folder: '6'}}\n")
                .write("all/tp.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {plugin: '7'}}\n")
                .write("all/g.yaml", """
                        apiVersion: builtin
                        kind: ConfigMapGenerator
                        metadata: {name: made}
                        files: [f/a.txt]
                        """);
        Manifests manifests = source.render("all");
        assertThat(SourceFolder.names(manifests))
                .contains("ConfigMap a", "Secret secret")
                .anyMatch(name -> name.startsWith("ConfigMap made"))
                .anyMatch(name -> name.startsWith("ConfigMap files-"));
        KubeObject a = manifests.objects().stream()
                .map(desired -> desired.object())
                .filter(object -> object.name().equals("a"))
                .findFirst()
                .orElseThrow();
        assertThat(a.map("data")).containsOnlyKeys("v", "file", "inline", "merged", "sm", "json", "folder", "plugin");
        assertThat(a.label("part")).isEqualTo("label");
        assertThat(a.annotation("by")).isEqualTo("transformer");
    }

    @Test
    void theBlockOfADefinitionStandsAboveTheKustomizationAndChangesNoFile() throws IOException {
        source.write("components/debug/kustomization.yaml", """
                apiVersion: kustomize.config.k8s.io/v1alpha1
                kind: Component
                commonAnnotations: {debug: "yes"}
                """)
                .write("patches/two.yaml", "- {op: replace, path: /spec/paused, value: true}\n");
        String before = Files.readString(root.resolve("overlays/prod/kustomization.yaml"));
        Map<String, Object> block = Map.of(
                "images", List.of(Map.of("name", "web", "newName", "example.com/web", "newTag", "2.0")),
                "namePrefix", "my-",
                "nameSuffix", "-b",
                "namespace", "elsewhere",
                "labels", Map.of("team", "a"),
                "annotations", Map.of("owner", "ann"),
                "components", List.of("../../components/debug"),
                "patches",
                        List.of(
                                Map.of("path", "../../patches/two.yaml", "target", Map.of("kind", "Deployment")),
                                Map.of(
                                        "patch",
                                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: prod-settings}\ndata: {v: b}\n")),
                "replicas", List.of(Map.of("name", "prod-web", "count", 3)));
        Manifests manifests = source.render("overlays/prod", "kustomize", block);
        assertThat(SourceFolder.names(manifests))
                .containsExactly("ConfigMap elsewhere/my-prod-settings-b", "Deployment elsewhere/my-prod-web-b");
        KubeObject settings = manifests.objects().get(0).object();
        assertThat(settings.text("data", "v")).isEqualTo("b");
        assertThat(settings.annotation("debug")).isEqualTo("yes");
        assertThat(settings.annotation("owner")).isEqualTo("ann");
        KubeObject web = manifests.objects().get(1).object();
        assertThat(web.at("spec", "replicas")).isEqualTo(3L);
        assertThat(web.at("spec", "paused")).isEqualTo(true);
        assertThat(web.label("team")).isEqualTo("a");
        assertThat(web.map("spec", "selector", "matchLabels"))
                .as("a selector can't be changed later")
                .containsOnlyKeys("app");
        assertThat(web.at("spec", "template", "spec", "containers")).asString().contains("image=example.com/web:2.0");
        assertThat(root.resolve("overlays/prod/kustomization.yaml")).hasContent(before);
    }

    @Test
    void anEmptyBlockAddsNothingAndTakesKustomizeWhereAChartLiesToo() {
        source.write("base/Chart.yaml", "apiVersion: v2\nname: base\nversion: 1.0.0\n");
        assertThat(source.names("base", "kustomize", Map.of())).containsExactly("ConfigMap settings", "Deployment web");
    }

    @Test
    void theOrderThatAKustomizationAsksForHoldsBelowABlock() {
        source.write("base/kustomization.yaml", "resources: [web.yaml, settings.yaml]\nsortOptions: {order: fifo}\n");
        assertThat(source.names("base")).containsExactly("Deployment web", "ConfigMap settings");
        assertThat(source.names("base", "kustomize", Map.of("namePrefix", "a-")))
                .containsExactly("Deployment a-web", "ConfigMap a-settings");
    }

    @Test
    void aFolderAmongPlainManifestsIsRenderedByItself() {
        source.configMap("plain/a.yaml", "a")
                .configMap("plain/deep/b.yaml", "b")
                .write("plain/deep/kustomized/kustomization.yaml", "resources: [c.yaml]\nnamePrefix: k-\n")
                .configMap("plain/deep/kustomized/c.yaml", "c")
                .configMap("plain/deep/kustomized/not-listed.yaml", "d")
                .write("plain/deep/kustomized/inner/kustomization.yaml", "resources: [e.yaml]\n")
                .configMap("plain/deep/kustomized/inner/e.yaml", "e")
                .write("plain/part/kustomization.yaml", "kind: Component\nnamePrefix: x-\n")
                .configMap("plain/part/f.yaml", "f");
        Manifests manifests = source.render("plain");
        assertThat(SourceFolder.names(manifests)).containsExactly("ConfigMap a", "ConfigMap b", "ConfigMap k-c");
        assertThat(manifests.skipped())
                .singleElement()
                .hasToString("plain/part/kustomization.yaml: a Component of kustomize counts only where a kustomization"
                        + " names it");
        source.configMap("plain/deep/kustomized/c.yaml", "b")
                .write("plain/deep/kustomized/kustomization.yaml", "resources: [c.yaml]\n");
        assertThat(source.refused("plain"))
                .singleElement()
                .asString()
                .contains("plain/deep/kustomized/kustomization.yaml: ConfigMap b stands here and at plain/deep/b.yaml");
    }

    @Test
    void linksAreFollowedInsideTheSource() {
        source.configMap("shared/x.yaml", "x")
                .write("shared/kustomization.yaml", "resources: [x.yaml, ../base]\n")
                .link("linked/to-shared", "../shared")
                .link("linked/y.yaml", "../base/settings.yaml")
                .write("linked/kustomization.yaml", "resources: [to-shared, y.yaml]\nnameSuffix: -l\n")
                .write("base/settings.yaml", SourceFolder.configMap("y"))
                .write("base/kustomization.yaml", "resources: [web.yaml]\n");
        assertThat(source.names("linked")).containsExactly("ConfigMap x-l", "ConfigMap y-l", "Deployment web-l");
        source.link("linked/out.yaml", "/etc/hostname").write("linked/kustomization.yaml", "resources: [out.yaml]\n");
        assertThat(source.refused("linked"))
                .singleElement()
                .asString()
                .contains("linked/kustomization.yaml:1:13: resources:", "leads out of the tree");
    }

    @Test
    void nothingStaysInTheTemporaryFolder() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> before = folders(temporary);
        source.names("overlays/prod");
        source.write("base/web.yaml", "a: [");
        source.refused("overlays/prod");
        assertThat(folders(temporary)).isSubsetOf(before);
    }

    private static List<Path> folders(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("cd-render-"))
                    .toList();
        }
    }

    @Test
    void aBlockOnAFolderWithoutAKustomizationSaysWhatToDo() {
        source.configMap("plain/a.yaml", "a");
        assertThat(source.refused("plain", "kustomize", Map.of("namePrefix", "a-")))
                .containsExactly("source.kustomize is set, and plain has no kustomization.yaml; `kustomize create"
                        + " --autodetect` there makes one");
    }
}
