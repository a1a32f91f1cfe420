package io.jenkins.plugins.continuousdeployment.engine;

import java.util.Objects;

/**
 * A kind with its API group and without a version: what makes two objects of the same name different objects.
 *
 * @param group the API group, empty for the core group
 * @param kind the kind, as manifests spell it
 */
public record GroupKind(String group, String kind) implements Comparable<GroupKind> {
    public GroupKind {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(kind, "kind");
    }

    /**
     * Reads {@link #toString()}'s form.
     *
     * @param text such as {@code ConfigMap} or {@code Deployment.apps}
     */
    public static GroupKind parse(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? new GroupKind("", text) : new GroupKind(text.substring(dot + 1), text.substring(0, dot));
    }

    /** The form of KEP-3659's {@code contains-group-kinds}: {@code Deployment.apps}, {@code ConfigMap}. */
    @Override
    public String toString() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    @Override
    public int compareTo(GroupKind other) {
        int byGroup = group.compareTo(other.group);
        return byGroup != 0 ? byGroup : kind.compareTo(other.kind);
    }
}
