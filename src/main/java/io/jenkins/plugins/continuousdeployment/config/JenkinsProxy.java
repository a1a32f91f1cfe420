package io.jenkins.plugins.continuousdeployment.config;

import hudson.ProxyConfiguration;
import hudson.Util;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.engine.ProxyRules;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/**
 * Jenkins's proxy settings as they are now.
 *
 * @param proxy the proxy
 * @param except hosts that are reached without it, as Jenkins's setting has them
 */
record JenkinsProxy(HttpProxy proxy, String except) implements ProxyRules {
    private static final Pattern HOST = Pattern.compile("(?i)https?://(?:[^/?#@]*@)?(\\[[^]]*]|[^:/?#]*)");

    JenkinsProxy {
        Objects.requireNonNull(proxy, "proxy");
        Objects.requireNonNull(except, "except");
    }

    static ProxyRules configured() {
        ProxyConfiguration configured = Jenkins.get().getProxy();
        if (configured == null || Util.fixNull(configured.getName()).isBlank()) {
            return NONE;
        }
        return new JenkinsProxy(
                new HttpProxy(
                        configured.getName().strip(),
                        configured.getPort(),
                        Util.fixNull(configured.getUserName()),
                        Secret.toString(configured.getSecretPassword())),
                Util.fixNull(configured.getNoProxyHost()));
    }

    /** The one that leads to the host of a URL now; empty where none does. */
    static Optional<HttpProxy> toAddress(String url) {
        Matcher host = HOST.matcher(url);
        return host.lookingAt() ? configured().to(host.group(1).replaceAll("[\\[\\]]", "")) : Optional.empty();
    }

    @Override
    public Optional<HttpProxy> to(String host) {
        boolean direct = ProxyConfiguration.getNoProxyHostPatterns(except).stream()
                .anyMatch(pattern -> pattern.matcher(host).matches());
        return direct ? Optional.empty() : Optional.of(proxy);
    }

    /** All that may change, to tell when it does. */
    static List<String> parts(ProxyRules rules) {
        return rules instanceof JenkinsProxy set
                ? List.of(set.proxy.toString(), set.proxy.user(), set.proxy.password(), set.except)
                : List.of();
    }
}
