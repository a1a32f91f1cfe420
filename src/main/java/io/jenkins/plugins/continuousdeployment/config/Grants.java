package io.jenkins.plugins.continuousdeployment.config;

import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.sync.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What an item may touch. Where grants are defined, in Jenkins itself or in a folder above the item, one of those for
 * the item's folder must grant repository, cluster, namespace and kind together; every such place must, so a folder
 * narrows and never widens. Immutable: what holds when it is made.
 */
public final class Grants {
    private final String folder;
    private final List<Level> levels;

    private Grants(String folder, List<Level> levels) {
        this.folder = folder;
        this.levels = List.copyOf(levels);
    }

    /** The grants of one place that are for the item's folder. */
    private record Level(Home home, List<DeploymentGrant> entries) {
        Level {
            Objects.requireNonNull(home, "home");
            entries = List.copyOf(entries);
        }

        Level where(Predicate<DeploymentGrant> granting) {
            return new Level(home, entries.stream().filter(granting).toList());
        }
    }

    /** Those that hold for an item. */
    public static Grants of(Item item) {
        List<String> folders = folders(item);
        List<Level> levels = new ArrayList<>();
        for (Home home : Home.above(item)) {
            if (!home.grants().isEmpty()) {
                Level all = new Level(home, home.grants());
                levels.add(all.where(grant -> concerns(grant, home, folders)));
            }
        }
        return new Grants(folders.get(0), levels);
    }

    /** Full names of the folders above, the nearest first; the last is Jenkins itself, empty. */
    private static List<String> folders(Item item) {
        List<String> folders = new ArrayList<>();
        ItemGroup<?> group = item.getParent();
        while (group instanceof Item parent) {
            folders.add(parent.getFullName());
            group = parent.getParent();
        }
        folders.add("");
        return folders;
    }

    private static boolean concerns(DeploymentGrant grant, Home home, List<String> folders) {
        if (grant.getFolder().isEmpty()) {
            return !home.isGlobal();
        }
        return folders.stream().anyMatch(Patterns.of(grant.getFolder())::match);
    }

    /**
     * What is left where this repository is the source.
     *
     * @param key what it is called where it is configured; empty for one that is given by its address
     * @throws RefusedException where it is not granted
     */
    public Grants forRepository(String key, String address) {
        String shown = key.isEmpty() ? address : key + " (" + address + ")";
        return narrowed(grant -> grant.repository(key, address), "the repository " + shown);
    }

    /**
     * What is left in this cluster.
     *
     * @throws RefusedException where it is not granted
     */
    public Grants forCluster(String key) {
        return narrowed(grant -> grant.cluster(key), "the cluster " + key);
    }

    /**
     * The same without a need for what is left.
     *
     * @throws RefusedException where it is not granted
     */
    public void checkRepository(String key, String address) {
        Objects.requireNonNull(forRepository(key, address));
    }

    /**
     * The same without a need for what is left.
     *
     * @throws RefusedException where it is not granted
     */
    public void checkCluster(String key) {
        Objects.requireNonNull(forCluster(key));
    }

    /** Whether anything in this cluster is granted. */
    public boolean cluster(String key) {
        return levels.stream().allMatch(level -> level.entries().stream().anyMatch(grant -> grant.cluster(key)));
    }

    /** What a plan asks for each object. */
    public Permit permit() {
        return new Permit() {
            @Override
            public Optional<String> refusal(String cluster, String namespace) {
                String what = "the namespace " + namespace + " of the cluster " + cluster;
                return Checks.refusal(
                        () -> narrowed(grant -> grant.cluster(cluster) && grant.namespace(namespace), what));
            }

            @Override
            public Optional<String> refusal(String cluster, String namespace, GroupKind kind) {
                String where = namespace.isEmpty() ? "outside namespaces" : "in the namespace " + namespace;
                String what = "the kind " + kind + " " + where + " of the cluster " + cluster;
                return Checks.refusal(() ->
                        narrowed(grant -> grant.cluster(cluster) && grant.object(namespace, kind.toString()), what));
            }
        };
    }

    private Grants narrowed(Predicate<DeploymentGrant> granting, String what) {
        List<Level> left = new ArrayList<>();
        for (Level level : levels) {
            Level narrow = level.where(granting);
            if (narrow.entries().isEmpty()) {
                throw new RefusedException(refusal(level, what));
            }
            left.add(narrow);
        }
        return new Grants(folder, left);
    }

    private String refusal(Level level, String what) {
        String who = folder.isEmpty() ? "projects outside folders" : "the folder " + folder;
        String entries = level.entries().isEmpty()
                ? "no entry is for " + who
                : "its entries for it grant only: "
                        + level.entries().stream()
                                .map(DeploymentGrant::describe)
                                .collect(Collectors.joining("; "));
        return what + " is not granted to " + who + " by the grants in "
                + level.home().describe() + ": " + entries + ". Somebody who may change them can add it there.";
    }
}
