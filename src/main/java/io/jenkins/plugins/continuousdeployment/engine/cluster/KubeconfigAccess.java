package io.jenkins.plugins.continuousdeployment.engine.cluster;

import java.util.Objects;

/**
 * What a kubeconfig that may be trusted with nothing says of one cluster; every part may be empty but the server. It
 * prints itself without its secrets.
 *
 * @param server the address of the API server, {@code https:}
 * @param caData the certificate authorities, base64 of PEM
 * @param insecure whether the server's certificate is not to be checked
 * @param token a bearer token
 * @param username for basic authentication
 * @param password for basic authentication
 * @param certificateData the client's certificate, base64 of PEM
 * @param keyData the client's key, base64 of PEM
 * @param namespace the context's namespace
 */
public record KubeconfigAccess(
        String server,
        String caData,
        boolean insecure,
        String token,
        String username,
        String password,
        String certificateData,
        String keyData,
        String namespace) {
    public KubeconfigAccess {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(caData, "caData");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(certificateData, "certificateData");
        Objects.requireNonNull(keyData, "keyData");
        Objects.requireNonNull(namespace, "namespace");
    }

    @Override
    public String toString() {
        return "access to " + server;
    }
}
