package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRegistry;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Images;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What registries say to a Jenkins in which nobody but administrators may do or see anything. */
@WithJenkins
class RegistryNoticesTest {
    private static final String SECRET = "hook s3cret+5309";
    private static final String GENERIC = "{\"image\": \"ghcr.io/shop/web\"}";
    private static JenkinsRule jenkins;
    private static String address;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Lines lines = new Lines();
    private ImageShop images;

    @TempDir
    private Path folder;

    /** Everything that the plugin logs. */
    private static final class Lines extends Handler {
        private final List<String> all = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord line) {
            all.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        address = rule.getURL() + RegistryNotices.URL + "/notify/";
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    private static Logger logger() {
        return Logger.getLogger("io.jenkins.plugins.continuousdeployment");
    }

    @BeforeEach
    void configure() throws Exception {
        images = new ImageShop(jenkins);
        give("hook", SECRET);
        give("blank", " ");
        List<DeploymentRegistry> all = new ArrayList<>();
        for (String host :
                List.of("docker.io", "ghcr.io", "quay.io", "harbor.example.com", "registry.example.com:5000")) {
            all.add(registry(host, "hook"));
        }
        all.add(registry("none.example.com", ""));
        all.add(registry("blank.example.com", "blank"));
        all.add(registry("gone.example.com", "gone"));
        DeploymentConfiguration.get().setRegistries(all);
        lines.setLevel(Level.ALL);
        logger().setLevel(Level.ALL);
        logger().addHandler(lines);
    }

    @AfterEach
    void forget() throws Exception {
        logger().removeHandler(lines);
        logger().setLevel(null);
        try (var ignored = hudson.security.ACL.as2(hudson.security.ACL.SYSTEM2)) {
            images.close();
        }
    }

    private static DeploymentRegistry registry(String host, String credentialsId) {
        DeploymentRegistry registry = new DeploymentRegistry(host);
        registry.setWebhookCredentialsId(credentialsId);
        return registry;
    }

    private static void give(String id, String secret) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.SYSTEM, id, "", Secret.fromString(secret)));
        SystemCredentialsProvider.getInstance().save();
    }

    /** Without a crumb, a cookie or a login. */
    private HttpResponse<String> says(String to, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + to))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String signature(String secret, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static void heard(HttpResponse<String> answer, int images, int projects) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualToIgnoringNewLines(
                        "Images that were pushed: " + images + ". Projects that look at them: " + projects + ".");
    }

    @Test
    void everyRegistryIsHeardInItsOwnWay() throws Exception {
        heard(
                says(
                        "docker.io?token=hook%20s3cret%2B5309",
                        "{\"push_data\": {\"tag\": \"1\"}, \"repository\": {\"repo_name\": \"shop/web\"}}"),
                1,
                0);
        heard(
                says(
                        "harbor.example.com",
                        "{\"type\": \"PUSH_ARTIFACT\", \"event_data\": {\"repository\": {\"repo_full_name\":"
                                + " \"shop/web\"}}}",
                        "Authorization",
                        SECRET),
                1,
                0);
        heard(
                says(
                        "registry.example.com:5000",
                        "{\"events\": [{\"action\": \"push\", \"target\": {\"repository\": \"a/b\"}}, {\"action\": \"push\","
                                + " \"target\": {\"repository\": \"a/c\"}}]}",
                        "Authorization",
                        "Bearer " + SECRET),
                2,
                0);
        String github = "{\"action\": \"published\", \"package\": {\"namespace\": \"shop\", \"name\": \"web\"}}";
        heard(says("GHCR.io", github, "X-Hub-Signature-256", signature(SECRET, github)), 1, 0);
        heard(
                says("quay.io?token=hook+s3cret%2B5309", "{\"repository\": \"shop/web\", \"updated_tags\": [\"1\"]}"),
                1,
                0);
        heard(says("ghcr.io", GENERIC, "Authorization", "Bearer " + SECRET), 1, 0);
        // As curl sends it where it is told nothing.
        HttpRequest form = HttpRequest.newBuilder(URI.create(address + "ghcr.io"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Bearer " + SECRET)
                .POST(HttpRequest.BodyPublishers.ofString(GENERIC))
                .build();
        heard(client.send(form, HttpResponse.BodyHandlers.ofString()), 1, 0);
    }

    @Test
    void whoeverDoesNotKnowTheSecretIsToldNothing() throws Exception {
        String of = signature(SECRET, GENERIC);
        Set<String> bodies = new HashSet<>();
        for (HttpResponse<String> answer : List.of(
                says("ghcr.io", GENERIC),
                says("ghcr.io", GENERIC, "Authorization", "Bearer wrong"),
                says("ghcr.io", GENERIC, "X-Hub-Signature-256", signature("wrong", GENERIC)),
                says("ghcr.io", GENERIC + " ", "X-Hub-Signature-256", of),
                says("ghcr.io?token=wrong", GENERIC),
                says("ghcr.io", "no notice at all"),
                says("unknown.example.com", GENERIC, "Authorization", "Bearer " + SECRET),
                says("none.example.com", GENERIC),
                says("none.example.com", GENERIC, "Authorization", "Bearer"),
                says("blank.example.com?token=%20", GENERIC),
                says("gone.example.com", GENERIC, "Authorization", "Bearer " + SECRET),
                says("", GENERIC, "Authorization", "Bearer " + SECRET))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
            bodies.add(answer.body());
        }
        assertThat(bodies).hasSize(1);
        assertThat(bodies.iterator().next()).startsWith("This is not heard");
        HttpRequest get = HttpRequest.newBuilder(URI.create(address + "ghcr.io?token=hook%20s3cret%2B5309"))
                .build();
        assertThat(client.send(get, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isIn(404, 405);
        HttpRequest beside = HttpRequest.newBuilder(URI.create(jenkins.getURL() + RegistryNotices.URL + "/other"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(client.send(beside, HttpResponse.BodyHandlers.ofString()).body())
                .contains("No valid crumb");
    }

    @Test
    void whatIsNoNoticeOrTooLargeIsRefusedAndNothingOfItIsLogged() throws Exception {
        String bearer = "Bearer " + SECRET;
        HttpResponse<String> odd = says("ghcr.io", "{\"<script>\": 4711}", "Authorization", bearer);
        assertThat(odd.statusCode()).isEqualTo(400);
        assertThat(odd.body()).contains("no notice that is understood here").doesNotContain("script");
        assertThat(odd.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(says("ghcr.io", "{\"image\": \"quay.io/shop/web4711\"}", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(400);
        assertThat(says("ghcr.io", "x".repeat((1 << 20) + 1), "Authorization", bearer)
                        .statusCode())
                .isEqualTo(413);
        says("ghcr.io", GENERIC + " ".repeat(4711), "Authorization", "Bearer wrong-4711");
        says(
                "ghcr.io",
                "{\"events\": [{\"action\": \"push\", \"target\": {\"repository\": \"web4711\"}}]}",
                "Authorization",
                bearer);
        assertThat(String.join("", lines.all))
                .contains("A notice of ghcr.io was not believed", "The registry ghcr.io names 1 images")
                .doesNotContain("4711")
                .doesNotContain(SECRET);
    }

    @Test
    void aTagThatIsPushedIsInGitWithinSecondsAlthoughLooksAreAnHourApart() throws Exception {
        try (var ignored = hudson.security.ACL.as2(hudson.security.ACL.SYSTEM2);
                NotifyingRegistry own =
                        new NotifyingRegistry(folder, address, Map.of("Authorization", List.of("Bearer " + SECRET)))) {
            DeploymentRegistry plain = registry(own.host(), "hook");
            plain.setPlainHttp(true);
            DeploymentConfiguration.get().setRegistries(List.of(plain));
            Images pushed = new Images(own.url());
            String image = pushed.at(own.url());
            pushed.push("1.4.1", ImageShop.TIME, Map.of());
            String map = images.repository
                    .write(ImageShop.FILE, """
                            apiVersion: v1
                            kind: ConfigMap
                            metadata: {name: running}
                            data:
                              web: %s:1.4.1 # {"$imagepolicy": "default:web"}
                            """.formatted(image))
                    .commit("The shop");
            ContinuousDeployment project = images.shop.project(
                    "shop",
                    images.definition("{}").replace(images.image, image).replace("credentialsId: registry, ", ""));
            Shop.well(project);
            Shop.until(
                    () -> DeploymentLoop.get()
                            .images(project)
                            .filter(state -> state.images().get(0).latest().equals("1.4.1"))
                            .isPresent(),
                    () -> DeploymentLoop.get().images(project).toString());
            assertThat(images.served("%H")).isEqualTo(map);

            pushed.push("1.4.2", ImageShop.TIME, Map.of());
            Shop.until(
                    () -> images.live().equals(image + ":1.4.2"),
                    () -> images.served("%H %s") + "\n" + DeploymentLoop.get().images(project) + "\n" + lines.all);
            assertThat(images.served("%s")).isEqualTo("Update image automatically.");
        }
    }
}
