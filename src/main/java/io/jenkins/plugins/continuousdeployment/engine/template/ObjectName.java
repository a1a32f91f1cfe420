package io.jenkins.plugins.continuousdeployment.engine.template;

import java.util.Comparator;
import java.util.Objects;

/**
 * The object that a change is in.
 *
 * @param apiVersion such as {@code apps/v1}; empty where the document has none
 * @param kind such as {@code Deployment}; empty where the document has none, as a file of Helm values
 * @param namespace empty where the document names none
 * @param name empty where the document has none, as a kustomization
 */
public record ObjectName(String apiVersion, String kind, String namespace, String name)
        implements Comparable<ObjectName> {
    /** A document that is no object. */
    public static final ObjectName NONE = new ObjectName("", "", "", "");

    private static final Comparator<ObjectName> ORDER = Comparator.comparing(ObjectName::apiVersion)
            .thenComparing(ObjectName::kind)
            .thenComparing(ObjectName::name)
            .thenComparing(ObjectName::namespace);

    public ObjectName {
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
    }

    @Override
    public int compareTo(ObjectName other) {
        return ORDER.compare(this, other);
    }

    /** {@code Deployment shop/web}; what is not known is left out. */
    @Override
    public String toString() {
        String full = namespace.isEmpty() ? name : namespace + "/" + name;
        return (kind + " " + full).strip();
    }
}
