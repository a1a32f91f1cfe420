package io.jenkins.plugins.continuousdeployment.engine;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/** Which HTTP proxy leads to a host, if one does. Implementations are equal where they say the same. */
@FunctionalInterface
public interface ProxyRules {
    /** Every host is reached without one. */
    ProxyRules NONE = host -> Optional.empty();

    /**
     * The proxy for a host.
     *
     * @param host a name or an address, without port
     */
    Optional<HttpProxy> to(String host);

    /**
     * An HTTP proxy that tunnels ({@code CONNECT}). It prints itself without its password.
     *
     * @param host its name or address
     * @param port its port
     * @param user who to log in as; empty for nobody
     * @param password of that user
     */
    record HttpProxy(String host, int port, String user, String password) {
        public HttpProxy {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }

        /** The value of {@code Proxy-Authorization}; empty where nobody logs in. */
        public String authorization() {
            byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return user.isEmpty() ? "" : "Basic " + Base64.getEncoder().encodeToString(both);
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
