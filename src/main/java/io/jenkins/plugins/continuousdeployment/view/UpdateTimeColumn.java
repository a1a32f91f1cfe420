package io.jenkins.plugins.continuousdeployment.view;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** When a project was compared or synced last. */
public final class UpdateTimeColumn extends DeploymentColumn {
    /** Has no settings. */
    @DataBoundConstructor
    public UpdateTimeColumn() {
        // Nothing to keep.
    }

    /** The entry in a view's configuration. */
    @Extension
    @Symbol("deploymentUpdateTime")
    public static final class DescriptorImpl extends ColumnDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.UpdateTimeColumn_displayName();
        }
    }
}
