package io.jenkins.plugins.continuousdeployment.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Kubernetes object of any kind, as a tree of maps, lists, strings, booleans, numbers ({@link Long}, {@link
 * java.math.BigInteger} up to 64 bits unsigned, {@link Double}) and nulls. Immutable, so that a desired object can be
 * compared, sent and shown by many threads.
 *
 * <p>There is no typed model: kinds come from the cluster's discovery.
 *
 * @param body the whole object; copied, and handed out unmodifiable
 */
public record KubeObject(Map<String, Object> body) {
    public KubeObject {
        body = frozenMap(body);
    }

    /** {@code apiVersion}, empty where it is missing. */
    public String apiVersion() {
        return text("apiVersion");
    }

    /** The group of {@code apiVersion}, empty for the core group. */
    public String group() {
        String apiVersion = apiVersion();
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** The version of {@code apiVersion}, without its group. */
    public String version() {
        String apiVersion = apiVersion();
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /** {@code kind}, empty where it is missing. */
    public String kind() {
        return text("kind");
    }

    /** Its kind without the version, by which discovery knows it. */
    public GroupKind groupKind() {
        return new GroupKind(group(), kind());
    }

    /** {@code metadata.name}, empty where it is missing. */
    public String name() {
        return text("metadata", "name");
    }

    /** {@code metadata.namespace}, empty where it is missing. */
    public String namespace() {
        return text("metadata", "namespace");
    }

    /** {@code metadata.uid}, empty for an object that no server has seen. */
    public String uid() {
        return text("metadata", "uid");
    }

    /** {@code metadata.resourceVersion}, empty for an object that no server has seen. */
    public String resourceVersion() {
        return text("metadata", "resourceVersion");
    }

    /** Whether its deletion has begun. */
    public boolean terminating() {
        return !text("metadata", "deletionTimestamp").isEmpty();
    }

    /** The value of a label, or null. */
    public String label(String name) {
        return at("metadata", "labels", name) instanceof String value ? value : null;
    }

    /** The value of an annotation, or null. */
    public String annotation(String name) {
        return at("metadata", "annotations", name) instanceof String value ? value : null;
    }

    /** The value under a path of map keys, or null where a step is missing or no map. */
    public Object at(String... path) {
        Object value = body;
        for (String step : path) {
            if (!(value instanceof Map<?, ?> map)) {
                return null;
            }
            value = map.get(step);
        }
        return value;
    }

    /** The string under a path, empty where there is none. */
    public String text(String... path) {
        return at(path) instanceof String value ? value : "";
    }

    /** The map under a path, empty where there is none; unmodifiable. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> map(String... path) {
        return at(path) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The list under a path, empty where there is none; unmodifiable. */
    @SuppressWarnings("unchecked")
    public List<Object> list(String... path) {
        return at(path) instanceof List<?> list ? (List<Object>) list : List.of();
    }

    /** A deep copy that may be changed, for making another object of it. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> thaw() {
        return (Map<String, Object>) thawed(body);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> frozenMap(Map<String, Object> map) {
        return (Map<String, Object>) frozen(map);
    }

    private static Object frozen(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map.size() * 2);
            map.forEach((key, item) -> copy.put(key, frozen(item)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(frozen(item)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }

    private static Object thawed(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map.size() * 2);
            map.forEach((key, item) -> copy.put(key, thawed(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(thawed(item)));
            return copy;
        }
        return value;
    }
}
