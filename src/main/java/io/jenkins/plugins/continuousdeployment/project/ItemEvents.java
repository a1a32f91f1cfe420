package io.jenkins.plugins.continuousdeployment.project;

import hudson.Extension;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.listeners.ItemListener;
import java.util.List;
import jenkins.model.Jenkins;

/** Keeps the loop in step with what happens to items. */
@Extension
public final class ItemEvents extends ItemListener {
    @Override
    public void onLoaded() {
        DeploymentLoop.get().beginIfAtHome();
    }

    @Override
    public void onCreated(Item item) {
        onUpdated(item);
    }

    @Override
    public void onCopied(Item source, Item item) {
        onUpdated(item);
    }

    @Override
    public void onUpdated(Item item) {
        if (item instanceof ContinuousDeployment project) {
            DeploymentLoop.get().changed(project);
        }
    }

    /** For an item and for everything in a folder that is renamed or moved. */
    @Override
    public void onLocationChanged(Item item, String oldName, String newName) {
        if (item instanceof ContinuousDeployment project) {
            DeploymentLoop.get().drop(oldName);
            DeploymentLoop.get().changed(project);
        }
    }

    /** Objects that must not be left behind are named before anything is deleted. */
    @Override
    public void onCheckDelete(Item item) throws Failure {
        List<String> kept = under(item).stream()
                .filter(project -> !project.mayBeDeleted())
                .map(ContinuousDeployment::getFullName)
                .toList();
        if (!kept.isEmpty()) {
            throw new Failure(Messages.ItemEvents_onDeleteRemove(String.join(", ", kept)));
        }
    }

    private static List<ContinuousDeployment> under(Item item) {
        if (item instanceof ContinuousDeployment project) {
            return List.of(project);
        }
        return item instanceof ItemGroup<?> group
                ? Jenkins.get().getAllItems(ContinuousDeployment.class).stream()
                        .filter(project -> project.getFullName().startsWith(group.getFullName() + "/"))
                        .toList()
                : List.of();
    }
}
