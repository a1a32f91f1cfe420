package io.jenkins.plugins.continuousdeployment.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;

/** A column that says something of deployment projects, from memory, and nothing of other items. */
public abstract class DeploymentColumn extends ListViewColumn {
    /** What the page of an item would show; null for one that is no deployment project. */
    @CheckForNull
    public DeploymentPage pageOf(Object item) {
        return item instanceof ContinuousDeployment project ? new DeploymentPage(project) : null;
    }

    /** Shown where a person chooses it. */
    abstract static class ColumnDescriptor extends ListViewColumnDescriptor {
        @Override
        public boolean shownByDefault() {
            return false;
        }
    }
}
