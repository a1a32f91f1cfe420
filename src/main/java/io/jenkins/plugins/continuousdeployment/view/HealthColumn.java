package io.jenkins.plugins.continuousdeployment.view;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** How well the objects of a project are. */
public final class HealthColumn extends DeploymentColumn {
    /** Has no settings. */
    @DataBoundConstructor
    public HealthColumn() {
        // Nothing to keep.
    }

    /** The entry in a view's configuration. */
    @Extension
    @Symbol("deploymentHealth")
    public static final class DescriptorImpl extends ColumnDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.HealthColumn_displayName();
        }
    }
}
