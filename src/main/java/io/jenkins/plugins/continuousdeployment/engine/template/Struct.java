package io.jenkins.plugins.continuousdeployment.engine.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A value with named fields. Values are strings, {@link Long}s, {@link Boolean}s, null, lists, maps and these.
 *
 * @param type what it is called in messages
 * @param text how it is printed
 * @param fields its fields by their names, in their order
 */
record Struct(String type, String text, Map<String, Object> fields) {
    Struct {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(text, "text");
        fields = new LinkedHashMap<>(fields); // it may hold null
    }

    @Override
    public String toString() {
        return text;
    }
}
