package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.util.List;
import java.util.Map;

/**
 * Defaults that the API server fills into values which it treats as wholes, so that no entry tells which part of them
 * was written. From the server's {@code pkg/apis/…/defaults.go}; none of them may change within a version.
 *
 * @param missing what comes where a field is left out
 * @param inside the same for what the fields hold; of a list, for each of its items
 */
record Defaults(Map<String, Object> missing, Map<String, Defaults> inside) {
    private static final Defaults NONE = new Defaults(Map.of(), Map.of());

    private static final Defaults POLICY_RULE =
            new Defaults(Map.of(), Map.of("ports", new Defaults(Map.of("protocol", "TCP"), Map.of())));
    private static final Defaults RBAC = new Defaults(Map.of("apiGroup", "rbac.authorization.k8s.io"), Map.of());
    private static final Defaults CLAIM = new Defaults(
            Map.of("apiVersion", "v1", "kind", "PersistentVolumeClaim", "status", Map.of("phase", "Pending")),
            Map.of("spec", new Defaults(Map.of("volumeMode", "Filesystem"), Map.of())));

    /** By group and field. */
    private static final Map<String, Map<String, Defaults>> OF_GROUPS = Map.of(
            "admissionregistration.k8s.io",
            Map.of("rules", new Defaults(Map.of("scope", "*"), Map.of())),
            "apps",
            Map.of("volumeClaimTemplates", CLAIM),
            "networking.k8s.io",
            Map.of("ingress", POLICY_RULE, "egress", POLICY_RULE),
            "rbac.authorization.k8s.io",
            Map.of("roleRef", RBAC, "subjects", RBAC));

    /** Wherever there are Pods. */
    private static final Map<String, Defaults> OF_ALL = Map.of(
            "fieldRef", new Defaults(Map.of("apiVersion", "v1"), Map.of()),
            "resourceFieldRef", new Defaults(Map.of("divisor", "0"), Map.of()));

    /** Those inside a field of a built-in kind. */
    static Defaults inside(String group, String field) {
        return OF_GROUPS.getOrDefault(group, OF_ALL).getOrDefault(field, OF_ALL.getOrDefault(field, NONE));
    }

    /** Whether these defaults make the live value of the desired one. */
    boolean complete(Object desired, Object live) {
        if (desired instanceof Map<?, ?> wanted && live instanceof Map<?, ?> there) {
            return completeMap(wanted, there);
        }
        if (desired instanceof List<?> wanted && live instanceof List<?> there && wanted.size() == there.size()) {
            for (int i = 0; i < wanted.size(); i++) {
                if (!complete(wanted.get(i), there.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return JsonValues.same(desired, live);
    }

    private boolean completeMap(Map<?, ?> desired, Map<?, ?> live) {
        return live.keySet().containsAll(desired.keySet())
                && live.entrySet().stream()
                        .allMatch(entry -> desired.containsKey(entry.getKey())
                                ? inside.getOrDefault(entry.getKey(), NONE)
                                        .complete(desired.get(entry.getKey()), entry.getValue())
                                : JsonValues.same(missing.get(entry.getKey()), entry.getValue())
                                        && missing.containsKey(entry.getKey()));
    }
}
