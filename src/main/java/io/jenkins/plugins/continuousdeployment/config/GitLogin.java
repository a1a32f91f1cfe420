package io.jenkins.plugins.continuousdeployment.config;

import io.jenkins.plugins.continuousdeployment.engine.source.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What will be shown to a Git server. It prints itself without its secret.
 *
 * @param identity whose access this is, see {@link Credential#identity()}
 * @param shortLived whether what is shown ends by itself, so that it must be asked for again and again
 * @param parts what it is made of, to tell when it changes
 * @param credential makes it; only for a short-lived one somebody is asked
 */
record GitLogin(String identity, boolean shortLived, List<String> parts, Supplier<Credential> credential) {
    /** A public repository. */
    static final GitLogin NONE = lasting(Credential.NONE);

    GitLogin {
        Objects.requireNonNull(identity, "identity");
        parts = List.copyOf(parts);
        Objects.requireNonNull(credential, "credential");
    }

    /** One that holds as long as nobody changes it. */
    static GitLogin lasting(Credential credential) {
        List<String> parts = new ArrayList<>(credential.secrets());
        if (credential instanceof Credential.UserPassword login) {
            parts.add(login.user());
        }
        if (credential instanceof Credential.SshKey key) {
            parts.add(key.user());
        }
        return new GitLogin(credential.identity(), false, parts, () -> credential);
    }

    @Override
    public String toString() {
        return "login of " + identity;
    }
}
