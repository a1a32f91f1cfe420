package io.jenkins.plugins.continuousdeployment.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import io.jenkins.plugins.continuousdeployment.engine.source.GitMirrors;
import io.jenkins.plugins.continuousdeployment.engine.source.LocalRepository;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit costs a rendering only where it changes something that the rendering reads: the tool's runs are counted. */
class RenderCacheTest {
    private static final Source OVERLAY = SourceFolder.source("overlays/prod");
    private static final Source CHART =
            SourceFolder.source("charts/shop", "helm", Map.of("valueFiles", List.of("../../env/v.yaml")));

    @TempDir
    private Path folder;

    private LocalRepository repository;
    private GitMirrors mirrors;
    private Path runs;
    private Path kustomize;
    private Renderer renderer;

    @BeforeEach
    void begin() {
        repository = new LocalRepository(folder);
        mirrors = new GitMirrors(folder.resolve("mirrors"), line -> {});
        runs = folder.resolve("runs");
        kustomize = FakeTool.counted(folder.resolve("kustomize"), TestBed.program("kustomize"), runs);
        Path helm = FakeTool.counted(folder.resolve("helm"), TestBed.program("helm"), runs);
        renderer = new Renderer(
                new ToolPaths(Optional.of(kustomize), Optional.of(helm), System.getenv("PATH")), RenderLimits.DEFAULT);
        write("base/a.yaml", SourceFolder.configMap("a"));
        write("base/kustomization.yaml", "resources: [a.yaml]\nconfigMapGenerator: [{name: f, files: [f.txt]}]\n");
        write("base/f.txt", "one");
        write("components/c/kustomization.yaml", "kind: Component\ncommonLabels: {c: a}\n");
        write("overlays/prod/kustomization.yaml", "resources: [../../base]\ncomponents: [../../components/c]\n");
        write("charts/shop/Chart.yaml", """
                apiVersion: v2
                name: shop
                version: 1.0.0
                dependencies: [{name: lib, version: 1.0.0, repository: 'file://../../lib'}]
                """);
        write("charts/shop/templates/a.yaml", SourceFolder.configMap("{{ .Values.name }}"));
        write("lib/Chart.yaml", "apiVersion: v2\nname: lib\nversion: 1.0.0\n");
        write("lib/templates/l.yaml", SourceFolder.configMap("lib"));
        write("env/v.yaml", "name: a\n");
        write("plain/a.yaml", SourceFolder.configMap("a"));
        write("elsewhere/readme.txt", "hello");
    }

    @AfterEach
    void end() {
        mirrors.close();
    }

    private void write(String path, String text) {
        repository.write(path, text);
    }

    private Manifests render(Source source) {
        return render(source, SourceFolder.TARGET);
    }

    private Manifests render(Source source, RenderTarget target) {
        repository.commit("as it stands");
        try (SourceTree tree = mirrors.source(repository.access()).open("main")) {
            return renderer.render(tree, source, target);
        }
    }

    private void assertRuns(long more, Runnable work) {
        long before = FakeTool.runs(runs);
        work.run();
        assertThat(FakeTool.runs(runs) - before).as("runs of the tool").isEqualTo(more);
    }

    private void assertSameAfter(Source source, String path, String text) {
        Manifests before = render(source);
        write(path, text);
        assertRuns(0, () -> assertThat(render(source)).as(path).isSameAs(before));
    }

    private void assertAnewAfter(Source source, String path, String text) {
        render(source);
        write(path, text);
        assertRuns(1, () -> render(source));
    }

    @Test
    void aCommitElsewhereRendersNothing() {
        assertRuns(1, () -> render(OVERLAY));
        assertRuns(1, () -> render(CHART));
        for (Source source : List.of(OVERLAY, CHART)) {
            assertSameAfter(source, "elsewhere/readme.txt", "changed for " + source.path());
            assertSameAfter(source, "new-folder/x.yaml", "new for " + source.path());
        }
        assertSameAfter(OVERLAY, "base/not-named.yaml", "a: 1\n");
        assertSameAfter(OVERLAY, "components/other/kustomization.yaml", "kind: Component\n");
        assertSameAfter(CHART, "env/other.yaml", "a: 1\n");
    }

    @Test
    void aCommitToWhateverIsReadRenders() {
        assertAnewAfter(OVERLAY, "base/a.yaml", SourceFolder.configMap("b"));
        assertAnewAfter(OVERLAY, "base/f.txt", "two");
        assertAnewAfter(OVERLAY, "components/c/kustomization.yaml", "kind: Component\ncommonLabels: {c: b}\n");
        assertAnewAfter(OVERLAY, "overlays/prod/kustomization.yaml", "resources: [../../base]\nnamePrefix: x-\n");
        assertThat(SourceFolder.names(render(OVERLAY))).contains("ConfigMap x-b");
        assertAnewAfter(CHART, "env/v.yaml", "name: b\n");
        assertAnewAfter(CHART, "lib/templates/l.yaml", SourceFolder.configMap("lib2"));
        assertAnewAfter(CHART, "charts/shop/values.yaml", "x: 1\n");
        assertThat(SourceFolder.names(render(CHART))).contains("ConfigMap b", "ConfigMap lib2");
    }

    @Test
    void aFileThatAppearsCanChangeWhatIsRendered() {
        write("top/kustomization.yml", "resources: [a]\n");
        write("top/a/kustomization.yaml", "resources: [x.yaml]\n");
        write("top/a/x.yaml", SourceFolder.configMap("x"));
        Source top = SourceFolder.source("top");
        render(top);
        write("top/Chart.yaml", "apiVersion: v2\nname: top\nversion: 1.0.0\n");
        write("top/templates/x.yaml", SourceFolder.configMap("of-the-chart"));
        assertThat(SourceFolder.names(render(top))).containsExactly("ConfigMap of-the-chart");
    }

    @Test
    void linksAreFollowedToWhatTheyLeadTo() throws IOException {
        Files.createSymbolicLink(
                Files.createDirectories(repository.work().resolve("linked")).resolve("to"), Path.of("../base"));
        Files.createSymbolicLink(
                Files.createDirectories(repository.work().resolve("plain")).resolve("to"), Path.of("../elsewhere"));
        write("linked/kustomization.yaml", "resources: [to]\n");
        assertAnewAfter(SourceFolder.source("linked"), "base/a.yaml", SourceFolder.configMap("q"));
        Source plain = SourceFolder.source("plain");
        Manifests before = render(plain);
        write("lib/unrelated.txt", "x");
        assertThat(render(plain)).isSameAs(before);
        write("elsewhere/b.yaml", SourceFolder.configMap("b"));
        assertThat(SourceFolder.names(render(plain))).containsExactly("ConfigMap a", "ConfigMap b");
    }

    @Test
    void manyProjectsCostNothingOnACommitElsewhere() {
        Path tool = FakeTool.script(
                folder.resolve("tool"), "echo run >> '" + runs + "'\necho '" + SourceFolder.configMap("a") + "'");
        renderer = new Renderer(FakeTool.tools(tool), RenderLimits.DEFAULT);
        int projects = 200;
        for (int i = 0; i < projects; i++) {
            write("apps/a%d/overlays/prod/kustomization.yaml".formatted(i), "resources: [../../base]\n");
            write("apps/a%d/base/kustomization.yaml".formatted(i), "resources: [a.yaml, b.yaml, c.yaml, d.yaml]\n");
            for (String name : List.of("a", "b", "c", "d")) {
                write("apps/a%d/base/%s.yaml".formatted(i, name), SourceFolder.configMap(name));
            }
        }
        repository.commit("many");
        assertRuns(projects, () -> renderAll(projects));
        repository.commit("elsewhere/readme.txt", "changed");
        assertRuns(0, () -> {
            long start = System.nanoTime();
            renderAll(projects);
            System.out.printf(
                    "%d kustomizations at a commit that touches none: %d ms%n",
                    projects, (System.nanoTime() - start) / 1_000_000);
        });
        repository.commit("apps/a7/base/c.yaml", SourceFolder.configMap("other"));
        assertRuns(1, () -> renderAll(projects));
    }

    private void renderAll(int projects) {
        String head = repository.head();
        for (int i = 0; i < projects; i++) {
            try (SourceTree tree = mirrors.source(repository.access()).open(head)) {
                renderer.render(tree, SourceFolder.source("apps/a%d/overlays/prod".formatted(i)), SourceFolder.TARGET);
            }
        }
    }

    @Test
    void backToAnEarlierCommitRendersNothing() {
        Manifests first = render(OVERLAY);
        write("base/f.txt", "two");
        Manifests second = render(OVERLAY);
        write("base/f.txt", "one");
        assertRuns(0, () -> assertThat(render(OVERLAY)).isSameAs(first));
        write("base/f.txt", "two");
        assertRuns(0, () -> assertThat(render(OVERLAY)).isSameAs(second));
    }

    @Test
    void otherOptionsAnotherClusterAndAnotherToolRender() throws IOException {
        render(OVERLAY);
        render(CHART);
        assertRuns(1, () -> render(SourceFolder.source("overlays/prod", "kustomize", Map.of("namePrefix", "a-"))));
        assertRuns(1, () -> render(SourceFolder.source("charts/shop", "helm", Map.of("values", Map.of("name", "b")))));
        RenderTarget other = new RenderTarget("shop", "shop", () -> new Capabilities("v1.30.0", Set.of(), Set.of()));
        assertRuns(1, () -> render(CHART, other));
        assertRuns(0, () -> render(OVERLAY, other));
        assertRuns(0, () -> render(CHART));
        Files.writeString(kustomize, Files.readString(kustomize) + "\n# another version\n");
        assertRuns(1, () -> render(OVERLAY));
        assertRuns(0, () -> render(CHART));
    }

    @Test
    void theLeastUsedIsForgottenFirst() {
        RenderCache cache = new RenderCache(5);
        Manifests none = new Manifests(List.of(), List.of(), List.of());
        List<RenderCache.Request> requests = java.util.stream.IntStream.range(0, 7)
                .mapToObj(i -> new RenderCache.Request("p" + i, Optional.empty(), Optional.empty()))
                .toList();
        for (RenderCache.Request request : requests) {
            cache.put(new RenderCache.Entry(request, Map.of(), List.of(), none));
            cache.find(requests.get(0), entry -> true);
        }
        assertThat(requests.stream()
                        .filter(each -> cache.find(each, entry -> true).isPresent()))
                .extracting(RenderCache.Request::path)
                .containsExactly("p0", "p3", "p4", "p5", "p6");
    }
}
