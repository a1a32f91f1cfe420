package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the kinds that the API server itself serves, beyond what an object tells. They are Go types: a null
 * or an empty list there is a missing field, the zero of a field that is no pointer too, and defaults come back wherever
 * they are left out. Custom resources are trees and keep what they are given; of them nothing is known.
 */
final class BuiltIn {
    private static final Set<String> GROUPS = Set.of(
            "",
            "admissionregistration.k8s.io",
            "apiextensions.k8s.io",
            "apiregistration.k8s.io",
            "apps",
            "autoscaling",
            "batch",
            "certificates.k8s.io",
            "coordination.k8s.io",
            "discovery.k8s.io",
            "events.k8s.io",
            "flowcontrol.apiserver.k8s.io",
            "networking.k8s.io",
            "node.k8s.io",
            "policy",
            "rbac.authorization.k8s.io",
            "resource.k8s.io",
            "scheduling.k8s.io",
            "storage.k8s.io");

    private static final Map<String, Object> PROBE = Map.of("initialDelaySeconds", 0L);
    private static final Map<String, Object> CONTAINER = Map.of("stdin", false, "stdinOnce", false, "tty", false);

    /** By the field that holds them: fields that are written only where they are not zero, and that are no pointers. */
    private static final Map<String, Map<String, Object>> ZEROS = Map.of(
            "spec",
            Map.of(
                    "hostIPC", false,
                    "hostNetwork", false,
                    "hostPID", false,
                    "minReadySeconds", 0L,
                    "nodeSelector", Map.of(),
                    "paused", false,
                    "publishNotReadyAddresses", false),
            "containers",
            CONTAINER,
            "initContainers",
            CONTAINER,
            "env",
            Map.of("value", ""),
            "volumeMounts",
            Map.of("readOnly", false, "subPath", "", "subPathExpr", ""),
            "livenessProbe",
            PROBE,
            "readinessProbe",
            PROBE,
            "startupProbe",
            PROBE,
            "metadata",
            Map.of("annotations", Map.of(), "labels", Map.of()),
            "resources",
            Map.of("limits", Map.of(), "requests", Map.of()));

    private final String group;
    private final boolean known;

    private BuiltIn(String group) {
        this.group = group;
        this.known = GROUPS.contains(group);
    }

    /** What is known of the kinds of a group; nothing for one that the server does not serve itself. */
    static BuiltIn of(String group) {
        return new BuiltIn(group);
    }

    /**
     * Whether a desired status is ignored: it is a subresource's alone, but must still be one that the kind may have. What
     * a live one has in the same form it may.
     */
    boolean ignoresStatus(Object desired, Object live) {
        return known && formOf(desired, live);
    }

    private static boolean formOf(Object desired, Object live) {
        if (desired instanceof Map<?, ?> map) {
            return map.isEmpty()
                    || (live instanceof Map<?, ?> there
                            && map.entrySet().stream()
                                    .allMatch(entry -> there.containsKey(entry.getKey())
                                            && formOf(entry.getValue(), there.get(entry.getKey()))));
        }
        if (desired instanceof List<?> list) {
            return list.isEmpty() && live instanceof List;
        }
        return desired == null || (live != null && desired.getClass().equals(live.getClass()));
    }

    /** Whether a value is the same as no value. */
    boolean nothing(FieldPath path, Object desired) {
        if (!known || desired == null || desired.equals(List.of())) {
            return known;
        }
        Object zero = path.last() instanceof PathElement.Field field
                ? ZEROS.getOrDefault(holder(path), Map.of()).get(field.name())
                : null;
        return zero != null && JsonValues.same(zero, desired);
    }

    private static String holder(FieldPath path) {
        FieldPath holder = path.parent();
        while (holder.parent() != null && !(holder.last() instanceof PathElement.Field)) {
            holder = holder.parent();
        }
        return holder.last() instanceof PathElement.Field field ? field.name() : "";
    }

    /** Whether the server makes the live value of the desired one, in other words or with its defaults. */
    boolean completed(FieldPath path, Object desired, Object live) {
        if (!known) {
            return false;
        }
        if (Quantity.field(path)
                && Quantity.canonical(desired).filter(live::equals).isPresent()) {
            return true;
        }
        return path.last() instanceof PathElement.Field field
                && Defaults.inside(group, field.name()).complete(desired, live);
    }
}
