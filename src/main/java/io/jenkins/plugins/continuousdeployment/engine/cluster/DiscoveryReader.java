package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks a server what it serves: in two requests where it knows aggregated discovery (Kubernetes 1.26 and later, see
 * KEP-3352), else one for each group and version.
 */
final class DiscoveryReader {
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
            + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    private final ApiClient client;
    private final List<ResourceType> types = new ArrayList<>();
    private final Set<String> silent = new HashSet<>();

    private DiscoveryReader(ApiClient client) {
        this.client = client;
    }

    static Discovery read(ApiClient client) {
        DiscoveryReader reader = new DiscoveryReader(client);
        reader.core();
        reader.groups();
        return new Discovery(reader.types, reader.silent);
    }

    private void core() {
        Map<String, Object> answer =
                client.send(ApiRequest.get("/api", "read the API versions").accepting(AGGREGATED));
        if (!aggregated(answer)) {
            mustBe("APIVersions", answer, "/api");
            for (Object version : items(answer, "versions")) {
                legacy("", String.valueOf(version));
            }
        }
    }

    private void groups() {
        Map<String, Object> answer =
                client.send(ApiRequest.get("/apis", "read the API groups").accepting(AGGREGATED));
        if (aggregated(answer)) {
            return;
        }
        mustBe("APIGroupList", answer, "/apis");
        for (Object item : items(answer, "groups")) {
            Map<?, ?> group = (Map<?, ?>) item;
            String name = text(group, "name");
            List<String> versions = new ArrayList<>();
            for (Object version : items(group, "versions")) {
                versions.add(text((Map<?, ?>) version, "version"));
            }
            // The preferred version comes first.
            if (group.get("preferredVersion") instanceof Map<?, ?> preferred) {
                versions.remove(text(preferred, "version"));
                versions.add(0, text(preferred, "version"));
            }
            versions.forEach(version -> legacy(name, version));
        }
    }

    private boolean aggregated(Map<String, Object> answer) {
        if (!"APIGroupDiscoveryList".equals(answer.get("kind"))) {
            return false;
        }
        for (Object item : items(answer, "items")) {
            Map<?, ?> group = (Map<?, ?>) item;
            String name = group.get("metadata") instanceof Map<?, ?> metadata ? text(metadata, "name") : "";
            for (Object version : items(group, "versions")) {
                version(name, (Map<?, ?>) version);
            }
        }
        return true;
    }

    private void version(String group, Map<?, ?> version) {
        if ("Stale".equals(text(version, "freshness"))) {
            silent.add(group);
        }
        for (Object item : items(version, "resources")) {
            Map<?, ?> resource = (Map<?, ?>) item;
            if (resource.get("responseKind") instanceof Map<?, ?> kind) {
                types.add(new ResourceType(
                        new GroupKind(group, text(kind, "kind")),
                        text(version, "version"),
                        text(resource, "resource"),
                        "Namespaced".equals(text(resource, "scope")),
                        verbs(resource)));
            }
        }
    }

    private void legacy(String group, String version) {
        String path = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
        Map<String, Object> answer;
        try {
            answer = client.send(ApiRequest.get(path, "read what " + path + " serves"));
        } catch (ApiException e) {
            if (e.unauthorized() || e.forbidden()) {
                throw e;
            }
            silent.add(group);
            return;
        }
        mustBe("APIResourceList", answer, path);
        for (Object item : items(answer, "resources")) {
            Map<?, ?> resource = (Map<?, ?>) item;
            String plural = text(resource, "name");
            if (!plural.contains("/")) {
                types.add(new ResourceType(
                        new GroupKind(group, text(resource, "kind")),
                        version,
                        plural,
                        Boolean.TRUE.equals(resource.get("namespaced")),
                        verbs(resource)));
            }
        }
    }

    /** An answer of success that says nothing is no proof that nothing is served. */
    private void mustBe(String kind, Map<String, Object> answer, String path) {
        if (!kind.equals(answer.get("kind"))) {
            throw new UnreachableException(
                    client.describe() + " answered " + path + " with no " + kind
                            + "; is it the address of a Kubernetes API server?",
                    null);
        }
    }

    private static Set<String> verbs(Map<?, ?> resource) {
        Set<String> verbs = new HashSet<>();
        items(resource, "verbs").forEach(verb -> verbs.add(String.valueOf(verb)));
        return verbs;
    }

    private static List<?> items(Map<?, ?> map, String name) {
        return map.get(name) instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? text : "";
    }
}
