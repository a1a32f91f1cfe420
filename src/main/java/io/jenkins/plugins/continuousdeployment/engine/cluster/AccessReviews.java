package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Asks a cluster who we are to it and what we may do there. Every method sends its request before it returns, and throws
 * {@link ApiException} where the server refused and {@link UnreachableException} where none answered.
 */
public final class AccessReviews {
    private static final String AUTHENTICATION = "authentication.k8s.io/v1";
    private static final String AUTHORIZATION = "authorization.k8s.io/v1";

    private final ApiClient client;

    /** For a cluster; nothing is sent yet. */
    public AccessReviews(Cluster cluster) {
        this.client = cluster.client();
    }

    /**
     * Who one is to the cluster.
     *
     * @param user the name; {@code system:anonymous} where the credential says nothing to it
     * @param groups the groups
     */
    public record Identity(String user, List<String> groups) {
        public Identity {
            Objects.requireNonNull(user, "user");
            groups = List.copyOf(groups);
        }
    }

    /** Who the credential makes us (Kubernetes 1.28 and newer). */
    public Identity whoAmI() {
        Map<String, Object> answer = review(
                "/apis/" + AUTHENTICATION + "/selfsubjectreviews",
                "ask who we are",
                Map.of("apiVersion", AUTHENTICATION, "kind", "SelfSubjectReview"));
        Map<?, ?> user = map(map(answer.get("status")).get("userInfo"));
        List<String> groups = user.get("groups") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return new Identity(Objects.requireNonNullElse(user.get("username"), "").toString(), groups);
    }

    /**
     * Whether we may.
     *
     * @param verb such as {@code list}
     * @param group the resource's API group, {@code *} for all
     * @param resource its plural, {@code *} for all
     * @param namespace empty for all namespaces, and for what lives in none
     * @param name empty for any
     */
    public boolean allowed(String verb, String group, String resource, String namespace, String name) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("verb", verb);
        attributes.put("group", group);
        attributes.put("resource", resource);
        attributes.put("namespace", namespace);
        attributes.put("name", name);
        Map<String, Object> answer = review(
                "/apis/" + AUTHORIZATION + "/selfsubjectaccessreviews",
                "ask whether we may " + verb + " " + new GroupKind(group, resource),
                Map.of(
                        "apiVersion",
                        AUTHORIZATION,
                        "kind",
                        "SelfSubjectAccessReview",
                        "spec",
                        Map.of("resourceAttributes", attributes)));
        return Boolean.TRUE.equals(map(answer.get("status")).get("allowed"));
    }

    private Map<String, Object> review(String path, String what, Map<String, Object> body) {
        return client.send(new ApiRequest("POST", path, Map.of(), ApiRequest.JSON, ApiRequest.JSON, body, true, what));
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
