package io.jenkins.plugins.continuousdeployment.config;

import io.fabric8.kubernetes.client.Config;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** What is shown to an API server. It prints itself without its secret. */
sealed interface ClusterLogin {
    /** Sets it. */
    void applyTo(Config config);

    /** What it is made of, to tell when it changes. */
    List<String> parts();

    /** Nothing is shown. */
    record Nobody() implements ClusterLogin {
        @Override
        public void applyTo(Config config) {
            // Nothing to show.
        }

        @Override
        public List<String> parts() {
            return List.of("nobody");
        }
    }

    /** A bearer token. */
    record Token(String token) implements ClusterLogin {
        public Token {
            Objects.requireNonNull(token, "token");
        }

        @Override
        public void applyTo(Config config) {
            config.setOauthToken(token);
        }

        @Override
        public List<String> parts() {
            return List.of("token", token);
        }

        @Override
        public String toString() {
            return "a token";
        }
    }

    /** A bearer token that somebody is asked for when a request needs it, and who keeps it while it holds. */
    record Produced(Supplier<String> token, List<String> parts) implements ClusterLogin {
        public Produced {
            Objects.requireNonNull(token, "token");
            parts = List.copyOf(parts);
        }

        @Override
        public void applyTo(Config config) {
            config.setOauthTokenProvider(token::get);
        }

        @Override
        public String toString() {
            return "a token that is asked for";
        }
    }

    /** HTTP's basic authentication, which proxies in front of API servers take. */
    record Password(String user, String password) implements ClusterLogin {
        public Password {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public void applyTo(Config config) {
            config.setUsername(user);
            config.setPassword(password);
        }

        @Override
        public List<String> parts() {
            return List.of("password", user, password);
        }

        @Override
        public String toString() {
            return "user " + user + " with a password";
        }
    }

    /** A client certificate with its chain, and its key; PEM. */
    record Certificate(String certificatePem, String keyPem) implements ClusterLogin {
        public Certificate {
            Objects.requireNonNull(certificatePem, "certificatePem");
            Objects.requireNonNull(keyPem, "keyPem");
        }

        @Override
        public void applyTo(Config config) {
            config.setClientCertData(base64(certificatePem));
            config.setClientKeyData(base64(keyPem));
        }

        @Override
        public List<String> parts() {
            return List.of("certificate", certificatePem, keyPem);
        }

        @Override
        public String toString() {
            return "a client certificate";
        }
    }

    /** As a {@link Config} takes PEM. */
    static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }
}
