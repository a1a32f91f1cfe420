package io.jenkins.plugins.continuousdeployment.view;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Whether the clusters equal Git. */
public final class SyncStatusColumn extends DeploymentColumn {
    /** Has no settings. */
    @DataBoundConstructor
    public SyncStatusColumn() {
        // Nothing to keep.
    }

    /** The entry in a view's configuration. */
    @Extension
    @Symbol("deploymentSyncStatus")
    public static final class DescriptorImpl extends ColumnDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SyncStatusColumn_displayName();
        }
    }
}
