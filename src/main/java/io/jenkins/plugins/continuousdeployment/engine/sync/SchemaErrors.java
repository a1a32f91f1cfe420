package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the server's complaints about fields. Server-side apply names one unknown field of several, in a 500; a create
 * with strict validation names all of them, in a 400.
 */
final class SchemaErrors {
    private static final Pattern STRICT_UNKNOWN = Pattern.compile("unknown field \"([^\"]+)\"");
    private static final Pattern APPLY_UNKNOWN = Pattern.compile("(\\.[^\\s:]+): field not declared in schema");
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    private SchemaErrors() {}

    /** Whether server-side apply refused the object for its shape: permanent, whatever else is done. */
    static boolean typedPatch(ApiException refusal) {
        return refusal.serverMessage().contains("failed to create typed patch object")
                || refusal.serverMessage().contains("field not declared in schema");
    }

    /** The unknown fields that a refusal names, as paths such as {@code spec.template.spec.containers[0].imag}. */
    static List<String> unknownFields(ApiException refusal) {
        List<String> fields = new ArrayList<>();
        Matcher strict = STRICT_UNKNOWN.matcher(refusal.serverMessage());
        while (strict.find()) {
            fields.add(strict.group(1));
        }
        if (fields.isEmpty()) {
            Matcher apply = APPLY_UNKNOWN.matcher(refusal.serverMessage());
            while (apply.find()) {
                fields.add(apply.group(1).substring(1));
            }
        }
        return fields.stream().distinct().toList();
    }

    /** The object without some fields; a path that leads nowhere is passed over. */
    static KubeObject without(KubeObject object, List<String> fields) {
        Map<String, Object> body = object.thaw();
        // From the last to the first, so that an index still means what it meant.
        for (int i = fields.size() - 1; i >= 0; i--) {
            remove(body, fields.get(i));
        }
        return new KubeObject(body);
    }

    private static void remove(Map<String, Object> body, String path) {
        Object parent = null;
        Object value = body;
        Object last = null;
        Matcher steps = STEP.matcher(path);
        while (steps.find() && value != null) {
            parent = value;
            if (steps.group(2) != null) {
                last = Integer.parseInt(steps.group(2));
                value = value instanceof List<?> list && (int) last < list.size() ? list.get((int) last) : null;
            } else {
                last = steps.group(1);
                value = value instanceof Map<?, ?> map ? map.get(last) : null;
            }
        }
        if (parent instanceof Map<?, ?> map && last instanceof String) {
            map.remove(last);
        }
    }
}
