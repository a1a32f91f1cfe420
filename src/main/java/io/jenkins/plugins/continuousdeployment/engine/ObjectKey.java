package io.jenkins.plugins.continuousdeployment.engine;

import java.util.Objects;

/**
 * Which object of a cluster is meant, whatever version it is written in.
 *
 * @param groupKind group and kind
 * @param namespace the namespace, empty for a cluster-scoped object
 * @param name the name
 */
public record ObjectKey(GroupKind groupKind, String namespace, String name) implements Comparable<ObjectKey> {
    public ObjectKey {
        Objects.requireNonNull(groupKind, "groupKind");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
    }

    /** The key of an object as it is written; its namespace is taken as it stands. */
    public static ObjectKey of(KubeObject object) {
        return new ObjectKey(object.groupKind(), object.namespace(), object.name());
    }

    /** {@code Deployment.apps shop/web}, or {@code Namespace shop} for a cluster-scoped object. */
    @Override
    public String toString() {
        return groupKind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }

    @Override
    public int compareTo(ObjectKey other) {
        int byKind = groupKind.compareTo(other.groupKind);
        if (byKind != 0) {
            return byKind;
        }
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
}
