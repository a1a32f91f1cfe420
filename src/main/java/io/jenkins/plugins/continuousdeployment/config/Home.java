package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Where clusters, repositories and grants are defined: Jenkins itself, or a folder. */
final class Home {
    @CheckForNull
    private final AbstractFolder<?> folder;

    private Home(@CheckForNull AbstractFolder<?> folder) {
        this.folder = folder;
    }

    static Home global() {
        return new Home(null);
    }

    /** The nearest folder at or above an item; Jenkins where there is none. */
    static Home of(@CheckForNull Item item) {
        if (item instanceof AbstractFolder<?> itself) {
            return new Home(itself);
        }
        return item == null ? global() : above(item).get(0);
    }

    /** All that an item sees: its folders, the nearest first, and Jenkins last. */
    static List<Home> above(Item item) {
        List<Home> homes = new ArrayList<>();
        ItemGroup<?> group = item.getParent();
        while (group instanceof Item parent) {
            if (parent instanceof AbstractFolder<?> each) {
                homes.add(new Home(each));
            }
            group = parent.getParent();
        }
        homes.add(global());
        return homes;
    }

    boolean isGlobal() {
        return folder == null;
    }

    /** The folder's full name; empty for Jenkins itself. */
    String path() {
        return folder == null ? "" : folder.getFullName();
    }

    /** What something defined here is called everywhere: {@code prod}, {@code team-a/prod}. */
    String key(String name) {
        return folder == null ? name : folder.getFullName() + "/" + name;
    }

    List<DeploymentRepository> repositories() {
        return folder == null
                ? DeploymentConfiguration.get().getRepositories()
                : property().map(DeploymentFolderProperty::getRepositories).orElse(List.of());
    }

    List<DeploymentCluster> clusters() {
        return folder == null
                ? DeploymentConfiguration.get().getClusters()
                : property().map(DeploymentFolderProperty::getClusters).orElse(List.of());
    }

    List<DeploymentGrant> grants() {
        return folder == null
                ? DeploymentConfiguration.get().getGrants()
                : property().map(DeploymentFolderProperty::getGrants).orElse(List.of());
    }

    private Optional<DeploymentFolderProperty> property() {
        return folder == null
                ? Optional.empty()
                : Optional.ofNullable(folder.getProperties().get(DeploymentFolderProperty.class));
    }

    /** Where credentials of what is defined here are looked up. */
    ItemGroup<?> context() {
        return folder == null ? Jenkins.get() : folder;
    }

    /** Where a person changes it. */
    String describe() {
        return folder == null
                ? "Manage Jenkins » System » Continuous Deployment"
                : "the configuration of the folder " + folder.getFullName();
    }
}
