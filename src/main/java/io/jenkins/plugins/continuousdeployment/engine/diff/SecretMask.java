package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the values out of Secrets before anything is compared for people, so that nothing later can let them out. What
 * is left says whether a value is there and whether it changed, not how long it is. Annotations of Secrets are masked as
 * well, but for our own marks: tools keep whole copies there ({@code last-applied-configuration} is only the best known).
 */
final class SecretMask {
    static final String MASKED = "(masked)";
    static final String CHANGED = "(masked, changed)";

    private static final GroupKind SECRET = new GroupKind("", "Secret");
    private static final List<String> VALUES = List.of("data", "stringData");
    private static final List<String> OPEN = List.of("continuous-deployment.jenkins.io/", "applyset.kubernetes.io/");

    private SecretMask() {}

    /** Two states of one object. */
    record Pair(KubeObject before, KubeObject after) {}

    /** Both states without secret values; the later one tells which of them changed. */
    static Pair pair(KubeObject before, KubeObject after) {
        return new Pair(masked(before, before), masked(after, before));
    }

    /** An object without secret values. */
    static KubeObject single(KubeObject object) {
        return masked(object, object);
    }

    private static KubeObject masked(KubeObject object, KubeObject before) {
        if (!object.groupKind().equals(SECRET) && !before.groupKind().equals(SECRET)) {
            return object;
        }
        Map<String, Object> body = object.thaw();
        for (String field : VALUES) {
            body.computeIfPresent(field, (name, value) -> masked(value, before.at(field)));
        }
        if (body.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("annotations") instanceof Map<?, ?> own) {
            Map<String, Object> annotations = new LinkedHashMap<>();
            own.forEach((key, value) -> {
                String name = String.valueOf(key);
                boolean open = OPEN.stream().anyMatch(name::startsWith);
                annotations.put(name, open ? value : mask(value, before.at("metadata", "annotations", name)));
            });
            body.put("metadata", replaced(metadata, "annotations", annotations));
        }
        return new KubeObject(body);
    }

    private static Object masked(Object value, Object before) {
        if (!(value instanceof Map<?, ?> map)) {
            return mask(value, before);
        }
        Map<String, Object> masked = new LinkedHashMap<>();
        Map<?, ?> old = before instanceof Map<?, ?> oldMap ? oldMap : Map.of();
        map.forEach((key, item) -> masked.put(String.valueOf(key), mask(item, old.get(key))));
        return masked;
    }

    private static String mask(Object value, Object before) {
        return before == null || JsonValues.same(value, before) ? MASKED : CHANGED;
    }

    private static Map<Object, Object> replaced(Map<?, ?> map, String key, Object value) {
        Map<Object, Object> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
