package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.ProxyRules;
import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/** Sends requests through the proxy that leads to their host, and logs in there and nowhere else. */
final class Proxied extends ProxySelector implements Authenticator {
    private static final String LOGIN = "Proxy-Authorization";

    private final ProxyRules rules;

    Proxied(ProxyRules rules) {
        this.rules = rules;
    }

    @Override
    public List<Proxy> select(URI server) {
        return List.of(rules.to(server.getHost().replaceAll("[\\[\\]]", ""))
                .map(proxy ->
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI server, SocketAddress proxy, IOException failure) {
        // Whoever sent the request is told.
    }

    /** Gives up where the proxy has seen the user and password, and where somebody else asks for them. */
    @Override
    public Request authenticate(Route route, Response asked) {
        boolean tunnelled =
                asked.request().isHttps() && !asked.request().method().equals("CONNECT");
        if (tunnelled) {
            // It is the registry that asks.
            return null;
        }
        String host = asked.request().url().host();
        String login = rules.to(host).map(HttpProxy::authorization).orElse("");
        return login.isEmpty() || asked.request().header(LOGIN) != null
                ? null
                : asked.request().newBuilder().header(LOGIN, login).build();
    }
}
