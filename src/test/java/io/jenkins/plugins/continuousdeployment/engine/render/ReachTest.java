package io.jenkins.plugins.continuousdeployment.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a kustomization must not name. */
class ReachTest {
    @TempDir
    private Path root;

    private SourceFolder source;

    @BeforeEach
    void plain() {
        source = new SourceFolder(root).configMap("a/a.yaml", "a");
    }

    private List<String> refused(String kustomization) {
        return source.write("a/kustomization.yaml", kustomization).refused("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/x.yaml",
                "HTTP://example.com/x.yaml",
                "http:x.yaml",
                "github.com/org/repo",
                "GitHub.com/org/repo//path?ref=main",
                "github.com:org/repo",
                "git@github.com:org/repo",
                "git@example.com:org/repo.git",
                "me@host/path",
                "git::https://example.com/org/repo",
                "git::ssh://example.com/org/repo",
                "ssh://git@example.com/org/repo",
                "file:///etc",
                "oci://example.com/x",
                "example.com/org/repo?ref=v1",
                "org/repo?version=v1",
                "//example.com/x",
            })
    void addressesAreRefusedWhereverTheyStand(String address) {
        source.write("a/t.yaml", """
                apiVersion: builtin
                kind: PatchTransformer
                metadata: {name: t}
                Path: '%s'
                """.formatted(address));
        String text = """
                resources: [a.yaml, '%1$s']
                Resources: ['%1$s']
                bases: ['%1$s']
                components: ['%1$s']
                crds: ['%1$s']
                configurations: ['%1$s']
                openapi: {path: '%1$s'}
                configMapGenerator: [{name: a, files: ['k=%1$s', '%1$s'], envs: ['%1$s'], env: '%1$s'}]
                secretGenerator: [{name: b, FILES: ['%1$s']}]
                patches: [{path: '%1$s'}]
                patchesJson6902: [{path: '%1$s'}]
                patchesStrategicMerge: ['%1$s']
                replacements: [{path: '%1$s'}]
                generators: ['%1$s']
                transformers: ['%1$s', t.yaml]
                validators: ['%1$s']
                """.formatted(address);
        List<String> problems = refused(text);
        // The = of a query makes two names of what a generator is given, and neither of them is a file of the source.
        assertThat(problems)
                .allMatch(problem -> problem.contains("names an address") || problem.contains("there is no"))
                .filteredOn(problem -> problem.startsWith("a/kustomization.yaml:"))
                .extracting(problem -> problem.replaceAll("a/kustomization.yaml:(\\d+):.*", "$1"))
                .containsOnly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16");
        assertThat(problems).anyMatch(problem -> problem.startsWith("a/t.yaml:4:"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "resources: [/etc/hostname]|:1:13: resources names /etc/hostname, and only what lies in the source",
                "resources: [../../x]|:1:13: resources names ../../x, which leads out of the source",
                "resources: [b.yaml]|:1:13: resources names b.yaml, and there is no a/b.yaml in the source",
                "resources: [empty]|:1:13: empty",
                "resources: ['']|:1:13: resources holds an entry that is no path",
                "components: [a.yaml]|:1:14: components names a/a.yaml, which is a file and must be a folder",
                "crds: [.]|:1:8: crds names a, which is a folder and must be a file",
                "resources: [../c/c.yaml]|:1:13: resources names ../c/c.yaml, and Kustomize takes no files from outside",
                "configMapGenerator: [{name: x, files: [../c/c.yaml]}]|takes no files from outside",
                "helmCharts: [{name: x, repo: 'https://example.com'}]|:1:1: helmCharts would have Kustomize run Helm",
                "helmChartInflationGenerator: [{chartName: x}]|helmChartInflationGenerator would have Kustomize run Helm",
                "generators: [h.yaml]|a/h.yaml:2:7: HelmChartInflationGenerator would run Helm",
                "resources: [.]|:1:13: leads in a circle: a → a",
                "transformers: [plugins]|a/plugins/kustomization.yaml:2:1: patches: a kustomization that transformers"
                        + " names may only list resources here",
            })
    void isRefusedWithFileAndLine(String kustomization, String message) {
        source.configMap("c/c.yaml", "c")
                .write("a/empty/readme.txt", "nothing")
                .write("a/h.yaml", "apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: {name: h}\n")
                .write("a/plugins/kustomization.yaml", "resources: []\npatches: [{path: http://example.com}]\n");
        List<String> problems = refused(kustomization + "\n");
        assertThat(problems)
                .isNotEmpty()
                .anyMatch(problem -> problem.contains(message.replaceFirst(": empty$", ": a/empty")));
    }

    @Test
    void circlesAreToldWithTheWholeWay() {
        source.write("x/kustomization.yaml", "resources: [../y]\n")
                .write("y/kustomization.yaml", "components: [../z]\n")
                .write("z/kustomization.yaml", "kind: Component\nresources:\n- ../x\n");
        assertThat(source.refused("x")).containsExactly("z/kustomization.yaml:3:3: leads in a circle: x → y → z → x");
        source.write("deep/kustomization.yaml", "resources: [in]\n")
                .write("deep/in/kustomization.yaml", "resources: [..]\n");
        assertThat(source.refused("deep"))
                .containsExactly("deep/in/kustomization.yaml:1:13: leads in a circle: deep → deep/in → deep");
    }

    @Test
    void manyWaysToOneBaseAreWalkedOnce() {
        source.configMap("b0/a.yaml", "a").write("b0/kustomization.yaml", "resources: [a.yaml]\n");
        for (int i = 1; i <= 60; i++) {
            source.write(
                    "b%d/kustomization.yaml".formatted(i), "resources: [../b%1$d, ../b%1$d, gone]\n".formatted(i - 1));
        }
        assertThat(source.refused("b60")).hasSize(60);
    }

    @Test
    void credentialsInAnAddressAreNotRepeated() {
        assertThat(refused("resources: ['https://ann:geheim@example.com/x']\n"))
                .singleElement()
                .asString()
                .contains("https://…@example.com/x")
                .doesNotContain("geheim");
    }

    @Test
    void whatABlockNamesIsLookedAtToo() {
        source.write("a/kustomization.yaml", "resources: [a.yaml]\n");
        assertThat(source.refused("a", "kustomize", Map.of("components", List.of("../gone"))))
                .containsExactly("source.kustomize.components names ../gone, and there is no gone in the source");
        assertThat(source.refused("a", "kustomize", Map.of("patches", List.of(Map.of("path", "p.yaml")))))
                .containsExactly("source.kustomize.patches names p.yaml, and there is no such file in the source");
        source.write("c/kustomization.yaml", "kind: Component\nresources: ['http://example.com']\n");
        assertThat(source.refused("a", "kustomize", Map.of("components", List.of("../c"))))
                .singleElement()
                .asString()
                .startsWith("c/kustomization.yaml:2:13: resources names an address");
    }

    @Test
    void pluginsAndFunctionsAreNotRun() {
        source.write("a/f.yaml", """
                apiVersion: example.com/v1
                kind: Thing
                metadata:
                  name: f
                  annotations:
                    config.kubernetes.io/function: |
                      exec: {path: ./run.sh}
                """).write("a/run.sh", "#!/bin/sh\ntouch /tmp/it-ran\n");
        assertThat(refused("resources: [a.yaml]\ntransformers: [f.yaml]\n"))
                .singleElement()
                .asString()
                .contains("a/kustomization.yaml: kustomize failed");
    }
}
