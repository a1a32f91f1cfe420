package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.cli.Terminal.Answer;
import io.jenkins.plugins.continuousdeployment.engine.manifest.ManifestLimits;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Programs;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Kustomize and Helm from the command line, with the samples of the documentation. */
class RenderingTest {
    private static final Path SAMPLES = Path.of(System.getProperty("checkout"), "docs", "samples");
    private static final String KUSTOMIZE = TestBed.program("kustomize").toString();
    private static final String HELM = TestBed.program("helm").toString();

    private final Terminal terminal = new Terminal();

    private static Answer cdctl(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--kustomize-binary", KUSTOMIZE, "--helm-binary", HELM));
        return Terminal.cdctl(all.toArray(String[]::new));
    }

    private static String sample(String path) {
        return SAMPLES.resolve(path).toString();
    }

    private static List<Object> trees(String stream) {
        return YamlReader.read("stream", stream.getBytes(StandardCharsets.UTF_8), ManifestLimits.DEFAULT.yaml())
                .stream()
                .map(YamlDocument::tree)
                .filter(Objects::nonNull)
                .toList();
    }

    private static String direct(String... command) {
        return Programs.succeed(SAMPLES, Map.of("HOME", Terminal.HOME.toString()), "", List.of(command));
    }

    @Test
    void rendersWhatTheToolsRender() {
        assertThat(trees(cdctl("render", "--dir", sample("kustomize"), "--path", "overlays/prod")
                        .ended(0)
                        .out()))
                .hasSize(3)
                .isEqualTo(trees(direct(KUSTOMIZE, "build", "kustomize/overlays/prod")));
        Answer chart = cdctl("render", "--dir", sample("helm/shop"), "-n", "x", "--helm-values", "values-prod.yaml")
                .ended(0);
        assertThat(trees(chart.out()))
                .isEqualTo(trees(direct(
                        HELM,
                        "template",
                        "shop",
                        "helm/shop",
                        "--no-hooks",
                        "--namespace=x",
                        "--values=helm/shop/values-prod.yaml")));
        assertThat(chart.err()).contains("Left out: templates/test.yaml: Pod shop-test is a hook (helm.sh/hook: test)");
    }

    @Test
    void flagsSayWhatADefinitionWouldSay() {
        String rendered = cdctl(
                        "render",
                        "--dir",
                        sample("helm/shop"),
                        "--name",
                        "team/Front",
                        "--helm-set",
                        "replicas=7",
                        "--helm-set-string",
                        "welcome=true, of course",
                        "--kube-version",
                        "v1.30.1",
                        "--api-versions",
                        "a/v1,a/v1/B")
                .ended(0)
                .out();
        assertThat(rendered).contains("name: front-pages", "replicas: 7", "<h1>true, of course</h1>");
        assertThat(cdctl("render", "--dir", sample("helm/shop"), "--release-name", "mine")
                        .out())
                .contains("name: mine-pages");
        assertThat(cdctl(
                                "render",
                                "--dir",
                                sample("kustomize/overlays/../base"),
                                "--kustomize-image",
                                "nginx=example.com:5000/web:2@sha256:abc")
                        .ended(0)
                        .out())
                .contains("image: example.com:5000/web:2@sha256:abc");
        assertThat(cdctl("render", "--dir", sample("kustomize/base"), "--kustomize-image", "nginx:7")
                        .out())
                .contains("image: nginx:7");
    }

    @Test
    void chartThatWantsAnotherVersionThanHelmHasInMindIsRenderedForTheOneThatIsNamed() {
        Terminal terminal = new Terminal()
                .write("Chart.yaml", "{apiVersion: v2, name: shop, version: 1.0.0, kubeVersion: '>=1.99.0-0'}")
                .write("templates/a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}");
        String folder = terminal.folder.toString();
        assertThat(cdctl("render", "--dir", folder).ended(2).err())
                .contains("Chart.yaml: ", "chart requires kubeVersion: >=1.99.0-0", "--kube-version names the version");
        assertThat(cdctl("render", "--dir", folder, "--kube-version", "v1.98.0")
                        .ended(2)
                        .err())
                .contains("chart requires kubeVersion")
                .doesNotContain("--kube-version");
        cdctl("render", "--dir", folder, "--kube-version", "v1.99.0").ended(0);
    }

    @Test
    void flagsThatMakeNoSenseAreRefused() {
        for (List<String> flags : List.of(
                List.of("--helm-set", "replicas"),
                List.of("--kustomize-image", "nginx"),
                List.of("--release-name", "No_Name"),
                List.of("--helm-values", "https://example.com/v.yaml"),
                List.of("--helm-values", "v.yaml", "--kustomize-image", "a:1"),
                List.of("--kustomize-image", "a:1"))) {
            List<String> arguments = new ArrayList<>(List.of("render", "--dir", sample("helm/shop")));
            arguments.addAll(flags);
            assertThat(cdctl(arguments.toArray(String[]::new)).ended(2).err()).contains("cdctl: ");
        }
        assertThat(cdctl("sync", "-f", sample("definition.yaml"), "--helm-set", "a=b")
                        .ended(2)
                        .err())
                .contains("With -f the definitions say everything");
        assertThat(Terminal.cdctl("render", "--dir", sample("helm/shop"), "--helm-binary", "/no/helm")
                        .ended(2)
                        .err())
                .contains("the settings say that helm is /no/helm, and there is no such file");
    }

    @Test
    void whatIsWrongIsToldByValidate() {
        terminal.write("kustomization.yaml", "resources:\n- https://example.com/x.yaml\n- gone.yaml\n");
        Answer answer = cdctl("validate", "--dir", terminal.folder.toString(), "-o", "json")
                .ended(2);
        assertThat(answer.out())
                .contains("\"file\":\"kustomization.yaml\",\"document\":1,\"line\":2")
                .contains("names an address, https://example.com/x.yaml", "there is no gone.yaml in the source");
    }

    @Test
    void samplesBecomeHealthyAndAChartSeesTheCluster() {
        terminal.write("Chart.yaml", "apiVersion: v2\nname: seen\nversion: 1.0.0\n")
                .write("templates/seen.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: seen}
                data:
                  version: {{ .Capabilities.KubeVersion.Version }}
                  namespace: {{ .Release.Namespace }}
                  crd: '{{ .Capabilities.APIVersions.Has "apiextensions.k8s.io/v1/CustomResourceDefinition" }}'
                """);
        sync("seen", "--dir", terminal.folder.toString());
        String version = TestBed.get().kubernetes().version();
        assertThat(terminal.kubectl.run("get", "-n", terminal.namespace, "configmap/seen", "-o", "jsonpath={.data}"))
                .contains("\"version\":\"" + version + "\"", "\"namespace\":\"" + terminal.namespace + "\"")
                .contains("\"crd\":\"true\"");
        assertThat(sync("prod", "--dir", sample("kustomize"), "--path", "overlays/prod")
                        .out())
                .contains("Synced, Healthy");
        assertThat(sync("shop", "--dir", sample("helm/shop"), "--helm-values", "values-prod.yaml")
                        .out())
                .contains("Synced, Healthy");
    }

    private Answer sync(String name, String... source) {
        List<String> arguments = new ArrayList<>(List.of("sync", "--name", name + "-" + terminal.namespace));
        if (name.equals("shop")) {
            arguments.addAll(List.of("--release-name", "shop"));
        }
        arguments.addAll(List.of(source));
        arguments.addAll(terminal.destination());
        return cdctl(arguments.toArray(String[]::new)).ended(0);
    }

    @Test
    void aDefinitionRendersForEachOfItsDestinations() {
        Repository repository = TestBed.get()
                .newRepository("public")
                .write("chart/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n")
                .write("chart/values.yaml", "v: chart\n")
                .write("chart/templates/a.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: "{{ .Release.Name }}-{{ .Release.Namespace }}"}
                        data: {v: "{{ .Values.v }}"}
                        """);
        repository.commit("a chart");
        String other = terminal.kubectl.newNamespace();
        String context = terminal.kubectl.run("config", "current-context").strip();
        terminal.write("definition.yaml", """
                name: %s
                source:
                  repository: %s
                  path: chart
                  helm: {releaseName: r, values: {v: block}}
                destinations:
                - {cluster: %s, namespace: NAMESPACE}
                - {cluster: %s, namespace: %s}
                """.formatted(terminal.name(), repository.url(), context, context, other));
        String ca = TestBed.get().git().ca().toString();
        List<String> rest = List.of(
                "--ca-file", ca, "--kubeconfig", terminal.kubectl.kubeconfig().toString());
        List<String> arguments = new ArrayList<>(
                List.of("sync", "-f", terminal.folder.resolve("definition.yaml").toString()));
        arguments.addAll(rest);
        cdctl(arguments.toArray(String[]::new)).ended(0);
        for (String namespace : List.of(terminal.namespace, other)) {
            assertThat(terminal.kubectl.run(
                            "get", "-n", namespace, "configmap/r-" + namespace, "-o", "jsonpath={.data.v}"))
                    .isEqualTo("block");
        }
    }
}
