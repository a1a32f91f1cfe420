package io.jenkins.plugins.continuousdeployment.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * What the projects of a folder may touch: each field a list of patterns, as {@link Patterns} reads them. A field that is
 * left empty grants all of its kind.
 */
public class DeploymentGrant extends AbstractDescribableImpl<DeploymentGrant> {
    private static final String ALL = "**";

    private String folder = "";
    private String repositories = "";
    private String clusters = "";
    private String namespaces = "";
    private String kinds = "";

    /** Grants everything to nobody until its fields are set. */
    @DataBoundConstructor
    public DeploymentGrant() {
        // Every field has a setter.
    }

    /** The full names of folders, whose projects and whose folders' projects are meant. */
    public String getFolder() {
        return folder;
    }

    /** See {@link #getFolder()}. */
    @DataBoundSetter
    public void setFolder(String folder) {
        this.folder = Util.fixNull(folder).strip();
    }

    /** Names of configured repositories (those of a folder as {@code folder/name}) and addresses. */
    public String getRepositories() {
        return repositories;
    }

    /** See {@link #getRepositories()}. */
    @DataBoundSetter
    public void setRepositories(String repositories) {
        this.repositories = Util.fixNull(repositories).strip();
    }

    /** Names of clusters; those of a folder as {@code folder/name}. */
    public String getClusters() {
        return clusters;
    }

    /** See {@link #getClusters()}. */
    @DataBoundSetter
    public void setClusters(String clusters) {
        this.clusters = Util.fixNull(clusters).strip();
    }

    /** Names of namespaces; cluster-scoped objects live in none, which only {@code **} or an empty field grants. */
    public String getNamespaces() {
        return namespaces;
    }

    /** See {@link #getNamespaces()}. */
    @DataBoundSetter
    public void setNamespaces(String namespaces) {
        this.namespaces = Util.fixNull(namespaces).strip();
    }

    /** Kinds, such as {@code Deployment.apps}, {@code ConfigMap}, {@code *.apps}. */
    public String getKinds() {
        return kinds;
    }

    /** See {@link #getKinds()}. */
    @DataBoundSetter
    public void setKinds(String kinds) {
        this.kinds = Util.fixNull(kinds).strip();
    }

    boolean repository(String key, String address) {
        Patterns patterns = granted(repositories);
        return patterns.match(address) || (!key.isEmpty() && patterns.match(key));
    }

    boolean cluster(String key) {
        return granted(clusters).match(key);
    }

    boolean namespace(String name) {
        return granted(namespaces).match(name);
    }

    /** An empty namespace is a cluster-scoped object's, which no pattern for namespaces can mean but the one for all. */
    boolean object(String namespace, String kind) {
        boolean inside = namespace.isEmpty()
                ? namespaces.isEmpty() || Patterns.of(namespaces).match("/")
                : granted(namespaces).match(namespace);
        return inside && granted(kinds).match(kind);
    }

    private static Patterns granted(String text) {
        return Patterns.of(text.isEmpty() ? ALL : text);
    }

    /** How a message calls it. */
    String describe() {
        return "folder '" + folder + "', repositories '" + repositories + "', clusters '" + clusters + "', namespaces '"
                + namespaces + "', kinds '" + kinds + "'";
    }

    /** The part of a form that describes one. */
    @Extension
    @Symbol("deploymentGrant")
    public static class DescriptorImpl extends Descriptor<DeploymentGrant> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeploymentGrant_DisplayName();
        }

        /** In a folder an empty one means that very folder. */
        @POST
        public FormValidation doCheckFolder(@AncestorInPath Item item, @QueryParameter String value) {
            return Checks.of(
                    item, () -> Checks.refuseIf(item == null && value.isBlank(), Messages.DeploymentGrant_Folder()));
        }
    }
}
