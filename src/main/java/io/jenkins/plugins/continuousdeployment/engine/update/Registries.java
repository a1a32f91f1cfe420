package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.ImagePolicy;
import io.jenkins.plugins.continuousdeployment.engine.registry.Registry;
import java.time.Clock;
import java.util.HashMap;
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

    /** The client for an image; one whose credential was renewed is opened anew. */
    synchronized Registry of(DeploymentDefinition definition, ImagePolicy policy) {
        ImageSites.RegistrySite site = sites.registry(definition, policy);
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
