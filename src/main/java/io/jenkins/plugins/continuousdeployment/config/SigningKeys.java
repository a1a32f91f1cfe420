package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Util;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jenkins.security.FIPS140;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Jenkins' credentials → what commits are signed with. */
final class SigningKeys {
    private static final String PGP = "-----BEGIN PGP PRIVATE KEY BLOCK-----";

    private SigningKeys() {}

    /** Not asked of the class that signs: without Bouncy Castle, as in FIPS mode, that one can't be loaded. */
    private static boolean isPgp(String text) {
        return text.stripLeading().startsWith(PGP);
    }

    /**
     * An SSH key, or a PGP key: that is a secret file or text where it has no passphrase, and else an SSH user name with
     * private key, which has a field for one.
     *
     * @throws RefusedException where they are of another kind, or the key can't be used
     */
    static SigningKey of(StandardCredentials found) {
        if (found instanceof SSHUserPrivateKey key) {
            List<String> keys = key.getPrivateKeys();
            if (keys.isEmpty() || Util.fixNull(keys.get(0)).isBlank()) {
                throw new RefusedException("the SSH credentials '" + found.getId() + "' hold no key. Enter one.");
            }
            String passphrase = key.getPassphrase() == null ? "" : Secret.toString(key.getPassphrase());
            return isPgp(keys.get(0))
                    ? gpg(found, keys.get(0), passphrase)
                    : new SigningKey.Ssh(keys.get(0), passphrase);
        }
        if (found instanceof FileCredentials file) {
            return gpg(found, new String(SecretTexts.bytes(file), StandardCharsets.UTF_8), "");
        }
        if (found instanceof StringCredentials text && !TokenProducers.areControllersOwn(found)) {
            return gpg(found, Secret.toString(text.getSecret()), "");
        }
        throw new RefusedException("the credentials '" + found.getId() + "' for the signature of image updates are of"
                + " another kind. Choose an SSH user name with private key, or a secret file or text with a PGP key.");
    }

    private static SigningKey gpg(StandardCredentials found, String text, String passphrase) {
        if (!isPgp(text)) {
            throw new RefusedException("the credentials '" + found.getId() + "' for the signature of image updates hold"
                    + " no PGP private key. Export one: gpg --export-secret-keys --armor ID");
        }
        if (FIPS140.useCompliantAlgorithms()) {
            throw new RefusedException(
                    "in FIPS mode commits can't be signed with a PGP key. Choose an SSH key in place of"
                            + " the credentials '" + found.getId() + "'.");
        }
        return new SigningKey.Given(
                "a PGP key", GpgSigner.of(text, passphrase, "the credentials '" + found.getId() + "'"));
    }
}
