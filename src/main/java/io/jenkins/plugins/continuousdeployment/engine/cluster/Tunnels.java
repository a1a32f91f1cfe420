package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import java.net.InetSocketAddress;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/**
 * Makes clients that reach their server through one proxy, and no other. fabric8 itself would show the proxy a wrong
 * password for ever, and show it to a server, too, that asks for one.
 */
final class Tunnels extends OkHttpClientFactory {
    private static final String LOGIN = "Proxy-Authorization";
    private static final String EARLY = "OkHttp-Preemptive";

    private final HttpProxy proxy;

    private Tunnels(HttpProxy proxy) {
        this.proxy = proxy;
    }

    /** A client by that proxy; without one it goes straight to its server, whatever this machine's settings say. */
    static HttpClient client(Config config, Optional<HttpProxy> proxy) {
        if (proxy.isEmpty()) {
            HttpClient.Builder straight = new OkHttpClientFactory().newBuilder(config);
            return straight.proxyType(HttpClient.ProxyType.DIRECT).build();
        }
        HttpClient.Builder builder = new Tunnels(proxy.get()).newBuilder(config);
        return builder.proxyType(HttpClient.ProxyType.HTTP)
                .proxyAddress(InetSocketAddress.createUnresolved(
                        proxy.get().host(), proxy.get().port()))
                .build();
    }

    @Override
    protected void additionalConfig(OkHttpClient.Builder builder) {
        builder.proxyAuthenticator(this::login);
    }

    /** Asked before the first request of a tunnel, and where one was refused. */
    private Request login(Route route, Response asked) throws ProxyRefusedException {
        Request request = asked.request();
        if (request.isHttps() && !request.method().equals("CONNECT")) {
            // Within the tunnel it is the server that asks, and it is not to see the password.
            return null;
        }
        String login = proxy.authorization();
        if (!login.isEmpty() && request.header(LOGIN) == null) {
            return request.newBuilder().header(LOGIN, login).build();
        }
        if (EARLY.equals(asked.header("Proxy-Authenticate"))) {
            return null;
        }
        throw new ProxyRefusedException(proxy);
    }
}
