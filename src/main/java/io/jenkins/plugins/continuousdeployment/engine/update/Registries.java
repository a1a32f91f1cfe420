package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.ImagePolicy;
import io.jenkins.plugins.continuousdeployment.engine.registry.Registry;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clients of registries, each shared by all images there. */
final class Registries implements AutoCloseable {
    private final ImageSites sites;
    private final Clock clock;
    private final Map<String, Open> open = new HashMap<>();

    private record Open(String stamp, Registry registry) {}

    Registries(ImageSites sites, Clock clock) {
        this.sites = sites;
        this.clock = clock;
    }

    /** The client for the image of a policy. */
    Registry of(DeploymentDefinition definition, ImagePolicy policy) {
        return of(definition, ImageName.of(policy.image()), policy.credentialsId());
    }

    /**
     * The client for an image that a definition's objects use: with the credential of its policy, or else of another
     * image at the same registry.
     */
    Registry of(DeploymentDefinition definition, ImageName image) {
        List<ImagePolicy> near = definition.images().stream()
                .filter(each -> ImageName.of(each.image()).host().equals(image.host()))
                .sorted(Comparator.comparing(each -> !ImageName.of(each.image()).sameRepository(image)))
                .toList();
        return of(definition, image, near.isEmpty() ? "" : near.get(0).credentialsId());
    }

    /** One whose credential was renewed is opened anew. */
    private synchronized Registry of(DeploymentDefinition definition, ImageName image, String credentialsId) {
        ImageSites.RegistrySite site = sites.registry(definition, image, credentialsId);
        Open known = open.get(site.key());
        if (known != null && known.stamp().equals(site.stamp())) {
            return known.registry();
        }
        Open fresh = new Open(site.stamp(), new Registry(site.access(), clock));
        open.put(site.key(), fresh);
        if (known != null) {
            known.registry().close();
        }
        return fresh.registry();
    }

    @Override
    public synchronized void close() {
        open.values().forEach(each -> each.registry().close());
        open.clear();
    }
}
