package io.jenkins.plugins.continuousdeployment.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import java.util.Optional;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** Who gets to see the proxy's user and password. */
class ProxiedTest {
    private final Proxied proxied =
            new Proxied(host -> Optional.of(new HttpProxy("proxy.example.com", 3128, "user", "password")));

    private Request answerTo(String method, String url) {
        return proxied.authenticate(
                null,
                new Response.Builder()
                        .request(new Request.Builder()
                                .method(method, null)
                                .url(url)
                                .build())
                        .protocol(Protocol.HTTP_1_1)
                        .code(407)
                        .message("Proxy Authentication Required")
                        .build());
    }

    @Test
    void theProxyDoesAndARegistryBehindItDoesNot() {
        assertThat(answerTo("CONNECT", "https://registry.example.com/").header("Proxy-Authorization"))
                .startsWith("Basic ");
        assertThat(answerTo("GET", "http://registry.example.com/v2/").header("Proxy-Authorization"))
                .startsWith("Basic ");
        assertThat(answerTo("GET", "https://registry.example.com/v2/")).isNull();
    }
}
