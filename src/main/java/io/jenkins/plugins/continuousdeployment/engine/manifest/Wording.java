package io.jenkins.plugins.continuousdeployment.engine.manifest;

import java.util.List;
import java.util.Map;

/** What a value of the wrong type is, for a sentence. Not for values that may be secret. */
final class Wording {
    private Wording() {}

    static String of(Object value) {
        if (value == null) {
            return "missing";
        }
        if (value instanceof String text) {
            return "\"" + text + "\"";
        }
        return value instanceof Map || value instanceof List ? kind(value) : kind(value) + " " + value;
    }

    /** The same without the value itself. */
    static String kind(Object value) {
        if (value instanceof Map) {
            return "a map";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof String) {
            return "a string";
        }
        return value instanceof Boolean ? "the boolean" : "the number";
    }
}
