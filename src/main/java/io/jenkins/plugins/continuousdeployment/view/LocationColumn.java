package io.jenkins.plugins.continuousdeployment.view;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Clusters and namespaces that a project goes to. */
public final class LocationColumn extends DeploymentColumn {
    /** Has no settings. */
    @DataBoundConstructor
    public LocationColumn() {
        // Nothing to keep.
    }

    /** The entry in a view's configuration. */
    @Extension
    @Symbol("deploymentLocation")
    public static final class DescriptorImpl extends ColumnDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.LocationColumn_displayName();
        }
    }
}
