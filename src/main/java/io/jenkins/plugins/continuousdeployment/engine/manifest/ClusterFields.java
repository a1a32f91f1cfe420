package io.jenkins.plugins.continuousdeployment.engine.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes away what a cluster has written into an object, so that exported objects ({@code kubectl get -o yaml}) can be
 * applied as they are. The server refuses {@code managedFields}; {@code uid} and {@code resourceVersion} would be
 * conditions that another cluster never meets; the rest would be a claim on fields that are the server's or a
 * controller's. The last-applied annotation repeats the object, a Secret's values included.
 */
final class ClusterFields {
    private static final List<String> METADATA = List.of(
            "managedFields",
            "resourceVersion",
            "uid",
            "creationTimestamp",
            "generation",
            "selfLink",
            "deletionTimestamp",
            "deletionGracePeriodSeconds");
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private ClusterFields() {}

    /** Removes them, and names those that said something. */
    static List<String> remove(Draft draft) {
        List<String> removed = new ArrayList<>();
        if (draft.body().get("metadata") instanceof Map<?, ?> metadata) {
            METADATA.forEach(field -> remove(metadata, field, "metadata." + field, removed));
            if (metadata.get("annotations") instanceof Map<?, ?> annotations) {
                remove(annotations, LAST_APPLIED, "the annotation " + LAST_APPLIED, removed);
                if (annotations.isEmpty()) {
                    metadata.remove("annotations");
                }
            }
        }
        remove(draft.body(), "status", "status", removed);
        return removed;
    }

    private static void remove(Map<?, ?> map, String field, String name, List<String> removed) {
        if (says(map.remove(field))) {
            removed.add(name);
        }
    }

    /** Whether there is anything but empty values, as tools write them for fields that they leave open. */
    private static boolean says(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(ClusterFields::says);
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(ClusterFields::says);
        }
        return value != null && !value.equals("");
    }
}
