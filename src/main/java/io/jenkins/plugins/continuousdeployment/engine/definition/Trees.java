package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Blocks that are kept as they are written, for a tool that knows their keys. */
final class Trees {
    private Trees() {}

    /** A deep copy that nobody can change. */
    static Map<String, Object> frozen(Map<String, Object> tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        tree.forEach((key, value) -> copy.put(key, frozenValue(value)));
        return Collections.unmodifiableMap(copy);
    }

    /** The same of a list. */
    static List<Object> frozen(List<?> list) {
        List<Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(frozenValue(item)));
        return Collections.unmodifiableList(copy);
    }

    @SuppressWarnings("unchecked")
    private static Object frozenValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            return frozen((Map<String, Object>) map);
        }
        return value instanceof List<?> list ? frozen(list) : value;
    }
}
