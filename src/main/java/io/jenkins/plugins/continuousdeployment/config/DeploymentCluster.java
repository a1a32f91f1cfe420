package io.jenkins.plugins.continuousdeployment.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.security.FIPS140;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A Kubernetes cluster by name: its address, how it is trusted, and the credential to use it with. */
public class DeploymentCluster extends AbstractDescribableImpl<DeploymentCluster> implements Named {
    private final String name;
    private String alias = "";
    private String address = "";
    private String caCertificate = "";
    private String namespace = "";
    private String credentialsId = "";
    private String labels = "";
    private boolean skipTlsVerify;
    private boolean serviceAccount;

    /** A cluster of that name; it needs a credential too. */
    @DataBoundConstructor
    public DeploymentCluster(String name) {
        this.name = Util.fixNull(name).strip();
    }

    @Override
    public String getName() {
        return name;
    }

    /** A name for people. */
    public String getAlias() {
        return alias;
    }

    /** See {@link #getAlias()}. */
    @DataBoundSetter
    public void setAlias(String alias) {
        this.alias = Util.fixNull(alias).strip();
    }

    /** The API server's; empty for the one that a kubeconfig or the controller's own account brings. */
    public String getAddress() {
        return address;
    }

    /** See {@link #getAddress()}. */
    @DataBoundSetter
    public void setAddress(String address) {
        this.address = Util.fixNull(address).strip();
    }

    /** Certificate authorities, PEM; empty for a kubeconfig's, else those of the Java platform. */
    public String getCaCertificate() {
        return caCertificate;
    }

    /** See {@link #getCaCertificate()}. */
    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = Util.fixNull(caCertificate).strip();
    }

    /** For destinations that name none; may be empty. */
    public String getNamespace() {
        return namespace;
    }

    /** See {@link #getNamespace()}. */
    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = Util.fixNull(namespace).strip();
    }

    /** What to show the API server. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** See {@link #getCredentialsId()}. */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).strip();
    }

    /** {@code tier=edge, zone=a}: by which destinations choose clusters. */
    public String getLabels() {
        return labels;
    }

    /** See {@link #getLabels()}. */
    @DataBoundSetter
    public void setLabels(String labels) {
        this.labels = Util.fixNull(labels).strip();
    }

    /** Whether the API server's certificate is not checked. */
    public boolean isSkipTlsVerify() {
        return skipTlsVerify;
    }

    /** See {@link #isSkipTlsVerify()}. */
    @DataBoundSetter
    public void setSkipTlsVerify(boolean skipTlsVerify) {
        this.skipTlsVerify = skipTlsVerify;
    }

    /** Whether to use the account of the Pod in which the controller runs; only for a cluster of Jenkins itself. */
    public boolean isServiceAccount() {
        return serviceAccount;
    }

    /** See {@link #isServiceAccount()}. */
    @DataBoundSetter
    public void setServiceAccount(boolean serviceAccount) {
        this.serviceAccount = serviceAccount;
    }

    @Override
    public List<String> problems(boolean global) {
        return Checks.refusals(
                () -> DeploymentRepository.checkName(name),
                () -> checkAddress(address),
                () -> DeploymentRepository.checkCa(caCertificate),
                () -> checkNamespace(namespace),
                () -> Labels.parse(labels),
                () -> TlsRule.check(skipTlsVerify, FIPS140.useCompliantAlgorithms()),
                () -> Checks.refuseIf(serviceAccount && !global, Messages.DeploymentCluster_ServiceAccountGlobal()),
                () -> Checks.refuseIf(
                        serviceAccount && !credentialsId.isEmpty(), Messages.DeploymentCluster_ServiceAccountAlone()));
    }

    static void checkAddress(String value) {
        Checks.refuseIf(
                !value.isEmpty() && !value.matches("(?i)https://[^/@?#\\s]+(/[^?#\\s]*)?"),
                Messages.DeploymentCluster_Address());
    }

    private static void checkNamespace(String value) {
        Checks.refuseIf(!value.isEmpty() && !Names.isName(value), Messages.DeploymentCluster_Namespace());
    }

    /** The part of a form that describes one. */
    @Extension
    @Symbol("deploymentCluster")
    public static class DescriptorImpl extends Descriptor<DeploymentCluster> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeploymentCluster_DisplayName();
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return Checks.of(item, () -> DeploymentRepository.checkName(value));
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckAddress(@AncestorInPath Item item, @QueryParameter String value) {
            return Checks.of(item, () -> checkAddress(value.strip()));
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckCaCertificate(@AncestorInPath Item item, @QueryParameter String value) {
            return Checks.of(item, () -> DeploymentRepository.checkCa(value));
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckNamespace(@AncestorInPath Item item, @QueryParameter String value) {
            return Checks.of(item, () -> checkNamespace(value.strip()));
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckLabels(@AncestorInPath Item item, @QueryParameter String value) {
            return Checks.of(item, () -> Labels.parse(value));
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckSkipTlsVerify(@AncestorInPath Item item, @QueryParameter boolean value) {
            FormValidation verdict = Checks.of(item, () -> TlsRule.check(value, FIPS140.useCompliantAlgorithms()));
            return value && verdict.kind == FormValidation.Kind.OK && Checks.permitted(item)
                    ? FormValidation.warning(Messages.DeploymentCluster_SkipTlsWarning())
                    : verdict;
        }

        /** What may be chosen. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String address, @QueryParameter String credentialsId) {
            return CredentialChoices.forCluster(item, Util.fixNull(address), credentialsId);
        }

        /** Asks the cluster who we are and what we may: this sends the credential to the address. */
        @POST
        public FormValidation doTestConnection(
                @AncestorInPath Item item,
                @QueryParameter String name,
                @QueryParameter String address,
                @QueryParameter String caCertificate,
                @QueryParameter String namespace,
                @QueryParameter String credentialsId,
                @QueryParameter boolean skipTlsVerify,
                @QueryParameter boolean serviceAccount) {
            Checks.require(item);
            DeploymentCluster cluster = new DeploymentCluster(name);
            cluster.setAddress(address);
            cluster.setCaCertificate(caCertificate);
            cluster.setNamespace(namespace);
            cluster.setCredentialsId(credentialsId);
            cluster.setSkipTlsVerify(skipTlsVerify);
            cluster.setServiceAccount(serviceAccount);
            return ClusterProbe.test(cluster, Home.of(item), ControllerAccount.HERE);
        }
    }
}
