package io.jenkins.plugins.continuousdeployment.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** One HTTP client in both worlds: the one that the plugin kubernetes-client-api has. */
class HttpClientTest {
    @Test
    void theClientIsOkHttp() {
        Config config = Config.empty();
        config.setMasterUrl("https://127.0.0.1:1/");
        try (Cluster cluster = Cluster.of("nowhere", config)) {
            assertThat(cluster.httpClient()).isEqualTo("io.fabric8.kubernetes.client.okhttp.OkHttpClientImpl");
        }
    }

    @Test
    void noOtherClientLiesOnTheClassPath() {
        assertThat(ServiceLoader.load(HttpClient.Factory.class))
                .singleElement()
                .isInstanceOf(OkHttpClientFactory.class);
    }
}
