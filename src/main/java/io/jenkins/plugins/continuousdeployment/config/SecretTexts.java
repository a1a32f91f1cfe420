package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Reads credentials that hold a file or a text. */
final class SecretTexts {
    /** No kubeconfig and no list of certificate authorities is larger. */
    private static final int MOST = 1_048_576;

    private SecretTexts() {}

    static byte[] bytes(FileCredentials file) {
        try (InputStream content = file.getContent()) {
            byte[] bytes = content.readNBytes(MOST + 1);
            Checks.refuseIf(bytes.length > MOST, "the secret file " + file.getId() + " is larger than 1 MiB.");
            return bytes;
        } catch (IOException e) {
            throw new RefusedException("the secret file " + file.getId() + " can't be read. Upload it again.", e);
        }
    }

    /** Certificate authorities, PEM. */
    static String ca(StandardCredentials found) {
        String text;
        if (found instanceof FileCredentials file) {
            text = new String(bytes(file), StandardCharsets.UTF_8);
        } else if (found instanceof StringCredentials secret) {
            text = Secret.toString(secret.getSecret());
        } else {
            throw new RefusedException("the credentials " + found.getId() + " hold no certificate authorities. Choose a"
                    + " secret file or a secret text with PEM certificates.");
        }
        DeploymentRepository.checkCa(text);
        return text;
    }
}
