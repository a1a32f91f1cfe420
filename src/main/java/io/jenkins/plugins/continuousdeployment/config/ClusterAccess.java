package io.jenkins.plugins.continuousdeployment.config;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is needed to reach a cluster.
 *
 * @param address the API server's
 * @param caPem certificate authorities, PEM; empty for the Java platform's
 * @param insecure whether the server's certificate is not checked
 * @param namespace for destinations that name none; may be empty
 * @param login what is shown to it
 * @param proxy what leads to it; empty where it is reached without
 */
record ClusterAccess(
        String address,
        String caPem,
        boolean insecure,
        String namespace,
        ClusterLogin login,
        Optional<HttpProxy> proxy) {
    ClusterAccess {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(caPem, "caPem");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(proxy, "proxy");
    }

    /** A client; nothing is sent yet. Nothing is picked up from the controller's surroundings. */
    Cluster open(String name) {
        Config config = Config.empty();
        config.setMasterUrl(address);
        if (!caPem.isEmpty()) {
            config.setCaCertData(ClusterLogin.base64(caPem));
        }
        config.setTrustCerts(insecure);
        config.setDisableHostnameVerification(insecure);
        config.setNamespace(namespace);
        login.applyTo(config);
        return Cluster.of(name, config, proxy);
    }

    /** What it is made of, to tell when it changes. */
    List<String> parts() {
        List<String> parts = new ArrayList<>(List.of(address, caPem, Boolean.toString(insecure), namespace));
        parts.addAll(login.parts());
        proxy.ifPresent(each -> parts.addAll(List.of(each.toString(), each.user(), each.password())));
        return parts;
    }

    /** Without any secret. */
    @Override
    public String toString() {
        return address + " with " + login;
    }
}
