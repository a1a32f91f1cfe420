package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One case of {@code cases/}: what happened to an object, what is desired now, and what must be said of it. Beside each
 * {@code NAME.yaml} lies {@code NAME.recorded.json}: the object as a real API server had it, and what it answered to the
 * dry run ({@code -Ddiff.record=FOLDER} writes them anew).
 */
record DiffCase(String name, Map<String, Object> tree) {
    /** What stands in recordings where the server had the name of a namespace. */
    static final String NAMESPACE = "case-namespace";

    private static final String RECORDED = ".recorded.json";

    static Stream<DiffCase> all() {
        try (Stream<Path> files = Files.list(folder())) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(DiffCase::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(DiffCase.class.getResource("cases").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DiffCase read(Path file) {
        try {
            String name = file.getFileName().toString().replace(".yaml", "");
            return new DiffCase(name, Trees.map(Trees.yaml(Files.readString(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What happens, in order: each step has a manager, a verb and a body. */
    List<Map<String, Object>> steps() {
        return tree.get("steps") instanceof List<?> steps
                ? steps.stream().map(Trees::map).toList()
                : List.of();
    }

    /** What is desired in the end. */
    KubeObject desired(String namespace) {
        Object desired = tree.get("desired");
        if (desired == null) {
            desired = steps().stream()
                    .filter(step -> step.containsKey("apply") && !step.containsKey("manager"))
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .get("apply");
        }
        return placed(desired, namespace);
    }

    /** An object of the case in a namespace. */
    KubeObject placed(Object object, String namespace) {
        Map<String, Object> body = new LinkedHashMap<>(Trees.map(object));
        Map<String, Object> metadata = new LinkedHashMap<>(Trees.map(body.get("metadata")));
        metadata.put("namespace", namespace);
        body.put("metadata", metadata);
        return new KubeObject(body);
    }

    /** What the proof must say: {@code proved}, or what stands in its way. */
    String proof() {
        return (String) tree.get("proof");
    }

    /** What applying must change, as lines; times of authors left out. */
    List<String> changes() {
        List<String> lines = new ArrayList<>();
        if (tree.get("changes") instanceof List<?> changes) {
            changes.forEach(change -> lines.add((String) change));
        }
        return lines;
    }

    static List<String> lines(DryRunVerdict verdict) {
        return Stream.concat(verdict.changes().stream(), verdict.ownership().stream())
                .map(change -> change.toString().replaceAll(" at [0-9TZ:-]+", ""))
                .toList();
    }

    /** What a server had and answered. */
    record Recording(KubeObject live, KubeObject predicted) {
        byte[] json(String namespace) {
            Map<String, Object> both = new LinkedHashMap<>();
            both.put("live", live.body());
            both.put("predicted", predicted == null ? null : predicted.body());
            String text = new String(Json.write(both), StandardCharsets.UTF_8);
            return text.replace(namespace, NAMESPACE).getBytes(StandardCharsets.UTF_8);
        }
    }

    Recording recording() {
        try {
            Map<String, Object> both = Trees.map(Trees.json(Files.readAllBytes(folder().resolve(name + RECORDED))));
            Object predicted = both.get("predicted");
            return new Recording(
                    new KubeObject(Trees.map(both.get("live"))),
                    predicted == null ? null : new KubeObject(Trees.map(predicted)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void record(Path folder, Recording recording, String namespace) {
        try {
            Files.write(folder.resolve(name + RECORDED), recording.json(namespace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name + ": " + tree.get("about");
    }
}
