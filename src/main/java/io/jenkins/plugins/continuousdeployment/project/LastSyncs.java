package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which builds matter: the one that is live and the one that changed something last. Kept in {@code deployment.json}
 * beside the project's {@code config.xml}, written only when a sync ends.
 *
 * @param live the build whose state the clusters have; 0 for none
 * @param commit the commit of that build, a whole id; empty for none
 * @param changed the last build that changed anything; 0 for none
 * @param failed whether the last build failed
 * @param serials the serial of the tracking record that was written last, by the uid of the cluster
 */
record LastSyncs(int live, String commit, int changed, boolean failed, Map<String, Long> serials) {
    static final LastSyncs NONE = new LastSyncs(0, "", 0, false, Map.of());
    private static final String FILE = "deployment.json";

    LastSyncs {
        Objects.requireNonNull(commit, "commit");
        serials = Map.copyOf(serials);
    }

    LastSyncs wrote(String cluster, long serial) {
        Map<String, Long> now = new LinkedHashMap<>(serials);
        now.put(cluster, serial);
        return new LastSyncs(live, commit, changed, failed, now);
    }

    /** What the folder of a project says; nothing where it says nothing that can be read. */
    static LastSyncs read(File folder) {
        try {
            if (Json.read(Files.readAllBytes(folder.toPath().resolve(FILE))) instanceof Map<?, ?> tree) {
                return new LastSyncs(
                        number(tree.get("live")),
                        String.valueOf(tree.get("commit")),
                        number(tree.get("changed")),
                        Boolean.TRUE.equals(tree.get("failed")),
                        serials(tree.get("serials")));
            }
        } catch (NoSuchFileException e) {
            return NONE;
        } catch (IOException e) {
            // A hint for permalinks: what can't be read is as good as none.
            return NONE;
        }
        return NONE;
    }

    private static Map<String, Long> serials(Object value) {
        Map<String, Long> serials = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((cluster, serial) -> {
                if (serial instanceof Number number) {
                    serials.put(String.valueOf(cluster), number.longValue());
                }
            });
        }
        return serials;
    }

    private static int number(Object value) {
        return value instanceof Number number ? number.intValue() : 0;
    }

    void write(File folder) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schemaVersion", 1);
        tree.put("live", live);
        tree.put("commit", commit);
        tree.put("changed", changed);
        tree.put("failed", failed);
        tree.put("serials", serials);
        JsonFile.write(folder.toPath().resolve(FILE), tree);
    }
}
