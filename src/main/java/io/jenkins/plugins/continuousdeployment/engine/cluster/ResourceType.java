package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import java.util.Objects;
import java.util.Set;

/**
 * How a cluster serves a kind in one version.
 *
 * @param groupKind group and kind
 * @param version the version
 * @param plural the resource's name in paths
 * @param namespaced whether its objects live in namespaces
 * @param verbs what may be asked for at all, whoever asks
 */
public record ResourceType(GroupKind groupKind, String version, String plural, boolean namespaced, Set<String> verbs) {
    public ResourceType {
        Objects.requireNonNull(groupKind, "groupKind");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(plural, "plural");
        verbs = Set.copyOf(verbs);
    }

    /** {@code apps/v1}. */
    public String apiVersion() {
        return groupKind.group().isEmpty() ? version : groupKind.group() + "/" + version;
    }

    /** {@code deployments.apps}, as people know it from kubectl. */
    public String resource() {
        return groupKind.group().isEmpty() ? plural : plural + "." + groupKind.group();
    }

    /** The path of all its objects, or of those of a namespace. */
    String path(String namespace) {
        String root = groupKind.group().isEmpty() ? "/api/" + version : "/apis/" + apiVersion();
        return root + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + plural;
    }

    String path(String namespace, String name) {
        return path(namespace) + "/" + name;
    }
}
