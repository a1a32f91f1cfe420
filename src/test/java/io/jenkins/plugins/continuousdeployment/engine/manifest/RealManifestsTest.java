package io.jenkins.plugins.continuousdeployment.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.continuousdeployment.engine.source.FolderSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that people published, where they lie beside the checkout (or where {@code CD_SHARED} says). */
class RealManifestsTest {
    private static final Pattern KIND = Pattern.compile("^kind: ", Pattern.MULTILINE);

    private static Path manifests;

    @BeforeAll
    static void find() {
        String shared = System.getProperty("CD_SHARED", System.getenv("CD_SHARED"));
        Path root = shared == null ? Path.of(System.getProperty("checkout"), "..", "shared") : Path.of(shared);
        manifests = root.resolve("cases/manifests");
        assumeTrue(Files.isDirectory(manifests), "the published manifests are not beside the checkout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "microservices-demo/kubernetes-manifests",
                "open-podcasts/config/crd/bases",
                "open-podcasts/config/rbac",
                "podinfo/kustomize"
            })
    void everyObjectIsRead(String path) throws IOException {
        try (FolderSource source = new FolderSource(manifests)) {
            Manifests read = ManifestReader.read(source, path, ManifestLimits.DEFAULT);
            assertThat(read.objects()).hasSize(kinds(path)).isNotEmpty();
            assertThat(read.skipped()).allMatch(skipped -> skipped.object() == null);
        }
    }

    /** The objects counted another way. */
    private static int kinds(String path) throws IOException {
        int count = 0;
        try (Stream<Path> files = Files.walk(manifests.resolve(path))) {
            List<Path> yaml = files.filter(
                            file -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml"))
                    .toList();
            for (Path file : yaml) {
                count += (int) KIND.matcher(Files.readString(file)).results().count();
            }
        }
        return count;
    }
}
