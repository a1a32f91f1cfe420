package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.registry.DockerConfig;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryCredential;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Turns Jenkins's credentials into what the engine shows to a registry. */
final class RegistryCredentials {
    private RegistryCredentials() {}

    /**
     * What they show for an image.
     *
     * @throws RefusedException where they are of a kind that no registry takes, or hold nothing for the image
     */
    static RegistryCredential of(StandardCredentials found, ImageName image) {
        if (found instanceof StandardUsernamePasswordCredentials login) {
            return new RegistryCredential.UserPassword(login.getUsername(), Secret.toString(login.getPassword()));
        }
        if (found instanceof FileCredentials file) {
            return configured(found, new String(SecretTexts.bytes(file), StandardCharsets.UTF_8), image);
        }
        if (found instanceof StringCredentials text && !TokenProducers.areControllersOwn(found)) {
            String secret = Secret.toString(text.getSecret()).strip();
            // No token begins so.
            return secret.startsWith("{") ? configured(found, secret, image) : new RegistryCredential.Token(secret);
        }
        throw new RefusedException(
                "the credentials '" + found.getId() + "' are of a kind that no registry takes. Choose"
                        + " a user and password, a secret text with a token, or a secret file or text with a Docker"
                        + " configuration (dockerconfigjson).");
    }

    private static RegistryCredential configured(StandardCredentials found, String text, ImageName image) {
        try {
            return DockerConfig.parse(text).credential(image);
        } catch (RefusedException e) {
            throw new RefusedException("the credentials '" + found.getId() + "': " + e.getMessage(), e);
        }
    }
}
