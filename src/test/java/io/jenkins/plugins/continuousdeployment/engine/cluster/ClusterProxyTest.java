package io.jenkins.plugins.continuousdeployment.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientImpl;
import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import io.jenkins.plugins.continuousdeployment.engine.testbed.ConnectProxy;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Kubectl;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** A real API server through an HTTP proxy. */
class ClusterProxyTest {
    private static final String PASSWORD = "geheim-of-the-proxy";
    private static final long PATIENCE_MILLIS = 30_000;
    private static final ResourceType MAPS =
            new ResourceType(new GroupKind("", "ConfigMap"), "v1", "configmaps", true, Set.of());

    private final TestBed bed = TestBed.get();
    private final List<Long> pauses = new ArrayList<>();

    private static HttpProxy known(ConnectProxy proxy) {
        return new HttpProxy("localhost", proxy.port(), "user", PASSWORD);
    }

    private Config config() {
        return Kubeconfigs.read(bed.kubernetes().kubeconfig(), null);
    }

    private Cluster by(Config config, HttpProxy proxy, Duration timeout) {
        RetryPolicy retry = new RetryPolicy(2, Duration.ofMillis(1), timeout, pauses::add);
        return Cluster.of("testbed", config, Optional.ofNullable(proxy), retry);
    }

    private Cluster by(HttpProxy proxy) {
        return by(config(), proxy, Duration.ofSeconds(30));
    }

    private static KubeObject map(String namespace, String value) {
        return new KubeObject(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", "one", "namespace", namespace),
                "data",
                Map.of("v", value)));
    }

    @Test
    void itIsReadAndWrittenAndWatchedThroughOneThatWantsAPassword() throws IOException {
        Kubectl kubectl = bed.kubectl();
        String namespace = kubectl.newNamespace();
        ConnectProxy proxy = new ConnectProxy("user", PASSWORD);
        try (Cluster cluster = by(known(proxy))) {
            cluster.objects().apply(MAPS, map(namespace, "a"), ObjectApi.Mode.REAL);
            assertThat(cluster.objects().list(MAPS, namespace, ""))
                    .extracting(each -> each.text("data", "v"))
                    .contains("a");
            try (LiveWatch watch = LiveWatch.openOne(cluster, MAPS, namespace, "one")) {
                kubectl.run("-n", namespace, "patch", "configmap", "one", "-p", "{\"data\":{\"v\":\"b\"}}");
                assertThat(watch.next(PATIENCE_MILLIS))
                        .isInstanceOfSatisfying(LiveWatch.Present.class, event -> assertThat(
                                        event.object().text("data", "v"))
                                .isEqualTo("b"));
                assertThat(proxy.targets())
                        .isNotEmpty()
                        .containsOnly(bed.kubernetes().server().replace("https://", ""));
                proxy.close();
                assertThat(watch.next(PATIENCE_MILLIS))
                        .as("the watch goes through it, too")
                        .isInstanceOf(LiveWatch.Ended.class);
            }
        } finally {
            proxy.close();
        }
    }

    @Test
    void whatFabric8WasToldOfProxiesElsewhereDecidesNothing() throws IOException {
        Config misled = config();
        misled.setHttpsProxy("http://nowhere.invalid:1");
        misled.setNoProxy(new String[] {});
        try (Cluster straight = by(misled, null, Duration.ofSeconds(30))) {
            assertThat(straight.version()).startsWith("v1.");
        }
        misled.setNoProxy(new String[] {"127.0.0.1"});
        misled.setProxyUsername("another");
        misled.setProxyPassword("password");
        try (ConnectProxy proxy = new ConnectProxy("user", PASSWORD);
                Cluster cluster = by(misled, known(proxy), Duration.ofSeconds(30))) {
            assertThat(cluster.version()).startsWith("v1.");
            assertThat(proxy.targets()).hasSize(1);
        }
    }

    @Test
    void theCertificateOfTheServerIsCheckedAllTheSame() throws IOException {
        Config distrusting = Config.empty();
        distrusting.setMasterUrl(bed.kubernetes().server());
        try (ConnectProxy proxy = new ConnectProxy("user", PASSWORD);
                Cluster cluster = by(distrusting, known(proxy), Duration.ofSeconds(30))) {
            assertThatThrownBy(cluster::version)
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("can't be trusted");
        }
    }

    @Test
    void aWrongPasswordIsShownOnceAndSaidOfTheProxy() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy("user", "another")) {
            String address = "localhost:" + proxy.port();
            assertSays(
                    known(proxy),
                    "the proxy " + address
                            + " asks for another user or password (407). Correct them in the proxy's settings.");
            assertSays(
                    new HttpProxy("localhost", proxy.port(), "", ""),
                    "the proxy " + address + " asks for a user and password (407)");
            assertThat(pauses).as("no proxy counts several wrong logins").isEmpty();
        }
    }

    @Test
    void whatElseIsWrongWithTheProxyIsSaidOfTheProxy() throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.start();
        try (ServerSocket silent = new ServerSocket(0)) {
            assertSays(new HttpProxy("nowhere.invalid", 1, "", ""), "the proxy's host name nowhere.invalid is unknown");
            assertSays(new HttpProxy("127.0.0.1", 1, "", ""), "no connection with the proxy 127.0.0.1:1");
            int port = web.getAddress().getPort();
            assertSays(
                    new HttpProxy("127.0.0.1", port, "", ""),
                    "the proxy 127.0.0.1:" + port + " does not lead there: it answers with status 4");
            assertSays(
                    new HttpProxy("127.0.0.1", silent.getLocalPort(), "", ""),
                    "did not answer in time through the proxy 127.0.0.1:" + silent.getLocalPort());
        } finally {
            web.stop(0);
        }
    }

    private void assertSays(HttpProxy proxy, String words) {
        try (Cluster cluster = by(config(), proxy, Duration.ofSeconds(2))) {
            assertThatThrownBy(cluster::version)
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("Cluster testbed (" + bed.kubernetes().server())
                    .hasMessageContaining(words)
                    .hasMessageNotContaining(PASSWORD);
        }
    }

    @Test
    void aServerThatAsksForTheProxysPasswordDoesNotGetIt() throws IOException {
        HttpProxy proxy = new HttpProxy("127.0.0.1", 1, "user", PASSWORD);
        Config config = Config.empty();
        config.setMasterUrl(bed.kubernetes().server());
        try (OkHttpClientImpl client = (OkHttpClientImpl) Tunnels.client(config, Optional.of(proxy))) {
            Response asked = new Response.Builder()
                    .request(new Request.Builder()
                            .url(bed.kubernetes().server() + "/version")
                            .build())
                    .protocol(Protocol.HTTP_1_1)
                    .code(407)
                    .message("Proxy Authentication Required")
                    .build();
            assertThat(client.getOkHttpClient().proxyAuthenticator().authenticate(null, asked))
                    .isNull();
        }
    }
}
