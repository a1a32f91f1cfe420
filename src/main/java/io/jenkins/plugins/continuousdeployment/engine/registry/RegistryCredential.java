package io.jenkins.plugins.continuousdeployment.engine.registry;

import java.util.List;
import java.util.Objects;

/** What is shown to a registry. It prints itself without its secret. */
public sealed interface RegistryCredential {
    /** Nothing is shown. */
    RegistryCredential NONE = new None();

    /** What no message and no log line may contain. */
    List<String> secrets();

    /** A public registry; tokens that it gives to anybody are fetched all the same. */
    record None() implements RegistryCredential {
        @Override
        public List<String> secrets() {
            return List.of();
        }

        @Override
        public String toString() {
            return "no credential";
        }
    }

    /**
     * User and password.
     *
     * @param user the user
     * @param password the password, or a token that the registry takes as one
     */
    record UserPassword(String user, String password) implements RegistryCredential {
        public UserPassword {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public List<String> secrets() {
            return List.of(password, HttpBasic.encoded(user, password));
        }

        @Override
        public String toString() {
            return "user " + user + " with a password";
        }
    }

    /**
     * A token alone, shown as the password of the user that this kind of registry has for it.
     *
     * @param token the token
     */
    record Token(String token) implements RegistryCredential {
        public Token {
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
     * A token that the registry takes as it is ({@code Authorization: Bearer}).
     *
     * @param token the token
     */
    record Bearer(String token) implements RegistryCredential {
        public Bearer {
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
     * A token with which others are fetched (OAuth 2's refresh token), as {@code docker login} keeps one.
     *
     * @param token the token
     */
    record Refresh(String token) implements RegistryCredential {
        public Refresh {
            Objects.requireNonNull(token, "token");
        }

        @Override
        public List<String> secrets() {
            return List.of(token);
        }

        @Override
        public String toString() {
            return "an identity token";
        }
    }
}
