package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of a list. An answer without items is only a list of nothing where it says that it is a list: whatever else
 * answers with success must not read as "nothing there".
 *
 * @param items the objects as they came
 * @param resourceVersion from which a watch goes on
 * @param next where the next page begins; empty for the last
 */
record ListAnswer(List<Map<?, ?>> items, String resourceVersion, String next) {
    ListAnswer {
        items = List.copyOf(items);
    }

    /** Reads an answer; empty where it is no list. */
    static Optional<ListAnswer> of(Map<String, Object> answer) {
        KubeObject list = new KubeObject(answer);
        Object found = answer.get("items");
        // Go writes a list that was never filled as null.
        boolean isList = list.kind().endsWith("List") && answer.containsKey("items");
        if (!isList || !(found == null || found instanceof List)) {
            return Optional.empty();
        }
        List<Map<?, ?>> items = new ArrayList<>();
        for (Object item : list.list("items")) {
            if (!(item instanceof Map<?, ?> map && map.get("metadata") instanceof Map)) {
                return Optional.empty();
            }
            items.add(map);
        }
        return Optional.of(
                new ListAnswer(items, list.text("metadata", "resourceVersion"), list.text("metadata", "continue")));
    }
}
