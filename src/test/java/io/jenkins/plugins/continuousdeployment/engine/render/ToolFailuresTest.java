package io.jenkins.plugins.continuousdeployment.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.continuousdeployment.engine.manifest.ManifestLimits;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tools that are missing, fail, hang or print what nobody can read. */
@Timeout(120)
class ToolFailuresTest {
    private static final RenderLimits SHORT =
            new RenderLimits(Duration.ofSeconds(1), 1 << 20, 1_000, 1 << 20, ManifestLimits.DEFAULT);

    private static final RenderLimits LONG =
            new RenderLimits(Duration.ofMinutes(5), 1 << 20, 1_000, 1 << 20, ManifestLimits.DEFAULT);

    @TempDir
    private Path root;

    @TempDir
    private Path elsewhere;

    private SourceFolder source;

    @BeforeEach
    void files() {
        source = new SourceFolder(root)
                .configMap("k/a.yaml", "a")
                .write("k/kustomization.yaml", "resources: [a.yaml]\n")
                .write("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n")
                .configMap("c/templates/a.yaml", "a");
    }

    private List<String> refused(RenderLimits limits, String script, String path) {
        Path tool = FakeTool.script(elsewhere.resolve("tool"), script);
        return source.refused(new Renderer(FakeTool.tools(tool), limits), SourceFolder.source(path));
    }

    @Test
    void aMissingToolIsLookedForInNamedPlacesAndSaysWhatToDo() {
        Renderer renderer = new Renderer(ToolPaths.on(elsewhere + ":relative:"), LONG);
        assertThat(source.refused(renderer, SourceFolder.source("k")))
                .singleElement()
                .asString()
                .contains("neither kustomize nor kubectl in any folder of the search path (" + elsewhere)
                .contains("Install kustomize 5 there", "CDCTL_KUSTOMIZE");
        assertThat(source.refused(renderer, SourceFolder.source("c")))
                .singleElement()
                .asString()
                .contains("no helm in any folder of the search path (" + elsewhere)
                .contains("Install helm 3 there", "CDCTL_HELM");
        Path gone = elsewhere.resolve("gone");
        assertThat(source.refused(new Renderer(FakeTool.tools(gone), LONG), SourceFolder.source("k")))
                .containsExactly("the settings say that kustomize is " + gone + ", and there is no such file");
        assertThat(source.refused(new Renderer(FakeTool.tools(elsewhere), LONG), SourceFolder.source("k")))
                .containsExactly(
                        "the settings say that kustomize is " + elsewhere + ", and that is no program that can be run");
        source.configMap("plain/a.yaml", "a");
        assertThat(SourceFolder.names(source.render(renderer, SourceFolder.source("plain"))))
                .as("plain manifests need neither")
                .containsExactly("ConfigMap a");
    }

    @Test
    void withoutKustomizeTheOneInKubectlIsTaken() {
        FakeTool.script(
                elsewhere.resolve("kubectl"),
                "echo kind: $1-$(basename $2); echo apiVersion: v1;" + " echo 'metadata: {name: a}'");
        Renderer renderer = new Renderer(ToolPaths.on("/nowhere:" + elsewhere), LONG);
        assertThat(SourceFolder.names(source.render(renderer, SourceFolder.source("k"))))
                .containsExactly("kustomize-k a");
    }

    @Test
    void theWordsOfAToolThatFailsAreShownWithTheFile() {
        assertThat(refused(
                        LONG, "echo \"Error: cannot read $2/x.yaml of https://ann:pw@example.com\" >&2; exit 3", "k"))
                .containsExactly("k/kustomization.yaml: kustomize failed (exit code 3): cannot read k/x.yaml of"
                        + " https://…@example.com");
        assertThat(refused(LONG, "exit 4", "c"))
                .containsExactly("c/Chart.yaml: helm failed (exit code 4) and said nothing");
    }

    @Test
    void secretsThatAToolRepeatsAreNotShown() {
        source.write("k/kustomization.yaml", "secretGenerator: [{name: s, literals: [p=geheim], envs: [s.env]}]\n")
                .write("k/s.env", "Q=verborgen\n");
        assertThat(refused(LONG, "echo bad geheim and verborgen >&2; exit 1", "k"))
                .containsExactly("k/kustomization.yaml: kustomize failed (exit code 1): bad … and …");
        Path tool = FakeTool.script(elsewhere.resolve("tool"), "echo bad geheim and plain >&2; exit 1");
        assertThat(source.refused(
                        new Renderer(FakeTool.tools(tool), LONG),
                        SourceFolder.source(
                                "c",
                                "helm",
                                Map.of("values", Map.of("db", Map.of("password", "geheim", "name", "plain"))))))
                .containsExactly("c/Chart.yaml: helm failed (exit code 1): bad … and plain");
    }

    @Test
    void aToolThatHangsIsEndedWithItsChildren() throws IOException {
        Path children = elsewhere.resolve("children");
        List<String> problems =
                refused(SHORT, "sleep 1000 & echo $! > '" + children + "'; echo slow >&2; sleep 1000; wait", "k");
        assertThat(problems)
                .containsExactly(
                        "k/kustomization.yaml: kustomize took longer than the setting renderTimeout allows, 1 s,"
                                + " and was ended. Raise it if this is meant. It said: slow");
        gone(children);
    }

    @Test
    void anInterruptEndsTheToolAndItsChildren() {
        Path child = elsewhere.resolve("child");
        Programs.succeed(elsewhere, Map.of(), "", List.of("mkfifo", child.toString()));
        Path tool = FakeTool.script(elsewhere.resolve("tool"), "sleep 1000 & echo $! > '" + child + "'; wait");
        Thread here = Thread.currentThread();
        CompletableFuture<ProcessHandle> interrupt = CompletableFuture.supplyAsync(() -> {
            // Waits until the tool writes.
            ProcessHandle handle = handle(child);
            here.interrupt();
            return handle;
        });
        Throwable ended =
                catchThrowable(() -> source.render(new Renderer(FakeTool.tools(tool), LONG), SourceFolder.source("k")));
        assertThat(Thread.interrupted()).as("the flag is put back").isTrue();
        assertThat(ended)
                .isInstanceOf(CancellationException.class)
                .hasMessage("Interrupted while kustomize rendered k/kustomization.yaml");
        interrupt.join().onExit().join();
    }

    private static ProcessHandle handle(Path written) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(written).strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void gone(Path children) throws IOException {
        long child = Long.parseLong(Files.readString(children).strip());
        ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
    }

    @Test
    void aToolThatPrintsWithoutEndIsEnded() {
        assertThat(refused(LONG, "yes 'a: 1'", "k"))
                .containsExactly("k/kustomization.yaml: kustomize printed more than the setting maxOutputBytes allows,"
                        + " 1048576 bytes, and was ended. Raise it if this is meant");
        assertThat(refused(LONG, "head -c 1000000000 /dev/zero", "c"))
                .singleElement()
                .asString()
                .startsWith("c/Chart.yaml: helm printed more than");
        assertThat(refused(LONG, "yes complaint | head -c 10000000 >&2; exit 1", "k"))
                .singleElement()
                .asString()
                .hasSizeLessThan(5_000)
                .contains("complaint");
    }

    @Test
    void whatIsNoYamlIsRefusedWithTheFile() {
        assertThat(refused(LONG, "head -c 1000 /dev/urandom", "k"))
                .allMatch(problem -> problem.startsWith("k/kustomization.yaml: "));
        assertThat(refused(LONG, "echo 'a: 1'", "k"))
                .allMatch(problem -> problem.startsWith("k/kustomization.yaml: ")
                        && problem.contains("(line 1 of what is rendered)"));
        assertThat(refused(LONG, "printf -- '---\\n# Source: c/templates/a.yaml\\na: 1\\n'", "c"))
                .first()
                .asString()
                .startsWith("c/templates/a.yaml: ")
                .contains("apiVersion is missing", "(line 3 of what is rendered)");
        assertThat(refused(LONG, "echo hello", "c"))
                .singleElement()
                .asString()
                .contains("c/Chart.yaml: manifests in a row");
    }

    @Test
    void whatAnotherProcessKeepsOpenIsNotWaitedForForEver() {
        // Whether the last words still arrive is a matter of luck; what is held here is that this ends.
        assertThat(refused(LONG, "(sleep 60 &) ; echo 'a: 1'", "k"))
                .anyMatch(problem -> problem.contains("took longer") || problem.contains("apiVersion is missing"));
    }

    @Test
    void aSourceThatIsTooLargeIsRefused() {
        Path tool = FakeTool.script(elsewhere.resolve("tool"), "exit 0");
        RenderLimits small = new RenderLimits(Duration.ofMinutes(1), 1 << 20, 2, 100, ManifestLimits.DEFAULT);
        source.write("c/big.txt", "x".repeat(200));
        assertThat(source.refused(new Renderer(FakeTool.tools(tool), small), SourceFolder.source("c")))
                .singleElement()
                .asString()
                .contains("rendering needs more than 100 bytes of the source", "maxExportBytes");
        source.write("c/big.txt", "");
        RenderLimits few = new RenderLimits(Duration.ofMinutes(1), 1 << 20, 2, 1_000, ManifestLimits.DEFAULT);
        assertThat(source.refused(new Renderer(FakeTool.tools(tool), few), SourceFolder.source("c")))
                .singleElement()
                .asString()
                .contains("rendering needs more than 2 files of the source", "maxExportFiles");
    }

    @Test
    void aToolSeesNothingOfOurEnvironment() {
        Path tool =
                FakeTool.script(elsewhere.resolve("tool"), "unset PATH PWD SHLVL _ OLDPWD; /usr/bin/env >&2; exit 1");
        assertThat(source.refused(new Renderer(FakeTool.tools(tool), LONG), SourceFolder.source("k")))
                .containsExactly("k/kustomization.yaml: kustomize failed (exit code 1) and said nothing");
        ToolPaths helm = new ToolPaths(Optional.empty(), Optional.of(tool), System.getenv("PATH"));
        assertThat(source.refused(new Renderer(helm, LONG), SourceFolder.source("c")))
                .singleElement()
                .asString()
                .contains("HOME=home", "HELM_NO_PLUGINS=1")
                .doesNotContain("PATH", "USER", "JAVA");
    }
}
