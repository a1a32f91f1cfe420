package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Item;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryAccess;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryCredential;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.util.Optional;
import java.util.stream.Stream;

/** How registries are reached: as the configuration says of their host, with a credential that is seen from an item. */
public final class RegistryReach {
    private RegistryReach() {}

    /**
     * How the registry of an image is reached. Nobody is asked.
     *
     * @param item what names the credential
     * @param credentialsId empty for none
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where there is no such credential, or no
     *     registry takes one of its kind
     */
    public static RegistryAccess access(Item item, ImageName image, String credentialsId) {
        DeploymentRegistry settings = settings(image.host());
        DeploymentRegistry.checkPlain(settings.isPlainHttp());
        RegistryCredential credential = credentials(item, image, credentialsId)
                .map(found -> RegistryCredentials.of(found, image))
                .orElse(RegistryCredential.NONE);
        return RegistryAccess.of(image.host(), credential)
                .withCa(settings.getCaCertificate())
                .withPlainHttp(settings.isPlainHttp())
                .withProxies(JenkinsProxy.configured());
    }

    /**
     * The credentials of that id that may be shown to the registry of an image.
     *
     * @param credentialsId empty for none
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where there are none of it
     */
    public static Optional<StandardCredentials> credentials(Item item, ImageName image, String credentialsId) {
        if (credentialsId.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(CredentialContext.of(item)
                .find(
                        credentialsId,
                        (settings(image.host()).isPlainHttp() ? "http://" : "https://") + image.host(),
                        "the registry " + image.host() + " (of the image " + image.withoutTag() + ")"));
    }

    /** Whether the configuration names the registry of that host. */
    public static boolean isConfigured(String host) {
        return configured(host).findAny().isPresent();
    }

    private static DeploymentRegistry settings(String host) {
        return configured(host).findFirst().orElseGet(() -> new DeploymentRegistry(host));
    }

    /** What is configured for the registry of a host, as image names have it; capitals don't count. */
    static Stream<DeploymentRegistry> configured(String host) {
        return DeploymentConfiguration.get().getRegistries().stream()
                .filter(each -> each.getHost().equalsIgnoreCase(host));
    }
}
