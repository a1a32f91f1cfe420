package io.jenkins.plugins.continuousdeployment.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.continuousdeployment.engine.manifest.ManifestLimits;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Programs;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every kustomization that people published, where they lie beside the checkout (or where {@code CD_SHARED} says), gives
 * what {@code kustomize build} gives on the folder itself, object by object in the same order; what it refuses, we refuse.
 */
class PublishedRenderingTest {
    private final Path manifests = manifests();

    private static Path manifests() {
        String shared = System.getProperty("CD_SHARED", System.getenv("CD_SHARED"));
        Path root = shared != null
                ? Path.of(shared)
                : Path.of(System.getProperty("checkout")).resolve("../shared");
        return root.resolve("cases/manifests").normalize();
    }

    private List<Path> kustomizations(Path repository) throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.filter(file ->
                            KustomizationFile.NAMES.contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void rendersAsTheToolDoes() throws IOException {
        assumeTrue(Files.isDirectory(manifests), "no published manifests in " + manifests);
        List<String> refused = new ArrayList<>();
        int kustomizations = 0;
        int objects = 0;
        List<Path> repositories;
        try (Stream<Path> list = Files.list(manifests)) {
            repositories = list.sorted().toList();
        }
        for (Path repository : repositories) {
            SourceFolder source = new SourceFolder(repository);
            for (Path file : kustomizations(repository)) {
                String folder = repository.relativize(file.getParent()).toString();
                Programs.Output direct = Programs.run(
                        repository,
                        Map.of(),
                        "",
                        List.of(TestBed.program("kustomize").toString(), "build", folder));
                if (direct.exitCode() == 0) {
                    List<Object> expected = trees(direct.out());
                    assertThat(bodies(source.render(folder))).as(folder).containsExactlyElementsOf(expected);
                    kustomizations++;
                    objects += expected.size();
                } else {
                    assertThat(source.refused(folder)).as(folder).isNotEmpty();
                    refused.add(folder);
                }
            }
        }
        System.out.printf(
                "%d published kustomizations with %d objects render as kustomize build does; it refuses %s%n",
                kustomizations, objects, refused);
        assertThat(kustomizations).isGreaterThanOrEqualTo(25);
    }

    private static List<Object> bodies(Manifests manifests) {
        return manifests.objects().stream()
                .map(desired -> (Object) desired.object().body())
                .toList();
    }

    /** What the tool printed; the fields that only a cluster sets have nothing in them and are left out. */
    private static List<Object> trees(String stream) {
        return YamlReader.read("direct", stream.getBytes(StandardCharsets.UTF_8), ManifestLimits.DEFAULT.yaml())
                .stream()
                .map(YamlDocument::tree)
                .filter(Objects::nonNull)
                .map(PublishedRenderingTest::withoutClusterFields)
                .toList();
    }

    private static Object withoutClusterFields(Object tree) {
        Map<?, ?> map = (Map<?, ?>) tree;
        map.remove("status");
        ((Map<?, ?>) map.get("metadata")).remove("creationTimestamp");
        return map;
    }
}
