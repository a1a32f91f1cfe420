package io.jenkins.plugins.continuousdeployment.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryAccess;
import java.util.List;
import jenkins.security.FIPS140;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A registry for images that is reached otherwise than others: with authorities of its own, or without encryption. */
public class DeploymentRegistry extends AbstractDescribableImpl<DeploymentRegistry> implements Named {
    private final String host;
    private String caCertificate = "";
    private boolean plainHttp;
    private String webhookCredentialsId = "";

    /** The registry of that host, with its port where image names have one. */
    @DataBoundConstructor
    public DeploymentRegistry(String host) {
        this.host = Util.fixNull(host).strip();
    }

    /** As image names have it: {@code registry.example.com:5000}. */
    public String getHost() {
        return host;
    }

    @Override
    public String getName() {
        return host;
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

    /** Whether it is spoken to without encryption. */
    public boolean isPlainHttp() {
        return plainHttp;
    }

    /** See {@link #isPlainHttp()}. */
    @DataBoundSetter
    public void setPlainHttp(boolean plainHttp) {
        this.plainHttp = plainHttp;
    }

    /** A secret text that its notices of pushes are proven by; empty for none, and then nothing is heard of it. */
    public String getWebhookCredentialsId() {
        // One that was saved before there was this.
        return Util.fixNull(webhookCredentialsId);
    }

    /** See {@link #getWebhookCredentialsId()}. */
    @DataBoundSetter
    public void setWebhookCredentialsId(String webhookCredentialsId) {
        this.webhookCredentialsId = Util.fixNull(webhookCredentialsId).strip();
    }

    @Override
    public List<String> problems(boolean global) {
        return Checks.refusals(
                () -> checkHost(host), () -> DeploymentRepository.checkCa(caCertificate), () -> checkPlain(plainHttp));
    }

    private static void checkHost(String value) {
        Checks.refuseIf(value.isEmpty(), Messages.DeploymentRegistry_Host());
        Checks.refuseIf(Checks.refusal(() -> RegistryAccess.of(value)).isPresent(), Messages.DeploymentRegistry_Host());
    }

    static void checkPlain(boolean plain) {
        Checks.refuseIf(plain && FIPS140.useCompliantAlgorithms(), Messages.DeploymentRegistry_Fips());
    }

    /** The part of a form that describes one. */
    @Extension
    @Symbol("deploymentRegistry")
    public static class DescriptorImpl extends Descriptor<DeploymentRegistry> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeploymentRegistry_DisplayName();
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckHost(@AncestorInPath Item item, @QueryParameter String value) {
            return Checks.of(item, () -> checkHost(value.strip()));
        }

        /** Checks the field while it is typed. */
        @POST
        public FormValidation doCheckCaCertificate(@AncestorInPath Item item, @QueryParameter String value) {
            return Checks.of(item, () -> DeploymentRepository.checkCa(value));
        }

        /** What may be chosen. */
        @POST
        public ListBoxModel doFillWebhookCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String webhookCredentialsId) {
            return CredentialChoices.forWebhook(item, webhookCredentialsId);
        }

        /** Warns of what it means. */
        @POST
        public FormValidation doCheckPlainHttp(@AncestorInPath Item item, @QueryParameter boolean value) {
            if (!value || !Checks.permitted(item)) {
                return FormValidation.ok();
            }
            return Checks.refusal(() -> checkPlain(true))
                    .map(FormValidation::error)
                    .orElseGet(() -> FormValidation.warning(Messages.DeploymentRegistry_PlainWarning()));
        }
    }
}
