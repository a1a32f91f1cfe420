package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Item;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.ImageUpdates;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Sites.RepositorySite;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryAccess;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.SigningKey;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageSites;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What the names in a definition stand for where its images are updated. What the definition itself names, such as the
 * credentials of a registry, is looked up from its item.
 */
final class JenkinsImages implements ImageSites {
    private final Function<DeploymentDefinition, RepositorySite> repositories;
    private final Stamps stamps;

    /** By what projects share, so that nobody is asked for a short-lived credential at each look. */
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    private record Open(String stamp, GitSource source) {}

    /**
     * For this Jenkins.
     *
     * @param repositories how repositories are reached now
     */
    JenkinsImages(Function<DeploymentDefinition, RepositorySite> repositories, Stamps stamps) {
        this.repositories = repositories;
        this.stamps = stamps;
    }

    @Override
    public GitSource git(DeploymentDefinition definition) {
        RepositorySite site = repositories.apply(definition);
        Open known = open.get(site.key());
        if (known == null || !known.stamp().equals(site.stamp())) {
            known = new Open(site.stamp(), site.open().get());
            open.put(site.key(), known);
        }
        return known.source();
    }

    @Override
    public RegistrySite registry(DeploymentDefinition definition, ImageName image, String credentialsId) {
        Item item = JenkinsSites.item(definition);
        RegistryAccess access = RegistryReach.access(item, image, credentialsId);
        // A Docker configuration may have another one for each path.
        String who = credentialsId.isEmpty()
                ? "without credentials"
                : "with credentials " + CredentialContext.of(item).identity(credentialsId) + " for "
                        + image.withoutTag();
        return new RegistrySite(image.host() + " " + who, stamps.of(parts(access)), access);
    }

    private static List<String> parts(RegistryAccess access) {
        // It prints itself without secrets, and with all the rest.
        List<String> parts = new ArrayList<>(
                List.of(access.credential().toString(), access.caPem(), Boolean.toString(access.plainHttp())));
        parts.addAll(access.credential().secrets());
        parts.addAll(JenkinsProxy.parts(access.proxies()));
        return parts;
    }

    @Override
    public SigningKey signingKey(DeploymentDefinition definition) {
        String id = definition
                .imageUpdates()
                .map(ImageUpdates::signingKeyCredentialsId)
                .orElse("");
        if (id.isEmpty()) {
            return SigningKey.NONE;
        }
        StandardCredentials found = CredentialContext.of(JenkinsSites.item(definition))
                .find(id, "", "the signature of image updates (imageUpdates.signingKeyCredentialsId)");
        return SigningKeys.of(found);
    }

    /**
     * Adds the credentials that updates of a definition's images use.
     *
     * @throws RefusedException where any of them is missing
     */
    static void used(Item item, DeploymentDefinition definition, Map<String, Credentials> used) {
        definition.imageUpdates().ifPresent(updates -> {
            CredentialContext context = CredentialContext.of(item);
            definition.images().forEach(policy -> JenkinsSites.put(used, context, policy.credentialsId()));
            JenkinsSites.put(used, context, updates.signingKeyCredentialsId());
        });
    }
}
