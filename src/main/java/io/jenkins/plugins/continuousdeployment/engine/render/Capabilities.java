package io.jenkins.plugins.continuousdeployment.engine.render;

import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a cluster can do, as far as charts ask for it.
 *
 * @param kubeVersion such as {@code v1.36.3}; empty for Helm's own idea
 * @param apiVersions what it serves, as {@code apps/v1} and {@code apps/v1/Deployment}
 * @param silentGroups API groups of which is not known what they serve, since their server does not answer
 */
public record Capabilities(String kubeVersion, Set<String> apiVersions, Set<String> silentGroups) {
    /** Nothing is known: Helm's own idea of a cluster. */
    public static final Capabilities UNKNOWN = new Capabilities("", Set.of(), Set.of());

    public Capabilities {
        Objects.requireNonNull(kubeVersion, "kubeVersion");
        apiVersions = sorted(apiVersions);
        silentGroups = sorted(silentGroups);
    }

    private static Set<String> sorted(Set<String> set) {
        SortedSet<String> copy = new TreeSet<>(set);
        return java.util.Collections.unmodifiableSortedSet(copy);
    }
}
