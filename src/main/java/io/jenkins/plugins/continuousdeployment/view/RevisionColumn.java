package io.jenkins.plugins.continuousdeployment.view;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The commit that is desired. */
public final class RevisionColumn extends DeploymentColumn {
    /** Has no settings. */
    @DataBoundConstructor
    public RevisionColumn() {
        // Nothing to keep.
    }

    /** The entry in a view's configuration. */
    @Extension
    @Symbol("deploymentRevision")
    public static final class DescriptorImpl extends ColumnDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.RevisionColumn_displayName();
        }
    }
}
