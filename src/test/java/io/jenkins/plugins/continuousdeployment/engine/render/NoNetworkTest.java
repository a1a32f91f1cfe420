package io.jenkins.plugins.continuousdeployment.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener on loopback sees no connection, with and without a network namespace around the tools. */
class NoNetworkTest {
    @TempDir
    private Path root;

    private ServerSocket listener;
    private Thread acceptor;
    private final AtomicInteger connections = new AtomicInteger();

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        acceptor = new Thread(this::accept);
        acceptor.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                socket.close();
            } catch (IOException e) {
                return;
            }
        }
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        listener.close();
        acceptor.join();
    }

    private String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    private List<Renderer> renderers() {
        return List.of(
                SourceFolder.renderer(), new Renderer(SourceFolder.tools(), RenderLimits.DEFAULT, Isolation.NONE));
    }

    /** Whoever connected has been accepted when our own connection is. */
    private void nobodyConnected() {
        try (Socket ours = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            // Connections are accepted in their order: those before ours are counted when ours is closed.
            assertThat(ours.getInputStream().read()).isEqualTo(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(connections.get()).as("connections, with our own").isEqualTo(1);
        connections.set(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources: ['http://%s/x.yaml']",
                "RESOURCES: ['http://%s/x.yaml']",
                "re\u017fources: ['http://%s/x.yaml']",
                "resources: ['http://%s/org/repo.git//path?ref=main']",
                "resources: ['git::http://%s/org/repo']",
                "bases: ['http://%s/org/repo']",
                "components: ['http://%s/org/repo.git']",
                "openapi: {path: 'http://%s/schema.json'}",
                "crds: ['http://%s/crd.json']",
                "configurations: ['http://%s/c.yaml']",
                "configMapGenerator: [{name: a, files: ['http://%s/a']}]",
                "configMapGenerator: [{name: a, files: ['k=http://%s/a']}]",
                "configMapGenerator: [{name: a, envs: ['http://%s/a']}]",
                "secretGenerator: [{name: a, Env: 'http://%s/a'}]",
                "patches: [{path: 'http://%s/a'}]",
                "patchesStrategicMerge: ['http://%s/a']",
                "patchesJson6902: [{target: {kind: ConfigMap}, path: 'http://%s/a'}]",
                "replacements: [{path: 'http://%s/a'}]",
                "generators: ['http://%s/a']",
                "transformers: ['http://%s/a']",
                "validators: ['http://%s/a']",
                "helmCharts: [{name: c, repo: 'http://%s', version: 1.0.0}]",
                "transformers: [\"apiVersion: builtin\\nkind: PatchTransformer\\nmetadata: {name: t}\\n"
                        + "path: http://%s/p.yaml\\n\"]",
                "generators: [\"apiVersion: builtin\\nkind: ConfigMapGenerator\\nmetadata: {name: t}\\n"
                        + "files: [http://%s/p.yaml]\\n\"]",
                "patchesStrategicMerge: [\"http://%s/x: {apiVersion: v1, kind: ConfigMap}\"]",
                "transformers: [\"http://%s/org/repo.git: 1\\napiVersion: v1\\nkind: ConfigMap\\n\"]",
                "generators: [\"http: //%s/x\\napiVersion: v1\\nkind: X\\n\"]",
                "generators: [\"{http: //%s/x}\"]",
                "generators: [\"apiVersion: v1\\nkind: List\\nitems: [{apiVersion: builtin, kind: ConfigMapGenerator,"
                        + " metadata: {name: t}, envs: [http://%s/p.yaml]}]\\n\"]",
            })
    void kustomizeFetchesNothing(String line) {
        SourceFolder source = new SourceFolder(root)
                .configMap("a/a.yaml", "a")
                .write("a/kustomization.yaml", line.formatted(address()) + "\n");
        for (Renderer renderer : renderers()) {
            assertThat(source.refused(renderer, SourceFolder.source("a")))
                    .allMatch(problem -> problem.startsWith("a/kustomization.yaml:1:"));
        }
        nobodyConnected();
    }

    @Test
    void theOptionsOfADefinitionFetchNothing() {
        SourceFolder source = new SourceFolder(root)
                .configMap("a/a.yaml", "a")
                .write("a/kustomization.yaml", "resources: [a.yaml]\n")
                .write("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n");
        // Rules refuse what begins like an address; what does not is looked at before a tool runs.
        for (Renderer renderer : renderers()) {
            source.refused(
                    renderer, SourceFolder.source("a", "kustomize", Map.of("components", List.of("me@host/x?ref=y"))));
            source.refused(
                    renderer, SourceFolder.source("a", "kustomize", Map.of("components", List.of("github.com/o/r"))));
            source.refused(renderer, SourceFolder.source("c", "helm", Map.of("valueFiles", List.of("x/../v.yaml"))));
        }
        nobodyConnected();
    }

    @Test
    void aChartFetchesNothing() {
        SourceFolder source = new SourceFolder(root)
                .write("c/Chart.yaml", """
                        apiVersion: v2
                        name: c
                        version: 1.0.0
                        dependencies:
                        - {name: redis, version: ^18, repository: 'http://%s/charts'}
                        - {name: base, version: '>=0', repository: 'oci://%s/charts'}
                        """.formatted(address(), address()))
                .configMap("c/templates/a.yaml", "a");
        for (Renderer renderer : renderers()) {
            assertThat(source.refused(renderer, SourceFolder.source("c")))
                    .containsExactly(
                            "c/Chart.yaml:5:3: the dependency redis ^18 of http://" + address()
                                    + "/charts is not in c/charts, and nothing is fetched while rendering. Run `helm"
                                    + " dependency build c` and commit what it puts there",
                            "c/Chart.yaml:6:3: the dependency base >=0 of oci://" + address()
                                    + "/charts is not in c/charts, and nothing is fetched while rendering. Run `helm"
                                    + " dependency build c` and commit what it puts there");
        }
        source.write("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n")
                .write("c/templates/a.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: a}
                        data:
                          host: '{{ getHostByName "localhost" }}'
                          secret: '{{ lookup "v1" "Secret" "a" "b" | toJson }}'
                          file: '{{ .Files.Get "http://%s/a" }}'
                        """.formatted(address()));
        for (Renderer renderer : renderers()) {
            assertThat(source.render(renderer, SourceFolder.source("c"))
                            .objects()
                            .get(0)
                            .object()
                            .map("data"))
                    .containsEntry("host", "")
                    .containsEntry("secret", "{}")
                    .containsEntry("file", "");
        }
        nobodyConnected();
    }

    @Test
    void whereTheKernelLetsUsAToolHasNoNetworkAtAll() throws IOException {
        Isolation isolation = Isolation.probe(new Toolbox(ToolPaths.on(System.getenv("PATH"))));
        org.junit.jupiter.api.Assumptions.assumeFalse(
                isolation.equals(Isolation.NONE), "this kernel makes no network namespace for us");
        Path tool = FakeTool.script(
                root.resolve("tool"),
                "bash -c 'echo hello > /dev/tcp/127.0.0.1/" + listener.getLocalPort() + "' 2>/dev/null;"
                        + " echo ended with $? >&2; exit 1");
        SourceFolder source = new SourceFolder(root)
                .configMap("a/a.yaml", "a")
                .write("a/kustomization.yaml", "resources: [a.yaml]\n");
        assertThat(source.refused(new Renderer(FakeTool.tools(tool), RenderLimits.DEFAULT), SourceFolder.source("a")))
                .containsExactly("a/kustomization.yaml: kustomize failed (exit code 1): ended with 1");
        nobodyConnected();
        assertThat(source.refused(
                        new Renderer(FakeTool.tools(tool), RenderLimits.DEFAULT, Isolation.NONE),
                        SourceFolder.source("a")))
                .as("it is the namespace that does it")
                .containsExactly("a/kustomization.yaml: kustomize failed (exit code 1): ended with 0");
    }
}
