package io.jenkins.plugins.continuousdeployment.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import io.jenkins.plugins.continuousdeployment.engine.source.FolderSource;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Programs;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charts, by the real Helm. */
class HelmRenderingTest {
    private static final String PLAIN = "apiVersion: v2\nname: %s\nversion: 1.0.0\n";

    @TempDir
    private Path root;

    private SourceFolder source;

    @BeforeEach
    void chart() {
        source = new SourceFolder(root)
                .write("charts/shop/Chart.yaml", PLAIN.formatted("shop"))
                .write("charts/shop/values.yaml", "a: chart\nb: chart\nc: chart\nd: chart\nlist: [1]\n")
                .write("charts/shop/templates/a.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: {{ .Release.Name }}-a}
                        data:
                          a: {{ .Values.a | quote }}
                          b: {{ .Values.b | quote }}
                          c: {{ .Values.c | quote }}
                          d: {{ .Values.d | quote }}
                          type: {{ typeOf .Values.d }}
                          list: {{ .Values.list | toJson | quote }}
                          namespace: {{ .Release.Namespace }}
                        """);
    }

    private Map<String, Object> data(Object... options) {
        return source.render("charts/shop", options).objects().get(0).object().map("data");
    }

    @Test
    void whatStandsLaterCountsMore() {
        source.write("charts/shop/more.yaml", "b: file\nc: file\nd: file\n")
                .write("env/prod.yaml", "c: prod\nd: prod\n");
        Map<String, Object> helm = Map.of(
                "valueFiles", List.of("more.yaml", "../../env/prod.yaml"),
                "values", Map.of("d", "block", "list", List.of("x")),
                "parameters",
                        List.of(
                                Map.of("name", "d", "value", "12", "forceString", true),
                                Map.of("name", "list[0]", "value", "a,b")));
        assertThat(data("helm", helm))
                .containsEntry("a", "chart")
                .containsEntry("b", "file")
                .containsEntry("c", "prod")
                .containsEntry("d", "12")
                .containsEntry("type", "string")
                .containsEntry("list", "[\"a,b\"]")
                .containsEntry("namespace", "shop");
        assertThat(data("helm", Map.of("parameters", List.of(Map.of("name", "d", "value", "12")))))
                .containsEntry("type", "int64");
        assertThat(data("helm", Map.of("parameters", List.of(Map.of("name", "list", "value", "{p,q}")))))
                .containsEntry("list", "[\"p\",\"q\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "shop, shop",
        "team/Shop_Front, shop-front",
        "'Läden ', l-den",
        "---, release",
        "a123456789b123456789c123456789d123456789e123456789f123456789, a123456789b123456789c123456789d123456789e123456789f12"
    })
    void aReleaseIsCalledByTheProject(String project, String release) {
        try (FolderSource tree = new FolderSource(root)) {
            RenderTarget target = new RenderTarget(project, "", () -> Capabilities.UNKNOWN);
            Manifests manifests = SourceFolder.renderer().render(tree, SourceFolder.source("charts/shop"), target);
            assertThat(SourceFolder.names(manifests)).containsExactly("ConfigMap " + release + "-a");
            assertThat(manifests.objects().get(0).object().map("data")).containsEntry("namespace", "default");
        }
        assertThat(source.names("charts/shop", "helm", Map.of("releaseName", "mine")))
                .containsExactly("ConfigMap mine-a");
    }

    @Test
    void aChartSeesTheClusterAndItsDefinitionsComeAlong() {
        source.write("charts/shop/crds/c.yaml", """
                        apiVersion: apiextensions.k8s.io/v1
                        kind: CustomResourceDefinition
                        metadata: {name: boxes.example.com}
                        """).write("charts/shop/templates/a.yaml", """
                        {{- if .Capabilities.APIVersions.Has "example.com/v1/Box" }}
                        apiVersion: example.com/v1
                        kind: Box
                        metadata: {name: box-{{ .Capabilities.KubeVersion.Minor }}}
                        {{- end }}
                        """);
        assertThat(source.names("charts/shop")).containsExactly("CustomResourceDefinition boxes.example.com");
        Capabilities capabilities =
                new Capabilities("v1.33.7", Set.of("example.com/v1", "example.com/v1/Box"), Set.of());
        try (FolderSource tree = new FolderSource(root)) {
            assertThat(SourceFolder.names(SourceFolder.renderer()
                            .render(
                                    tree,
                                    SourceFolder.source("charts/shop"),
                                    new RenderTarget("shop", "", () -> capabilities))))
                    .containsExactly("CustomResourceDefinition boxes.example.com", "Box box-33");
        }
        Capabilities silent = new Capabilities("v1.33.7", Set.of(), Set.of("metrics.k8s.io"));
        try (FolderSource tree = new FolderSource(root)) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> SourceFolder.renderer()
                            .render(
                                    tree,
                                    SourceFolder.source("charts/shop"),
                                    new RenderTarget("shop", "", () -> silent))))
                    .as("what a silent server serves is unknown, not gone")
                    .hasMessageContaining("the server of metrics.k8s.io does not answer now");
        }
    }

    @Test
    void hooksAreLeftOutAndNamed() {
        for (String hook : List.of("pre-install", "test", "crd-install")) {
            source.write("charts/shop/templates/" + hook + ".yaml", """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: %1$s, annotations: {helm.sh/hook: %1$s}}
                    """.formatted(hook));
        }
        Manifests manifests = source.render("charts/shop");
        assertThat(SourceFolder.names(manifests)).containsExactly("ConfigMap shop-a");
        assertThat(manifests.notes())
                .as("Helm 3 knows this hook no more, and drops it")
                .singleElement()
                .asString()
                .contains("charts/shop/Chart.yaml: helm: ", "skipping unknown hook");
        assertThat(manifests.skipped())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "charts/shop/templates/pre-install.yaml: ConfigMap pre-install is a hook (helm.sh/hook:"
                                + " pre-install); hooks are left out for now",
                        "charts/shop/templates/test.yaml: ConfigMap test is a hook (helm.sh/hook: test); hooks are left"
                                + " out for now");
    }

    @Test
    void aTemplateThatRendersDifferentlyEachTimeIsReported() {
        source.write("charts/shop/templates/s.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: password}
                stringData: {password: {{ randAlphaNum 20 }}}
                """);
        Manifests manifests = source.render("charts/shop");
        assertThat(SourceFolder.names(manifests)).contains("Secret password");
        assertThat(manifests.notes())
                .singleElement()
                .hasToString(
                        "charts/shop/Chart.yaml: the chart renders differently each time: Secret password. Each new"
                                + " rendering would change them in the cluster. Give the values that the chart makes up otherwise");
    }

    @Test
    void dependenciesLieInTheSource() {
        source.write("charts/shop/Chart.yaml", PLAIN.formatted("shop") + """
                        dependencies:
                        - {name: common, version: ^1, repository: 'file://../../lib/common'}
                        - {name: vendored, version: 1.x, repository: 'https://example.com/charts'}
                        - {name: packed, version: '*', repository: 'https://example.com/charts', alias: other}
                        """)
                .write("lib/common/Chart.yaml", PLAIN.formatted("common") + """
                        dependencies: [{name: deeper, version: 1.0.0, repository: 'file://../deeper'}]
                        """)
                .write("lib/deeper/Chart.yaml", PLAIN.formatted("deeper"))
                .write("charts/shop/charts/vendored/Chart.yaml", PLAIN.formatted("vendored"))
                .write("lib/packed/Chart.yaml", PLAIN.formatted("packed"));
        for (String chart : List.of("lib/common", "lib/deeper", "charts/shop/charts/vendored", "lib/packed")) {
            source.write(chart + "/templates/m.yaml", SourceFolder.configMap(chart.replaceAll(".*/", "")));
        }
        Programs.succeed(
                root.resolve("charts/shop/charts"),
                Map.of("HOME", root.toString()),
                "",
                List.of(
                        TestBed.program("helm").toString(),
                        "package",
                        root.resolve("lib/packed").toString()));
        Manifests manifests = source.render("charts/shop");
        assertThat(SourceFolder.names(manifests))
                .containsExactlyInAnyOrder(
                        "ConfigMap common",
                        "ConfigMap deeper",
                        "ConfigMap packed",
                        "ConfigMap vendored",
                        "ConfigMap shop-a");
        assertThat(manifests.objects())
                .extracting(desired -> desired.place().file())
                .contains("lib/common/templates/m.yaml", "lib/deeper/templates/m.yaml", "charts/shop/templates/a.yaml")
                .contains("charts/shop/charts/vendored/templates/m.yaml");
    }

    @Test
    void dependenciesThatAreNotThereAreAllExplained() {
        source.write("charts/shop/Chart.yaml", PLAIN.formatted("shop") + """
                        dependencies:
                        - {name: redis, version: ^18, repository: 'https://ann:pw@example.com/charts'}
                        - {name: old, version: ^2, repository: 'https://example.com/charts'}
                        - {name: gone, version: 1.0.0, repository: 'file://../gone'}
                        - {name: out, version: 1.0.0, repository: 'file://../../../out'}
                        - {name: ring, version: 1.0.0, repository: 'file://../ring'}
                        """)
                .write("charts/shop/charts/old/Chart.yaml", PLAIN.formatted("old"))
                .write("charts/ring/Chart.yaml", PLAIN.formatted("ring") + """
                        dependencies: [{name: shop, version: 1.0.0, repository: 'file://../shop'}]
                        """);
        assertThat(source.refused("charts/shop", "helm", Map.of("valueFiles", List.of("gone.yaml", "../../../x.yaml"))))
                .containsExactly(
                        "charts/shop/Chart.yaml:5:3: the dependency redis ^18 of https://…@example.com/charts is not in"
                                + " charts/shop/charts, and nothing is fetched while rendering. Run `helm dependency"
                                + " build charts/shop` and commit what it puts there",
                        "charts/shop/Chart.yaml:6:3: the dependency old ^2 of https://example.com/charts is there in"
                                + " version 1.0.0, which does not fit: Helm would leave it out without a word. Run `helm"
                                + " dependency update charts/shop` and commit what it changes",
                        "charts/shop/Chart.yaml:7:3: the dependency gone 1.0.0 of file://../gone: there is no chart in"
                                + " charts/gone",
                        "charts/shop/Chart.yaml:8:3: the dependency out 1.0.0 of file://../../../out leads out of the"
                                + " source",
                        "charts/ring/Chart.yaml:4:16: dependencies lead in a circle: charts/shop → charts/ring →"
                                + " charts/shop",
                        "there is no value file charts/shop/gone.yaml in the source",
                        "the value file ../../../x.yaml does not lie in the source, and nothing is fetched while"
                                + " rendering. Write a path relative to the chart");
    }

    @Test
    void theWordsOfHelmNameTheTemplateAndNoTemporaryFolder() {
        source.write("charts/shop/templates/b.yaml", "a: {{ .Values.x.y }}\n");
        assertThat(source.refused("charts/shop"))
                .singleElement()
                .asString()
                .startsWith("charts/shop/Chart.yaml: helm failed (exit code 1): ")
                .contains("shop/templates/b.yaml:1", "nil pointer")
                .doesNotContain("/tmp", "cd-render");
        source.write("charts/shop/templates/b.yaml", "").write("bad.yaml", "a: [");
        assertThat(source.refused("charts/shop", "helm", Map.of("valueFiles", List.of("../../bad.yaml"))))
                .singleElement()
                .asString()
                .contains("failed to parse bad.yaml")
                .doesNotContain("/tmp", "cd-render");
    }

    @Test
    void aValueFileMayHaveAnyName() {
        source.write("env/a,b \"c\".yaml", "a: comma\n").write("b \"c\".yaml", "a: [");
        assertThat(data("helm", Map.of("valueFiles", List.of("../../env/a,b \"c\".yaml"))))
                .containsEntry("a", "comma");
    }

    @Test
    void aBlockOnWhatIsNoChartIsRefused() {
        source.configMap("plain/a.yaml", "a");
        assertThat(source.refused("plain", "helm", Map.of()))
                .containsExactly("source.helm is set, and plain is no chart: it has no Chart.yaml");
    }

    @Test
    void linksInAChartAreFollowedInsideTheSource() throws IOException {
        source.configMap("shared/l.yaml", "linked").link("charts/shop/templates/l.yaml", "../../../shared/l.yaml");
        assertThat(source.names("charts/shop")).containsExactly("ConfigMap shop-a", "ConfigMap linked");
        Files.delete(root.resolve("charts/shop/templates/l.yaml"));
        source.link("charts/shop/templates/l.yaml", "/etc/hostname");
        assertThat(source.refused("charts/shop")).singleElement().asString().contains("leads out of the tree");
    }

    @Test
    void objectsThatAChartRendersTwiceAreRefusedWithBothTemplates() {
        source.configMap("charts/shop/templates/x.yaml", "x").configMap("charts/shop/templates/y.yaml", "x");
        assertThat(source.refused("charts/shop"))
                .singleElement()
                .asString()
                .contains("ConfigMap x stands here and at charts/shop/templates/");
    }
}
