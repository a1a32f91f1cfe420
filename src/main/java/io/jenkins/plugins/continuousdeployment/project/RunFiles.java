package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.ResultJson;
import io.jenkins.plugins.continuousdeployment.engine.source.Commit;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lies beside a build's {@code build.xml}: {@code changes.json}, the change set as the command line prints it;
 * while the sync runs {@code changes.jsonl}, a line a change as it is made, so that nothing done is forgotten; {@code
 * commits.json}, what came since the sync before.
 */
final class RunFiles {
    private static final String CHANGES = "changes.json";
    private static final String SO_FAR = "changes.jsonl";
    private static final String COMMITS = "commits.json";

    private final Path folder;

    RunFiles(File folder) {
        this.folder = folder.toPath();
    }

    /** Takes note of one change as soon as it is made. */
    synchronized void did(Change change) throws IOException {
        Files.writeString(
                folder.resolve(SO_FAR),
                new String(Json.write(ResultJson.change(change)), StandardCharsets.UTF_8) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** The whole is known. */
    synchronized void changed(ChangeSet changes) throws IOException {
        JsonFile.write(folder.resolve(CHANGES), ResultJson.of(changes));
        Files.deleteIfExists(folder.resolve(SO_FAR));
    }

    /** The change set as a tree; of a sync that was cut off, what was noted of it; empty where there is none. */
    Optional<Map<String, Object>> changes() throws IOException {
        Path whole = folder.resolve(CHANGES);
        if (Files.isRegularFile(whole)) {
            return Optional.of(map(Json.read(Files.readAllBytes(whole))));
        }
        List<Object> lines = new ArrayList<>();
        Path soFar = folder.resolve(SO_FAR);
        if (Files.isRegularFile(soFar)) {
            for (String line : Files.readAllLines(soFar)) {
                try {
                    lines.add(Json.read(line.getBytes(StandardCharsets.UTF_8)));
                } catch (IOException e) {
                    // The last line of a process that was killed while it wrote.
                    break;
                }
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new LinkedHashMap<>(Map.of("changes", lines)));
    }

    void came(List<Commit> commits) throws IOException {
        List<Object> list = new ArrayList<>();
        for (Commit commit : commits) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("id", commit.id());
            tree.put("author", commit.author());
            tree.put("committed", commit.committed().toString());
            tree.put("message", commit.message());
            list.add(tree);
        }
        JsonFile.write(folder.resolve(COMMITS), list);
    }

    List<Commit> commits() throws IOException {
        Path file = folder.resolve(COMMITS);
        List<Commit> commits = new ArrayList<>();
        if (Files.isRegularFile(file) && Json.read(Files.readAllBytes(file)) instanceof List<?> list) {
            for (Object each : list) {
                Map<String, Object> tree = map(each);
                commits.add(new Commit(
                        text(tree, "id"),
                        text(tree, "author"),
                        Instant.parse(text(tree, "committed")),
                        text(tree, "message")));
            }
        }
        return commits;
    }

    private static String text(Map<String, Object> tree, String key) {
        return String.valueOf(tree.get(key));
    }

    @SuppressWarnings("unchecked") // JSON's keys are texts
    private static Map<String, Object> map(Object tree) {
        return tree instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
