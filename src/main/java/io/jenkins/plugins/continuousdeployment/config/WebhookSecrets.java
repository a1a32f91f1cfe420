package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** What registries and this Jenkins both know, so that a notice of a push can be believed. */
public final class WebhookSecrets {
    private static final Logger LOGGER = Logger.getLogger(WebhookSecrets.class.getName());

    private WebhookSecrets() {}

    /**
     * The secret of a registry.
     *
     * @param host as image names have it; capitals don't count
     * @return nothing where none is configured, or it can't be read; never blank
     */
    public static Optional<Secret> of(String host) {
        return RegistryReach.configured(host)
                .map(DeploymentRegistry::getWebhookCredentialsId)
                .filter(id -> !id.isEmpty())
                .findFirst()
                .flatMap(id -> read(id, host));
    }

    private static Optional<Secret> read(String id, String host) {
        try {
            StandardCredentials found =
                    CredentialContext.of(Home.global()).find(id, "", "the notices of the registry " + host);
            return found instanceof StringCredentials text && !TokenProducers.areControllersOwn(found)
                    ? Optional.of(text.getSecret())
                            .filter(secret -> !secret.getPlainText().isBlank())
                    : Optional.empty();
        } catch (RefusedException e) {
            LOGGER.log(Level.FINE, e, () -> "a notice of " + host + " can't be believed");
            return Optional.empty();
        }
    }
}
