package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.List;
import java.util.Objects;

/** What is shown to a Git server. It prints itself without its secret. */
public sealed interface Credential {
    /** Nothing is shown. */
    Credential NONE = new None();

    /**
     * Tells whose access this is: a mirror is shared by those who name the same one. No secret, and the same when the
     * secret is renewed.
     */
    String identity();

    /** What no message and no log line may contain. */
    List<String> secrets();

    /** A public repository. */
    record None() implements Credential {
        @Override
        public String identity() {
            return "none";
        }

        @Override
        public List<String> secrets() {
            return List.of();
        }
    }

    /**
     * For HTTPS.
     *
     * @param identity see {@link Credential#identity()}
     * @param user the user
     * @param password the password, or a token that the server takes as one
     */
    record UserPassword(String identity, String user, String password) implements Credential {
        public UserPassword {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public List<String> secrets() {
            return List.of(password);
        }

        @Override
        public String toString() {
            return "user " + user + " with a password";
        }
    }

    /**
     * For HTTPS: a token alone, sent as the password of HTTP's basic authentication, which all large servers take.
     *
     * @param identity see {@link Credential#identity()}
     * @param token the token
     */
    record Token(String identity, String token) implements Credential {
        /** Bitbucket asks for this name, GitLab for any, GitHub, Gitea and Azure DevOps ignore it. */
        static final String USER = "x-token-auth";

        public Token {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(token, "token");
        }

        @Override
        public List<String> secrets() {
            return List.of(token);
        }

        @Override
        public String toString() {
            return "a token";
        }
    }

    /**
     * For HTTPS: a token in a header of its own ({@code Authorization: Bearer}), as gateways ask for it.
     *
     * @param identity see {@link Credential#identity()}
     * @param token the token
     */
    record Bearer(String identity, String token) implements Credential {
        public Bearer {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(token, "token");
        }

        @Override
        public List<String> secrets() {
            return List.of(token);
        }

        @Override
        public String toString() {
            return "a bearer token";
        }
    }

    /**
     * For SSH.
     *
     * @param identity see {@link Credential#identity()}
     * @param user who to log in as where the address names nobody; empty for {@code git}
     * @param privateKey the text of the key file, OpenSSH's format or PEM
     * @param passphrase of the key, empty where it has none
     */
    record SshKey(String identity, String user, String privateKey, String passphrase) implements Credential {
        public SshKey {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(privateKey, "privateKey");
            Objects.requireNonNull(passphrase, "passphrase");
        }

        @Override
        public List<String> secrets() {
            return passphrase.isEmpty() ? List.of(privateKey) : List.of(privateKey, passphrase);
        }

        @Override
        public String toString() {
            return "a private key";
        }
    }
}
