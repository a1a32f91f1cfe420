package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * The credentials that a form offers. Whoever may not use any sees the present value alone. Those of scope SYSTEM are
 * offered where Jenkins itself is configured and nowhere else.
 */
public final class CredentialChoices {
    private static final CredentialsMatcher KEY = CredentialsMatchers.instanceOf(SSHUserPrivateKey.class);
    private static final CredentialsMatcher LOGIN = CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
            CredentialsMatchers.instanceOf(StringCredentials.class));
    private static final CredentialsMatcher TEXT = CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(FileCredentials.class),
            CredentialsMatchers.instanceOf(StringCredentials.class));
    private static final CredentialsMatcher CLUSTER = CredentialsMatchers.anyOf(
            TEXT,
            CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
            CredentialsMatchers.instanceOf(StandardCertificateCredentials.class));

    private static final CredentialsMatcher SECRET = CredentialsMatchers.instanceOf(StringCredentials.class);

    private CredentialChoices() {}

    /**
     * For a Git repository.
     *
     * @param item whose form it is; null for Jenkins's own
     * @param address what the form has; decides what kinds fit
     * @param current the present value, offered in any case; may be null
     */
    public static ListBoxModel forGit(@CheckForNull Item item, String address, @CheckForNull String current) {
        CredentialsMatcher fitting = address.startsWith("ssh:")
                ? KEY
                : address.startsWith("https:") ? LOGIN : CredentialsMatchers.anyOf(KEY, LOGIN);
        return choices(item, address, current, fitting);
    }

    static ListBoxModel forCa(@CheckForNull Item item, String address, @CheckForNull String current) {
        return choices(item, address, current, TEXT);
    }

    static ListBoxModel forWebhook(@CheckForNull Item item, @CheckForNull String current) {
        return choices(item, "", current, credentials -> SECRET.matches(credentials) && !isControllersOwn(credentials));
    }

    private static boolean isControllersOwn(Credentials credentials) {
        return credentials instanceof StandardCredentials standard && TokenProducers.areControllersOwn(standard);
    }

    static ListBoxModel forCluster(@CheckForNull Item item, String address, @CheckForNull String current) {
        return choices(
                item, address, current, credentials -> CLUSTER.matches(credentials) && !isControllersOwn(credentials));
    }

    private static ListBoxModel choices(
            @CheckForNull Item item, String address, @CheckForNull String current, CredentialsMatcher matcher) {
        StandardListBoxModel choices = new StandardListBoxModel();
        String present = current == null ? "" : current;
        if (!permitted(item)) {
            return choices.includeCurrentValue(present);
        }
        List<DomainRequirement> requirements = CredentialContext.requirements(address);
        choices.includeEmptyValue();
        if (item == null || item instanceof ItemGroup<?>) {
            ItemGroup<?> group = item == null ? Jenkins.get() : (ItemGroup<?>) item;
            choices.includeMatchingAs(ACL.SYSTEM2, group, StandardCredentials.class, requirements, matcher);
        } else {
            choices.includeMatchingAs(ACL.SYSTEM2, item, StandardCredentials.class, requirements, matcher);
        }
        return choices.includeCurrentValue(present);
    }

    private static boolean permitted(@CheckForNull Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }
}
