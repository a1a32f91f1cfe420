package io.jenkins.plugins.continuousdeployment.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that a real API server can't be made to give: none of them may ever read as "nothing there". */
class FaultyServerTest {
    private static final ResourceType CONFIG_MAPS =
            new ResourceType(new GroupKind("", "ConfigMap"), "v1", "configmaps", true, Set.of());
    private static final KubeObject MAP = new KubeObject(Map.of(
            "apiVersion",
            "v1",
            "kind",
            "ConfigMap",
            "metadata",
            Map.of("name", "one", "namespace", "shop", "uid", "u", "resourceVersion", "7")));
    private static final String ETCD = status(500, "InternalError", "etcdserver: leader changed");

    /** How a server can be wrong. */
    @FunctionalInterface
    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> pauses = Collections.synchronizedList(new ArrayList<>());
    private volatile Answer answer;
    private HttpServer server;
    private Cluster cluster;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                answer.give(exchange);
            }
        });
        server.start();
        Config config = Config.empty();
        config.setMasterUrl("http://127.0.0.1:" + server.getAddress().getPort());
        config.setOauthToken("the-token");
        cluster = Cluster.of(
                "faulty", config, new RetryPolicy(3, Duration.ofMillis(200), Duration.ofSeconds(2), pauses::add));
    }

    @AfterEach
    void stop() {
        over.countDown();
        cluster.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private static String status(int code, String reason, String message) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":" + code + ",\"reason\":\""
                + reason + "\",\"message\":\"" + message + "\"}";
    }

    private static Answer json(int code, String body) {
        return exchange -> send(exchange, code, "application/json", body);
    }

    private static void send(HttpExchange exchange, int code, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** First one answer, then for good another. */
    private Answer once(Answer first, Answer later) {
        return exchange -> (requests.size() == 1 ? first : later).give(exchange);
    }

    /** Every answer that is no honest list, object or discovery. */
    @SuppressWarnings("ImmutableEnumChecker") // Lambdas that hold nothing.
    private enum Fault {
        UNAUTHORIZED(json(401, status(401, "Unauthorized", "Unauthorized"))),
        FORBIDDEN(json(403, status(403, "Forbidden", "no"))),
        SERVER_ERROR(json(500, status(500, "InternalError", "oops"))),
        LEADER_CHANGED(json(500, ETCD)),
        UNAVAILABLE(json(503, status(503, "ServiceUnavailable", "wait"))),
        EXPIRED(json(410, status(410, "Expired", "too old"))),
        PATH_NOT_FOUND(json(404, "404 page not found")),
        NOT_FOUND_WITHOUT_NAME(json(404, status(404, "NotFound", "the server could not find it"))),
        LOGIN_PAGE(exchange -> send(exchange, 200, "text/html", "<html>Please log in</html>")),
        GATEWAY_PAGE(exchange -> send(exchange, 502, "text/html", "<html>Bad gateway</html>")),
        NOTHING(json(200, "")),
        EMPTY_OBJECT(json(200, "{}")),
        JSON_ARRAY(json(200, "[]")),
        NULL(json(200, "null")),
        SUCCESS_STATUS(json(200, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}")),
        ANOTHER_OBJECT(json(200, "{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"other\"}}")),
        ITEMS_THAT_ARE_NO_LIST(json(200, "{\"kind\":\"ConfigMapList\",\"items\":{}}")),
        ITEMS_THAT_ARE_NO_OBJECTS(json(200, "{\"kind\":\"ConfigMapList\",\"items\":[1]}")),
        LIST_WITHOUT_ITEMS(json(200, "{\"kind\":\"ConfigMapList\"}")),
        TRUNCATED_JSON(json(200, "{\"kind\":\"ConfigMapList\",\"items\":[{\"metadata\":{\"na")),
        RESET_BEFORE(exchange -> {}),
        RESET_MIDWAY(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody()
                    .write("{\"kind\":\"ConfigMapList\",\"items\":[]".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });

        private final Answer answer;

        Fault(Answer answer) {
            this.answer = answer;
        }
    }

    private List<Consumer<Cluster>> reads() {
        return List.of(
                Cluster::rediscover,
                Cluster::uid,
                each -> each.objects().list(CONFIG_MAPS, "shop", "a=b"),
                each -> each.objects().list(CONFIG_MAPS, "", ""),
                each -> each.objects().names(CONFIG_MAPS, "shop"),
                each -> each.objects().get(CONFIG_MAPS, "shop", "one"),
                each -> new TrackingRecords(each).find(new Owner("test", "shop"), "shop"));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void noReadTakesAFaultForNothing(Fault fault) {
        answer = fault.answer;
        for (Consumer<Cluster> read : reads()) {
            assertThatThrownBy(() -> read.accept(cluster))
                    .isInstanceOfAny(ApiException.class, UnreachableException.class)
                    .hasMessageNotContaining("the-token");
        }
    }

    @Test
    void aSlowServerIsAnError() {
        answer = exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        assertThatThrownBy(() -> cluster.objects().list(CONFIG_MAPS, "shop", ""))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("did not answer in time");
    }

    @Test
    void aListInPagesIsReadToItsEnd() {
        String first = "{\"kind\":\"ConfigMapList\",\"metadata\":{\"continue\":\"more\"},"
                + "\"items\":[{\"metadata\":{\"name\":\"one\"}}]}";
        String last = "{\"kind\":\"ConfigMapList\",\"metadata\":{},\"items\":[{\"metadata\":{\"name\":\"two\"}}]}";
        answer = once(json(200, first), json(200, last));

        assertThat(cluster.objects().list(CONFIG_MAPS, "shop", ""))
                .extracting(KubeObject::name)
                .containsExactly("one", "two");
        assertThat(requests.get(1)).contains("continue=more");
    }

    @Test
    void aPageThatExpiredIsAnErrorAndNotTheEnd() {
        String first = "{\"kind\":\"ConfigMapList\",\"metadata\":{\"continue\":\"more\"},\"items\":[]}";
        answer = once(json(200, first), Fault.EXPIRED.answer);

        assertThatThrownBy(() -> cluster.objects().names(CONFIG_MAPS, "shop"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(410));
    }

    @Test
    void aServerThatIsBusyIsAskedAgainWhenItSaysSo() {
        Answer busy = exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            json(429, status(429, "TooManyRequests", "busy")).give(exchange);
        };
        answer = once(busy, json(201, text(MAP)));

        cluster.objects().create(CONFIG_MAPS, MAP, ObjectApi.Mode.REAL);

        assertThat(requests).hasSize(2);
        assertThat(pauses).containsExactly(7000L);
    }

    @Test
    void aServerThatIsBusyForeverIsNotAskedForever() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "999999");
            json(429, status(429, "TooManyRequests", "busy")).give(exchange);
        };

        assertThatThrownBy(() -> cluster.objects().list(CONFIG_MAPS, "shop", ""))
                .isInstanceOf(ApiException.class);
        assertThat(requests).hasSize(4);
        assertThat(pauses).containsExactly(30_000L, 30_000L, 30_000L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LEADER_CHANGED", "UNAVAILABLE", "GATEWAY_PAGE", "RESET_BEFORE", "RESET_MIDWAY"})
    void onlyWhatMayBeSentTwiceIsSentTwice(Fault fault) {
        answer = fault.answer;
        List<Consumer<ObjectApi>> once = List.of(
                api -> api.create(CONFIG_MAPS, MAP, ObjectApi.Mode.REAL),
                api -> api.patch(CONFIG_MAPS, "shop", "one", List.of(), ObjectApi.Mode.REAL));
        for (Consumer<ObjectApi> write : once) {
            requests.clear();
            assertThatThrownBy(() -> write.accept(cluster.objects()));
            assertThat(requests).as("requests").hasSize(1);
        }
        List<Consumer<ObjectApi>> again = List.of(
                api -> api.list(CONFIG_MAPS, "shop", ""),
                api -> api.apply(CONFIG_MAPS, MAP, ObjectApi.Mode.REAL),
                api -> api.create(CONFIG_MAPS, MAP, ObjectApi.Mode.DRY_RUN),
                api -> api.replace(CONFIG_MAPS, MAP, ObjectApi.Mode.REAL),
                api -> api.delete(CONFIG_MAPS, MAP, "Background", ObjectApi.Mode.REAL));
        for (Consumer<ObjectApi> write : again) {
            requests.clear();
            assertThatThrownBy(() -> write.accept(cluster.objects()));
            assertThat(requests).as("requests").hasSize(4);
        }
    }

    @Test
    void noCredentialFollowsARedirectToAnotherHost() throws IOException {
        List<String> credentials = Collections.synchronizedList(new ArrayList<>());
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
        elsewhere.createContext("/", exchange -> {
            try (exchange) {
                credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                send(exchange, 200, "text/html", "<html>Please log in</html>");
            }
        });
        elsewhere.start();
        try {
            answer = exchange -> {
                exchange.getResponseHeaders()
                        .set(
                                "Location",
                                "http://127.0.0.2:" + elsewhere.getAddress().getPort() + "/login");
                exchange.sendResponseHeaders(302, -1);
            };
            assertThatThrownBy(() -> cluster.objects().list(CONFIG_MAPS, "shop", ""))
                    .isInstanceOfAny(ApiException.class, UnreachableException.class);
            assertThat(credentials).doesNotContain("Bearer the-token");
        } finally {
            elsewhere.stop(0);
        }
    }

    private static String text(KubeObject object) {
        return new String(
                io.jenkins.plugins.continuousdeployment.engine.Json.write(object.body()), StandardCharsets.UTF_8);
    }
}
