package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One step from a value to what it holds, as structured-merge-diff writes it in {@code fieldsV1} (its
 * {@code fieldpath/serialize-pe.go}). Numbers are kept so that equal ones make equal steps; {@code toString} is for
 * people.
 */
public sealed interface PathElement {
    /** {@code f:name}: a field of an object or a key of a map. */
    record Field(String name) implements PathElement {
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$-]+");

        public Field {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String serialized() {
            return "f:" + name;
        }

        /** {@code .name}, and {@code [app.kubernetes.io/name]} for what would not read as a field. */
        @Override
        public String toString() {
            return PLAIN.matcher(name).matches() ? "." + name : "[" + name + "]";
        }
    }

    /** {@code k:{"name":"web"}}: the item of a keyed list that has these fields. */
    record Key(SortedMap<String, Object> fields) implements PathElement {
        public Key {
            SortedMap<String, Object> copy = new TreeMap<>();
            fields.forEach((name, value) -> copy.put(name, JsonValues.canonical(value)));
            fields = Collections.unmodifiableSortedMap(copy);
        }

        @Override
        public String serialized() {
            return "k:" + json(fields);
        }

        /** {@code [containerPort=80,protocol=TCP]}. */
        @Override
        public String toString() {
            return fields.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** {@code v:"x"}: the item of a set that has this value. */
    record Item(Object value) implements PathElement {
        public Item {
            value = JsonValues.canonical(value);
        }

        @Override
        public String serialized() {
            return "v:" + json(value);
        }

        /** {@code ["x"]}. */
        @Override
        public String toString() {
            return "[" + json(value) + "]";
        }
    }

    /** {@code i:3}: the item at a place of a list. */
    record Index(int index) implements PathElement {
        @Override
        public String serialized() {
            return "i:" + index;
        }

        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    /** The key that {@link #parse} reads. */
    String serialized();

    /**
     * Reads a key of a {@code fieldsV1} map.
     *
     * @throws IllegalArgumentException where it is none
     */
    static PathElement parse(String text) {
        String rest = text.length() < 2 ? "" : text.substring(2);
        return switch (text.length() < 2 ? "" : text.substring(0, 2)) {
            case "f:" -> new Field(rest);
            case "k:" -> key(rest);
            case "v:" -> new Item(read(rest));
            case "i:" -> new Index(Integer.parseInt(rest));
            default -> throw new IllegalArgumentException("no path element of managedFields: " + text);
        };
    }

    private static Key key(String json) {
        if (!(read(json) instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("no key of managedFields: " + json);
        }
        SortedMap<String, Object> fields = new TreeMap<>();
        map.forEach((name, value) -> fields.put(String.valueOf(name), value));
        return new Key(fields);
    }

    private static Object read(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON in managedFields: " + json, e);
        }
    }

    private static String json(Object value) {
        return new String(Json.canonical(value), StandardCharsets.UTF_8);
    }
}
