package io.jenkins.plugins.continuousdeployment.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many objects of published repositories are proved once they are applied; skipped where none are at hand. */
class PublishedManifestsProofTest {
    private static final List<String> NO_OBJECTS = List.of("Kustomization", "Component", "List");

    @Test
    void mostObjectsAreProvedAndNoneWrongly() throws IOException {
        Path folder = folder();
        assumeTrue(Files.isDirectory(folder), "no published manifests at " + folder);
        LiveServer server = LiveServer.alone();
        String namespace = server.newNamespace("published-");
        List<KubeObject> applied = new ArrayList<>();
        for (KubeObject object : objects(folder)) {
            // Some kinds have no definition here, and some files are made for a tool to complete.
            if (server.serves(object)) {
                KubeObject placed = marked(object, server.namespaced(object) ? namespace : "");
                if (server.apply(placed, LiveServer.US).ok()) {
                    applied.add(placed);
                    if (placed.kind().equals("CustomResourceDefinition")) {
                        new Crds(server).await(placed);
                    }
                }
            }
        }
        Map<String, Integer> reasons = new TreeMap<>();
        int proved = 0;
        for (KubeObject desired : applied) {
            DiffCase.Recording recording = server.asked(desired);
            Proof proof = new InSyncProof(LiveServer.US).prove(desired, recording.live());
            if (proof.proved()) {
                proved++;
                assertThat(new DryRunCheck(recording.live(), recording.predicted()).overlooked())
                        .as(desired.kind() + " " + desired.name())
                        .isEmpty();
            } else {
                reasons.merge(desired.kind() + " " + desired.name() + " " + proof, 1, Integer::sum);
            }
        }
        System.out.println(
                "published objects proved: " + proved + " of " + applied.size() + "; not proved: " + reasons);
        assertThat(proved).isGreaterThan(applied.size() * 9 / 10);
    }

    private static Path folder() {
        String shared = System.getProperty("CD_SHARED", System.getenv("CD_SHARED"));
        Path root = shared != null ? Path.of(shared) : Path.of(System.getProperty("checkout", "."), "../shared");
        return root.resolve("cases/manifests");
    }

    /** Definitions first, then the rest in the order of the files; one object of each name. */
    private static List<KubeObject> objects(Path folder) throws IOException {
        Map<String, KubeObject> objects = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .flatMap(PublishedManifestsProofTest::documents)
                    .map(KubeObject::new)
                    .filter(object ->
                            !object.kind().isEmpty() && !object.name().isEmpty() && !NO_OBJECTS.contains(object.kind()))
                    .forEach(object -> objects.putIfAbsent(object.groupKind() + " " + object.name(), object));
        }
        return objects.values().stream()
                .sorted(Comparator.comparing(object -> object.kind().equals("CustomResourceDefinition") ? 0 : 1))
                .toList();
    }

    private static Stream<Map<String, Object>> documents(Path file) {
        try {
            return Trees.documents(Files.readString(file)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            return Stream.empty();
        }
    }

    /** With a label and an annotation, as every object of a project has them. */
    private static KubeObject marked(KubeObject object, String namespace) {
        Map<String, Object> body = object.thaw();
        Map<String, Object> metadata = Trees.map(body.get("metadata"));
        if (namespace.isEmpty()) {
            metadata.remove("namespace");
        } else {
            metadata.put("namespace", namespace);
        }
        for (String field : List.of("labels", "annotations")) {
            Map<String, Object> marks = new LinkedHashMap<>();
            if (metadata.get(field) instanceof Map<?, ?> own) {
                marks.putAll(Trees.map(own));
            }
            marks.put("example.org/mark", "a");
            metadata.put(field, marks);
        }
        return new KubeObject(body);
    }
}
