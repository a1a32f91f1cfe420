package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Util;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.Credential;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Turns Jenkins's credentials into what the engine shows to a Git server. */
final class GitCredentials {
    private GitCredentials() {}

    /**
     * What they show.
     *
     * @param identity see {@link Credential#identity()}
     * @param address the repository's, of which a GitHub App's credentials need the owner
     * @throws RefusedException where they are of a kind that no Git server takes
     */
    static GitLogin of(StandardCredentials found, String identity, String address) {
        Optional<GitLogin> app = GitHubApps.login(found, identity, address);
        if (app.isPresent()) {
            return app.get();
        }
        if (found instanceof SSHUserPrivateKey key) {
            return GitLogin.lasting(key(key, identity));
        }
        if (found instanceof StandardUsernamePasswordCredentials login) {
            return GitLogin.lasting(
                    new Credential.UserPassword(identity, login.getUsername(), Secret.toString(login.getPassword())));
        }
        if (found instanceof StringCredentials text && !TokenProducers.areControllersOwn(found)) {
            return GitLogin.lasting(new Credential.Token(
                    identity, Secret.toString(text.getSecret()).strip()));
        }
        throw new RefusedException(
                "the credentials " + found.getId() + " are of a kind that no Git server takes. Choose"
                        + " a user and password, a secret text with a token, an SSH key, or a GitHub App.");
    }

    private static Credential key(SSHUserPrivateKey found, String identity) {
        List<String> keys = found.getPrivateKeys();
        if (keys.isEmpty() || Util.fixNull(keys.get(0)).isBlank()) {
            throw new RefusedException("the SSH credentials " + found.getId() + " hold no key. Enter one.");
        }
        String passphrase = found.getPassphrase() == null ? "" : Secret.toString(found.getPassphrase());
        return new Credential.SshKey(identity, Util.fixNull(found.getUsername()), keys.get(0), passphrase);
    }
}
