package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * What a folder gives to its projects: clusters and repositories of its own, with the folder's credentials, and grants
 * that narrow what the global ones leave.
 */
public class DeploymentFolderProperty extends AbstractFolderProperty<AbstractFolder<?>> {
    private List<DeploymentRepository> repositories = new ArrayList<>();
    private List<DeploymentCluster> clusters = new ArrayList<>();
    private List<DeploymentGrant> grants = new ArrayList<>();

    /** Gives nothing until its fields are set. */
    @DataBoundConstructor
    public DeploymentFolderProperty() {
        // Every field has a setter.
    }

    /** Repositories that the folder's projects may name. */
    public List<DeploymentRepository> getRepositories() {
        return List.copyOf(Util.fixNull(repositories));
    }

    /**
     * Replaces them all.
     *
     * @throws RefusedException naming all that is wrong
     */
    @DataBoundSetter
    public void setRepositories(List<DeploymentRepository> repositories) {
        List<DeploymentRepository> wanted = List.copyOf(Util.fixNull(repositories));
        Names.check(Messages.DeploymentRepository_DisplayName(), wanted, false);
        this.repositories = new ArrayList<>(wanted);
    }

    /** Clusters that the folder's projects may name. */
    public List<DeploymentCluster> getClusters() {
        return List.copyOf(Util.fixNull(clusters));
    }

    /**
     * Replaces them all.
     *
     * @throws RefusedException naming all that is wrong
     */
    @DataBoundSetter
    public void setClusters(List<DeploymentCluster> clusters) {
        List<DeploymentCluster> wanted = List.copyOf(Util.fixNull(clusters));
        Names.check(Messages.DeploymentCluster_DisplayName(), wanted, false);
        this.clusters = new ArrayList<>(wanted);
    }

    /** What of all that is granted above is left to the folder's projects; none restricts nobody. */
    public List<DeploymentGrant> getGrants() {
        return List.copyOf(Util.fixNull(grants));
    }

    /** Replaces them all. */
    @DataBoundSetter
    public void setGrants(List<DeploymentGrant> grants) {
        this.grants = new ArrayList<>(Util.fixNull(grants));
    }

    /** The part of a folder's form that describes it. */
    @Extension
    @Symbol("continuousDeployment")
    public static class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeploymentConfiguration_DisplayName();
        }

        @Override
        public DeploymentFolderProperty newInstance(StaplerRequest2 request, JSONObject json) throws FormException {
            DeploymentFolderProperty property = new DeploymentFolderProperty();
            try {
                property.setRepositories(request.bindJSONToList(DeploymentRepository.class, json.opt("repositories")));
                property.setClusters(request.bindJSONToList(DeploymentCluster.class, json.opt("clusters")));
                property.setGrants(request.bindJSONToList(DeploymentGrant.class, json.opt("grants")));
            } catch (RefusedException e) {
                throw new FormException(e.getMessage(), e, "continuousDeployment");
            }
            return property;
        }
    }
}
