package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.ModelObject;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;
import jenkins.model.Jenkins;

/**
 * Where credentials are looked up: what an item names, in the item; what a cluster or a repository names, where that is
 * defined. Those of scope SYSTEM are found only for what is defined in Jenkins itself.
 */
final class CredentialContext {
    @CheckForNull
    private final Item item;

    private final ItemGroup<?> group;

    private CredentialContext(@CheckForNull Item item, ItemGroup<?> group) {
        this.item = item;
        this.group = group;
    }

    static CredentialContext of(Item item) {
        return new CredentialContext(item, item.getParent());
    }

    static CredentialContext of(Home home) {
        return new CredentialContext(null, home.context());
    }

    /**
     * Finds credentials.
     *
     * @param address where they are to be shown, which their domain must allow; may be empty
     * @param what what they are for, for messages
     * @throws RefusedException where there are none of that id
     */
    StandardCredentials find(String id, String address, String what) {
        StandardCredentials found = first(id, requirements(address));
        if (found != null) {
            return found;
        }
        if (first(id, List.of()) != null) {
            throw new RefusedException("the credentials '" + id + "' for " + what + " belong to a domain that does not"
                    + " include " + address + ". Add the host to the domain, or choose other credentials.");
        }
        throw new RefusedException("there are no credentials '" + id + "' for " + what + " in " + describe()
                + ". Add some with this ID there, or choose others.");
    }

    @CheckForNull
    private StandardCredentials first(String id, List<DomainRequirement> requirements) {
        List<StandardCredentials> all = item == null
                ? CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardCredentials.class, group, ACL.SYSTEM2, requirements)
                : CredentialsProvider.lookupCredentialsInItem(
                        StandardCredentials.class, item, ACL.SYSTEM2, requirements);
        return CredentialsMatchers.firstOrNull(all, CredentialsMatchers.withId(id));
    }

    /**
     * Tells apart credentials of one id in different places: whoever sees the same ones shares what is read with them.
     */
    String identity(String id) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            ModelObject context = item == null ? (ModelObject) group : item;
            for (CredentialsStore store : CredentialsProvider.lookupStores(context)) {
                if (holds(store, id)) {
                    return id + " of " + name(store.getContext());
                }
            }
        }
        return id + " seen from " + name(item == null ? (ModelObject) group : item.getParent());
    }

    private static boolean holds(CredentialsStore store, String id) {
        for (Domain domain : store.getDomains()) {
            if (store.getCredentials(domain).stream()
                    .anyMatch(each ->
                            each instanceof IdCredentials known && known.getId().equals(id))) {
                return true;
            }
        }
        return false;
    }

    private String describe() {
        return group instanceof Jenkins ? "Jenkins" : name(group) + " and above";
    }

    private static String name(ModelObject where) {
        return where instanceof Item folder ? "the folder " + folder.getFullName() : "Jenkins";
    }

    static List<DomainRequirement> requirements(String address) {
        return address.isBlank()
                ? List.of()
                : URIRequirementBuilder.fromUri(address).build();
    }
}
