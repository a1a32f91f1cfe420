package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.ResultJson;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a project was when it was disabled: {@code last-state.json} beside its {@code config.xml}, written at that moment
 * and at no other. It has the whole, and not each object.
 */
final class LastState {
    private static final String FILE = "last-state.json";

    private LastState() {}

    static void write(File folder, ProjectState state) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schemaVersion", 1);
        tree.put("revision", ResultJson.revision(state.revision()));
        tree.put("syncStatus", state.syncStatus().toString());
        tree.put("health", state.health().toString());
        tree.put("message", state.message());
        tree.put("comparedAt", state.comparedAt().toString());
        JsonFile.write(folder.toPath().resolve(FILE), tree);
    }

    /** What the folder of a project says; nothing known where it says nothing that can be read. */
    static ProjectState read(File folder) {
        try {
            if (Json.read(Files.readAllBytes(folder.toPath().resolve(FILE))) instanceof Map<?, ?> tree
                    && tree.get("revision") instanceof Map<?, ?> revision) {
                return new ProjectState(
                        new Revision(
                                text(revision, "commit"),
                                text(revision, "ref"),
                                text(revision, "author"),
                                text(revision, "message")),
                        named(SyncStatus.values(), text(tree, "syncStatus"), SyncStatus.UNKNOWN),
                        named(HealthStatus.values(), text(tree, "health"), HealthStatus.UNKNOWN),
                        text(tree, "message"),
                        Optional.empty(),
                        Optional.empty(),
                        Instant.parse(text(tree, "comparedAt")),
                        List.of());
            }
        } catch (IOException | DateTimeException e) {
            // Shown to people and used for nothing else: what can't be read is as good as none.
            return ProjectState.NEW;
        }
        return ProjectState.NEW;
    }

    private static <T> T named(T[] all, String text, T other) {
        return Stream.of(all)
                .filter(each -> each.toString().equals(text))
                .findFirst()
                .orElse(other);
    }

    private static String text(Map<?, ?> tree, String key) {
        return Objects.toString(tree.get(key), "");
    }
}
