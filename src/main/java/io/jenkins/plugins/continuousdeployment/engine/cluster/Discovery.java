package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a cluster serves at one moment. A group whose server does not answer is remembered as such: its kinds are
 * unknown, not gone.
 */
public final class Discovery {
    private final Map<GroupKind, List<ResourceType>> types = new LinkedHashMap<>();
    private final Set<String> silentGroups;

    /**
     * Keeps what was discovered.
     *
     * @param types every kind in every version, the preferred version of a group first
     * @param silentGroups groups of which at least one version did not answer
     */
    Discovery(Collection<ResourceType> types, Collection<String> silentGroups) {
        for (ResourceType type : types) {
            this.types
                    .computeIfAbsent(type.groupKind(), key -> new ArrayList<>())
                    .add(type);
        }
        this.silentGroups = Collections.unmodifiableSet(new TreeSet<>(silentGroups));
    }

    /** How a kind is served in a version. */
    public Optional<ResourceType> find(GroupKind groupKind, String version) {
        return types.getOrDefault(groupKind, List.of()).stream()
                .filter(type -> type.version().equals(version))
                .findFirst();
    }

    /** How a kind is served in the version that the server prefers. */
    public Optional<ResourceType> preferred(GroupKind groupKind) {
        return types.getOrDefault(groupKind, List.of()).stream().findFirst();
    }

    /** The versions in which a kind is served, empty where it is not. */
    public List<String> versions(GroupKind groupKind) {
        return types.getOrDefault(groupKind, List.of()).stream()
                .map(ResourceType::version)
                .toList();
    }

    /** Every kind that is served. */
    public Set<GroupKind> kinds() {
        return Collections.unmodifiableSet(types.keySet());
    }

    /** What charts ask for: every {@code apps/v1} and {@code apps/v1/Deployment}. */
    public Set<String> apiVersions() {
        Set<String> versions = new TreeSet<>();
        types.values().stream().flatMap(List::stream).forEach(type -> {
            versions.add(type.apiVersion());
            versions.add(type.apiVersion() + "/" + type.groupKind().kind());
        });
        return versions;
    }

    /** Groups of which at least one version did not answer: of their kinds nothing may be concluded. */
    public Set<String> silentGroups() {
        return silentGroups;
    }
}
