package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.ProxyRules;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.Timeouts;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.time.Duration;
import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * A registry and all that is needed to reach it.
 *
 * @param host as {@link ImageName#host()} has it: {@code ghcr.io}, {@code localhost:5000}
 * @param credential what to show
 * @param caPem the certificate authorities to trust for it, PEM, instead of this machine's; empty for this machine's
 * @param plainHttp whether it is spoken to without encryption
 * @param timeouts how long to wait
 * @param proxies which HTTP proxy leads to it, and to the hosts that it sends us to
 */
public record RegistryAccess(
        String host,
        RegistryCredential credential,
        String caPem,
        boolean plainHttp,
        Timeouts timeouts,
        ProxyRules proxies) {
    /** A registry answers at once, or something is wrong. */
    public static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));

    /** Where Docker Hub's own images are. */
    private static final String DOCKER_HUB_HOST = "registry-1.docker.io";

    /**
     * Checks that the parts go together.
     *
     * @throws RefusedException saying what does not
     */
    public RegistryAccess {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(caPem, "caPem");
        Objects.requireNonNull(timeouts, "timeouts");
        Objects.requireNonNull(proxies, "proxies");
        if (HttpUrl.parse("https://" + host + "/") == null || host.indexOf('/') >= 0 || host.indexOf('@') >= 0) {
            throw new RefusedException("the registry must be a host name, with a port where it needs one, such as"
                    + " registry.example.com:5000");
        }
    }

    /** A registry that shows itself to anyone, trusted as this machine does. */
    public static RegistryAccess of(String host) {
        return of(host, RegistryCredential.NONE);
    }

    /** With a credential, trusted as this machine does. */
    public static RegistryAccess of(String host, RegistryCredential credential) {
        return new RegistryAccess(host, credential, "", false, TIMEOUTS, ProxyRules.NONE);
    }

    /** The same with other certificate authorities. */
    public RegistryAccess withCa(String pem) {
        return new RegistryAccess(host, credential, pem, plainHttp, timeouts, proxies);
    }

    /** The same without encryption, or with it. */
    public RegistryAccess withPlainHttp(boolean plain) {
        return new RegistryAccess(host, credential, caPem, plain, timeouts, proxies);
    }

    /** The same with other time-outs. */
    public RegistryAccess withTimeouts(Timeouts other) {
        return new RegistryAccess(host, credential, caPem, plainHttp, other, proxies);
    }

    /** The same by other proxies. */
    public RegistryAccess withProxies(ProxyRules rules) {
        return new RegistryAccess(host, credential, caPem, plainHttp, timeouts, rules);
    }

    /** Where the API begins. */
    HttpUrl base() {
        String where = host.equals(ImageName.DOCKER_HUB) ? DOCKER_HUB_HOST : host;
        return HttpUrl.get((plainHttp ? "http://" : "https://") + where + "/v2/");
    }

    /** Without any text that a person gave as CA or secret. */
    @Override
    public String toString() {
        return host + " with " + credential;
    }
}
