package io.jenkins.plugins.continuousdeployment.engine;

import io.jenkins.plugins.continuousdeployment.engine.Status.ObjectStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Change sets and statuses as trees for JSON. The names are a contract: what is stored beside builds, printed by the
 * command line and read by pages says the same in every version of the same {@code schemaVersion}.
 */
public final class ResultJson {
    private static final int SCHEMA_VERSION = 1;

    private ResultJson() {}

    /** A change set. */
    public static Map<String, Object> of(ChangeSet changes) {
        Map<String, Object> tree = head(changes.summary());
        tree.put("changes", changes.changes().stream().map(ResultJson::change).toList());
        return tree;
    }

    /** A status. */
    public static Map<String, Object> of(Status status) {
        Map<String, Object> tree = head(status.summary());
        tree.put("objects", status.objects().stream().map(ResultJson::object).toList());
        return tree;
    }

    private static Map<String, Object> head(Summary summary) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schemaVersion", SCHEMA_VERSION);
        tree.put("project", summary.project());
        tree.put("revision", revision(summary.revision()));
        tree.put("destinations", destinations(summary.destinations()));
        tree.put("syncStatus", summary.syncStatus().toString());
        tree.put("health", summary.health().toString());
        tree.put("message", summary.message());
        tree.put("startedAt", time(summary.startedAt()));
        tree.put("finishedAt", time(summary.finishedAt()));
        tree.put("lastSynced", summary.lastSynced());
        return tree;
    }

    /** A commit. */
    public static Map<String, Object> revision(Revision revision) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("commit", revision.commit());
        tree.put("ref", revision.ref());
        tree.put("author", revision.author());
        tree.put("message", revision.message());
        return tree;
    }

    private static List<Map<String, Object>> destinations(List<Summary.Destination> destinations) {
        return destinations.stream()
                .map(each -> {
                    Map<String, Object> tree = new LinkedHashMap<>();
                    tree.put("cluster", each.cluster());
                    tree.put("namespace", each.namespace());
                    return tree;
                })
                .toList();
    }

    private static String time(Instant instant) {
        return instant.toString();
    }

    /** One line of a change set. */
    public static Map<String, Object> change(Change change) {
        Map<String, Object> tree = key(change.cluster(), change.apiVersion(), change.key());
        tree.put("action", change.action().toString());
        tree.put("reason", change.reason());
        tree.put("message", change.message());
        tree.put("wave", change.wave());
        return tree;
    }

    private static Map<String, Object> object(ObjectStatus object) {
        Map<String, Object> tree = key(object.cluster(), object.apiVersion(), object.key());
        tree.put("syncStatus", object.syncStatus().toString());
        tree.put("health", Objects.toString(object.health(), null));
        tree.put("message", object.message());
        return tree;
    }

    private static Map<String, Object> key(String cluster, String apiVersion, ObjectKey key) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("cluster", cluster);
        tree.put("apiVersion", apiVersion);
        tree.put("kind", key.groupKind().kind());
        tree.put("namespace", key.namespace());
        tree.put("name", key.name());
        return tree;
    }
}
