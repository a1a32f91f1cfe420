package io.jenkins.plugins.continuousdeployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hudson.model.Item;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.Credential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.github_branch_source.GitHubAppCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A GitHub App's credentials, with a small stand-in for the few addresses of GitHub that give out tokens. */
class GitHubAppTest extends OneJenkins {
    private static final String ADDRESS = "https://github.com/shop/config.git";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        asked.clear();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private String api() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path + " " + body);
        String installation = "{\"id\": 7, \"app_id\": 1, \"account\": {\"login\": \"shop\", \"id\": 1},"
                + " \"access_tokens_url\": \"" + api() + "/app/installations/7/access_tokens\","
                + " \"permissions\": {}, \"events\": []}";
        String json = path.equals("/app/installations")
                ? "[" + installation + "]"
                : path.endsWith("/access_tokens")
                        ? "{\"token\": \"ghs_short_lived\", \"expires_at\": \"2099-01-01T00:00:00Z\","
                                + " \"permissions\": {}}"
                        : path.endsWith("/installation")
                                ? installation
                                : "{\"id\": 1, \"name\": \"app\", \"slug\": \"app\"}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(path.endsWith("/access_tokens") ? 201 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private GitHubAppCredentials app() throws GeneralSecurityException {
        byte[] key = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
        GitHubAppCredentials app =
                new GitHubAppCredentials(CredentialsScope.GLOBAL, "app", "app", "1", Secret.fromString(pem));
        app.setApiUri(api());
        return app;
    }

    @Test
    void itsTokenIsAskedForTheOneRepositoryOfTheOwnerThatTheAddressNames() throws Exception {
        GitLogin login = GitCredentials.of(app(), "app of Jenkins", ADDRESS);
        assertThat(login.shortLived()).isTrue();
        assertThat(asked).isEmpty();
        Credential credential = login.credential().get();
        assertThat(credential.identity()).isEqualTo("app of Jenkins");
        assertThat(credential.secrets()).containsExactly("ghs_short_lived");
        assertThat(asked)
                .filteredOn(each -> each.contains("/access_tokens"))
                .singleElement()
                .asString()
                .containsPattern("\"repositories\"\\s*:\\s*\\[\\s*\"config\"\\s*]");
    }

    @Test
    void anOwnerWithoutTheAppIsNamed() throws Exception {
        GitLogin login = GitCredentials.of(app(), "app", "https://github.com/else/config.git");
        server.removeContext("/");
        assertThatThrownBy(() -> login.credential().get())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("gave no token for the owner else");
    }

    @Test
    void theTokenIsAskedForAnewBeforeItEnds() throws Exception {
        give(app());
        HandClock clock = new HandClock();
        try (JenkinsSites own =
                new JenkinsSites(temporary.resolve("mirrors-app"), line -> {}, temporary.resolve("account"), clock)) {
            Item item = item(null);
            String first = own.repository(definition(item, ADDRESS, "app")).stamp();
            clock.now = clock.now.plus(Duration.ofMinutes(1));
            assertThat(own.repository(definition(item, ADDRESS, "app")).stamp()).isEqualTo(first);
            clock.now = clock.now.plus(Duration.ofMinutes(10));
            assertThat(own.repository(definition(item, ADDRESS, "app")).stamp()).isNotEqualTo(first);
            assertThat(asked).isEmpty();
        }
    }

    /** Stands until it is moved. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
