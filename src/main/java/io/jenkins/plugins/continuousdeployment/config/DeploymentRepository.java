package io.jenkins.plugins.continuousdeployment.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.continuousdeployment.engine.definition.GoDuration;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAddress;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A Git repository by name: its address, how it is trusted, and the credential to read it with. */
public class DeploymentRepository extends AbstractDescribableImpl<DeploymentRepository> implements Named {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final String name;
    private String alias = "";
    private String description = "";
    private String address = "";
    private String credentialsId = "";
    private String caCredentialsId = "";
    private String caCertificate = "";
    private String knownHosts = "";
    private String interval = "";
    private String gitTool = "";

    /** A repository of that name; it needs an address too. */
    @DataBoundConstructor
    public DeploymentRepository(String name) {
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

    /** What it holds. */
    public String getDescription() {
        return description;
    }

    /** See {@link #getDescription()}. */
    @DataBoundSetter
    public void setDescription(String description) {
        this.description = Util.fixNull(description).strip();
    }

    /** {@code https:} or {@code ssh:}. */
    public String getAddress() {
        return address;
    }

    /** See {@link #getAddress()}. */
    @DataBoundSetter
    public void setAddress(String address) {
        this.address = Util.fixNull(address).strip();
    }

    /** What to read it with; empty for a public one. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** See {@link #getCredentialsId()}. */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).strip();
    }

    /** A file or text with certificate authorities; empty for none. */
    public String getCaCredentialsId() {
        return caCredentialsId;
    }

    /** See {@link #getCaCredentialsId()}. */
    @DataBoundSetter
    public void setCaCredentialsId(String caCredentialsId) {
        this.caCredentialsId = Util.fixNull(caCredentialsId).strip();
    }

    /** Certificate authorities, PEM; empty for those of the Java platform. */
    public String getCaCertificate() {
        return caCertificate;
    }

    /** See {@link #getCaCertificate()}. */
    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = Util.fixNull(caCertificate).strip();
    }

    /** SSH host keys as in OpenSSH's {@code known_hosts}; empty for those of the Git plugins' own setting. */
    public String getKnownHosts() {
        return knownHosts;
    }

    /** See {@link #getKnownHosts()}. */
    @DataBoundSetter
    public void setKnownHosts(String knownHosts) {
        this.knownHosts = Util.fixNull(knownHosts).strip();
    }

    /** How often it is asked, whatever its projects say, such as {@code 3m}; empty for the shortest of theirs. */
    public String getInterval() {
        return interval;
    }

    /** See {@link #getInterval()}. */
    @DataBoundSetter
    public void setInterval(String interval) {
        this.interval = Util.fixNull(interval).strip();
    }

    /** The Git installation of Jenkins that reads it; empty for the plugin's own Git. */
    public String getGitTool() {
        return Util.fixNull(gitTool); // absent in what was stored before there was a choice
    }

    /** See {@link #getGitTool()}. */
    @DataBoundSetter
    public void setGitTool(String gitTool) {
        this.gitTool = Util.fixNull(gitTool).strip();
    }

    @Override
    public List<String> problems(boolean global) {
        return Checks.refusals(
                () -> checkName(name),
                () -> checkAddress(address),
                () -> checkCa(caCertificate),
                () -> checkInterval(interval));
    }

    static void checkName(String value) {
        Checks.refuseIf(!Names.isName(value), Messages.Names_Malformed());
    }

    private static void checkAddress(String value) {
        RepositoryAddress.parse(value, DeploymentConfiguration.addressRules());
    }

    static void checkCa(String value) {
        Checks.refuseIf(
                !value.isBlank() && !value.contains("-----BEGIN CERTIFICATE-----"),
                Messages.CertificateAuthority_Pem());
        Checks.refuseIf(value.contains("PRIVATE KEY-----"), Messages.CertificateAuthority_Key());
    }

    private static void checkInterval(String value) {
        Checks.refuseIf(
                !value.isEmpty()
                        && GoDuration.parse(value)
                                .filter(each -> each.compareTo(SHORTEST) >= 0)
                                .isEmpty(),
                Messages.Interval_Malformed());
    }

    /** The part of a form that describes one. */
    @Extension
    @Symbol("deploymentRepository")
    public static class DescriptorImpl extends Descriptor<DeploymentRepository> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeploymentRepository_DisplayName();
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return Checks.of(item, () -> checkName(value));
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckAddress(@AncestorInPath Item item, @QueryParameter String value) {
            return Checks.of(item, () -> checkAddress(value));
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckCaCertificate(@AncestorInPath Item item, @QueryParameter String value) {
            return Checks.of(item, () -> checkCa(value));
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckInterval(@AncestorInPath Item item, @QueryParameter String value) {
            return Checks.of(item, () -> checkInterval(value.strip()));
        }

        /** Checks the field when it is chosen. */
        @POST
        public FormValidation doCheckGitTool(@AncestorInPath Item item, @QueryParameter String value) {
            return Checks.of(item, () -> GitTools.check(Util.fixNull(value).strip()));
        }

        /** What may be chosen. */
        @POST
        public ListBoxModel doFillGitToolItems(@AncestorInPath Item item, @QueryParameter String gitTool) {
            return GitTools.choices(item, gitTool);
        }

        /** What may be chosen. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String address, @QueryParameter String credentialsId) {
            return CredentialChoices.forGit(item, Util.fixNull(address), credentialsId);
        }

        /** What may be chosen. */
        @POST
        public ListBoxModel doFillCaCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String address, @QueryParameter String caCredentialsId) {
            return CredentialChoices.forCa(item, Util.fixNull(address), caCredentialsId);
        }

        /** Asks the server what it has: this sends the credential to the address. */
        @POST
        public FormValidation doTestConnection(
                @AncestorInPath Item item,
                @QueryParameter String name,
                @QueryParameter String address,
                @QueryParameter String credentialsId,
                @QueryParameter String caCredentialsId,
                @QueryParameter String caCertificate,
                @QueryParameter String knownHosts,
                @QueryParameter String gitTool) {
            Checks.require(item);
            DeploymentRepository repository = new DeploymentRepository(name);
            repository.setAddress(address);
            repository.setCredentialsId(credentialsId);
            repository.setCaCredentialsId(caCredentialsId);
            repository.setCaCertificate(caCertificate);
            repository.setKnownHosts(knownHosts);
            repository.setGitTool(gitTool);
            return RepositoryProbe.test(repository, Home.of(item));
        }
    }
}
