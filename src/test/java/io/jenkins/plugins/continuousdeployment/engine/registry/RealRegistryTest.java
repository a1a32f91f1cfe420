package io.jenkins.plugins.continuousdeployment.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.ProxyRules;
import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.TagFilter;
import io.jenkins.plugins.continuousdeployment.engine.image.TagPolicy;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.tag.Platform;
import io.jenkins.plugins.continuousdeployment.engine.testbed.ConnectProxy;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Images;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A real registry: open, with tokens, and with user and password. */
class RealRegistryTest {
    private static final String SECRET = "not-the-password-5309";

    private final TestBed.RegistryServer server = TestBed.get().registry();
    private final Images images = new Images(TestBed.get());

    private RegistryCredential known() {
        return new RegistryCredential.UserPassword(server.user(), server.password());
    }

    private Registry open() {
        return at(server.url(), RegistryCredential.NONE);
    }

    private Registry at(String face, RegistryCredential credential) {
        return new Registry(access(face, credential), Clock.systemUTC());
    }

    private RegistryAccess access(String face, RegistryCredential credential) {
        URI uri = URI.create(face);
        RegistryAccess access = RegistryAccess.of(uri.getAuthority(), credential);
        return uri.getScheme().equals("http") ? access.withPlainHttp(true) : access.withCa(text(server.ca()));
    }

    private ImageName image(String face) {
        return ImageName.of(images.at(face));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What the servers were sent about this test's repository: the scheme of Authorization, nothing for none. */
    private List<String> shown(String pathPart) {
        return text(server.requests())
                .lines()
                .filter(line -> line.contains(pathPart))
                .toList();
    }

    @Test
    void tagsOfAnOpenRegistry() {
        images.pushAll(List.of("1.0", "1.1", "latest"));
        try (Registry registry = open()) {
            assertThat(registry.tags(image(server.url())).list()).containsExactly("1.0", "1.1", "latest");
            assertThat(registry.requests()).isEqualTo(1);
        }
    }

    @Test
    void tokensAreFetchedOnceAndKept() {
        images.pushAll(List.of("1.0"));
        ImageName image = image(server.authUrl());
        try (Registry registry = at(server.authUrl(), known())) {
            assertThat(registry.tags(image).list()).containsExactly("1.0");
            // The list, refused; the token; the list.
            assertThat(registry.requests()).isEqualTo(3);
            assertThat(registry.digest(image, "1.0")).startsWith("sha256:");
            assertThat(registry.requests()).isEqualTo(4);
        }
    }

    @Test
    void userAndPasswordAreShownAtEachRequestWhereThatIsAsked() {
        images.pushAll(List.of("1.0"));
        ImageName image = image(server.basicUrl());
        try (Registry registry = at(server.basicUrl(), known())) {
            assertThat(registry.tags(image).list()).containsExactly("1.0");
            assertThat(registry.tags(image).list()).containsExactly("1.0");
            // The first was sent in vain once.
            assertThat(registry.requests()).isEqualTo(3);
        }
        assertThat(shown(images.name())).hasSizeGreaterThan(2);
    }

    @Test
    void aProxyThatWantsAPasswordLeadsToTheRegistryAndToItsTokens() throws IOException {
        images.pushAll(List.of("1.0"));
        ImageName image = image(server.authUrl());
        try (ConnectProxy proxy = new ConnectProxy("user", SECRET)) {
            RegistryAccess access = access(server.authUrl(), known());
            ProxyRules rules = host -> Optional.of(new HttpProxy("127.0.0.1", proxy.port(), "user", SECRET));
            try (Registry registry = new Registry(access.withProxies(rules), Clock.systemUTC())) {
                assertThat(registry.tags(image).list()).containsExactly("1.0");
            }
            assertThat(proxy.targets())
                    .isNotEmpty()
                    .contains(URI.create(server.authUrl()).getAuthority());
            int before = proxy.targets().size();
            ProxyRules elsewhere = host -> host.equals("127.0.0.1") || host.equals("localhost")
                    ? Optional.empty()
                    : Optional.of(new HttpProxy("nowhere.invalid", 1, "", ""));
            try (Registry registry = new Registry(access.withProxies(elsewhere), Clock.systemUTC())) {
                assertThat(registry.tags(image).list()).containsExactly("1.0");
            }
            assertThat(proxy.targets()).hasSize(before);
            ProxyRules wrong = host -> Optional.of(new HttpProxy("127.0.0.1", proxy.port(), "user", "geheim"));
            try (Registry registry = new Registry(access.withProxies(wrong), Clock.systemUTC())) {
                assertThatThrownBy(() -> registry.tags(image))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("proxy")
                        .hasMessageNotContaining("geheim");
            }
            ProxyRules gone = host -> Optional.of(new HttpProxy("nowhere.invalid", 1, "", ""));
            try (Registry registry = new Registry(access.withProxies(gone), Clock.systemUTC())) {
                assertThatThrownBy(() -> registry.tags(image))
                        .hasMessageContaining("the host name of the proxy nowhere.invalid:1 is unknown here");
            }
        }
    }

    @Test
    void aDockerConfigurationServesAsWell() {
        images.pushAll(List.of("1.0"));
        String auth = Base64.getEncoder()
                .encodeToString((server.user() + ":" + server.password()).getBytes(StandardCharsets.UTF_8));
        String host = URI.create(server.authUrl()).getAuthority();
        String text = "{\"auths\":{\"https://%s/v2/\":{\"auth\":\"%s\"}}}".formatted(host, auth);
        RegistryCredential credential = DockerConfig.parse(text).credential(image(server.authUrl()));
        try (Registry registry = at(server.authUrl(), credential)) {
            assertThat(registry.tags(image(server.authUrl())).list()).containsExactly("1.0");
        }
    }

    @Test
    void aCredentialThatIsMissingOrWrongIsNoEmptyList() {
        images.pushAll(List.of("1.0"));
        for (String face : List.of(server.authUrl(), server.basicUrl())) {
            try (Registry registry = at(face, RegistryCredential.NONE)) {
                assertThatThrownBy(() -> registry.tags(image(face)))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("the list of tags of " + image(face))
                        .hasMessageContaining("asks for a credential (401), and none was given")
                        .hasMessageContaining("Give one");
            }
            try (Registry registry = at(face, new RegistryCredential.UserPassword("ann", SECRET))) {
                assertThatThrownBy(() -> registry.tags(image(face)))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("does not accept the credential (401): user ann with a password")
                        .message()
                        .doesNotContain(SECRET);
            }
        }
    }

    @Test
    void aRepositoryThatIsNotThereIsNoEmptyList() {
        try (Registry registry = open()) {
            assertThatThrownBy(() -> registry.tags(image(server.url())))
                    .isInstanceOf(ImageMissingException.class)
                    .hasMessageContaining("there is no list of tags of " + image(server.url()))
                    .hasMessageContaining("(404)");
            images.pushAll(List.of("1.0"));
            assertThatThrownBy(() -> registry.digest(image(server.url()), "2.0"))
                    .isInstanceOf(ImageMissingException.class)
                    .hasMessageContaining("there is no image " + image(server.url()) + ":2.0");
        }
    }

    @Test
    void anAuthorityThatIsNotGivenIsNotTrusted() {
        RegistryAccess access = access(server.authUrl(), known()).withCa("");
        try (Registry registry = new Registry(access, Clock.systemUTC())) {
            assertThatThrownBy(() -> registry.tags(image(server.authUrl())))
                    .isInstanceOf(RefusedException.class)
                    .isNotInstanceOf(RegistryUnreachableException.class)
                    .hasMessageContaining("is not trusted")
                    .hasMessageContaining("PEM");
        }
    }

    @Test
    void plainHttpIsSpokenOnlyWhereItIsSwitchedOn() {
        RegistryAccess access = access(server.url(), RegistryCredential.NONE).withPlainHttp(false);
        try (Registry registry = new Registry(access, Clock.systemUTC())) {
            assertThatThrownBy(() -> registry.tags(image(server.url())))
                    .isInstanceOf(RegistryUnreachableException.class)
                    .hasMessageContaining("If this registry speaks plain HTTP, switch that on for it");
        }
    }

    @Test
    void factsAreThoseOfTheImage() {
        String html = "<script>alert(1)</script>\u001b[31m";
        String digest = images.push(
                "1.0",
                "2026-05-04T03:02:01.5+02:00",
                Map.of(
                        ImageFacts.REVISION,
                        "0123456789abcdef0123456789abcdef01234567",
                        ImageFacts.SOURCE,
                        "https://git.example.com/shop/web",
                        "note",
                        html,
                        "long",
                        "x".repeat(100_000)));
        try (Registry registry = at(server.authUrl(), known())) {
            ImageFacts facts = registry.facts(image(server.authUrl()), "1.0", Platform.DEFAULT);
            assertThat(facts.digest()).isEqualTo(digest);
            assertThat(registry.digest(image(server.authUrl()), "1.0")).isEqualTo(digest);
            assertThat(facts.created()).contains(Instant.parse("2026-05-04T01:02:01.5Z"));
            assertThat(facts.revision()).contains("0123456789abcdef0123456789abcdef01234567");
            assertThat(facts.source()).contains("https://git.example.com/shop/web");
            assertThat(facts.platforms()).containsExactly(Platform.DEFAULT);
            // Text, as it is; pages escape it. What a terminal would obey is gone, and there is an end.
            assertThat(facts.labels()).containsEntry("note", "<script>alert(1)</script>?[31m");
            assertThat(facts.labels().get("long")).hasSize(4097);
            assertThat(registry.facts(image(server.authUrl()), digest, Platform.DEFAULT))
                    .isEqualTo(facts);
        }
    }

    @Test
    void ofAnImageForSeveralPlatformsTheChosenOneIsMeant() {
        String amd = images.push("", "2026-01-01T00:00:00Z", Map.of("for", "amd64"), "amd64");
        String arm = images.push("", "2026-01-02T00:00:00Z", Map.of("for", "arm64"), "arm64");
        String index = images.index("1.0", Map.of("amd64", amd, "arm64", arm));
        ImageName image = image(server.url());
        try (Registry registry = open()) {
            assertThat(registry.digest(image, "1.0")).isEqualTo(index);
            ImageFacts facts = registry.facts(image, "1.0", Platform.DEFAULT);
            assertThat(facts.digest()).isEqualTo(index);
            assertThat(facts.created()).contains(Instant.parse("2026-01-01T00:00:00Z"));
            assertThat(facts.platforms())
                    .extracting(Platform::toString)
                    .containsExactlyInAnyOrder("linux/amd64", "linux/arm64");
            assertThat(registry.facts(image, "1.0", Platform.of("linux/arm64")).labels())
                    .containsEntry("for", "arm64");
            assertThat(registry.facts(image, "1.0", Platform.of("linux/s390x")).created())
                    .isEmpty();
        }
    }

    @Test
    void tenThousandTagsAreListedAndChosenFrom() {
        List<String> tags = IntStream.range(0, 10_000)
                .mapToObj(i -> "main-%07x-%d".formatted(i * 7919, 1_700_000_000L + i))
                .toList();
        images.pushAll(tags);
        ImageName image = image(server.authUrl());
        try (Registry registry = at(server.authUrl(), known())) {
            Tags listed = registry.tags(image);
            assertThat(listed.list()).hasSize(10_000).containsAll(tags);
            // Ten pages of a thousand, the refused first one, and the token.
            assertThat(registry.requests()).isEqualTo(12);
            TagPolicy policy = TagPolicy.of(
                    "numerical:asc", Optional.of(new TagFilter("^main-[a-f0-9]+-(?P<ts>[0-9]+)", "$ts")), List.of());
            assertThat(policy.choose(listed.list()).tag()).contains(tags.get(9_999));
        }
    }

    @Test
    void manyThreadsShareOneClientAndOneToken() {
        images.pushAll(List.of("1.0", "1.1"));
        ImageName image = image(server.authUrl());
        try (Registry registry = at(server.authUrl(), known())) {
            List<Tags> all = IntStream.range(0, 32)
                    .parallel()
                    .mapToObj(i -> registry.tags(image))
                    .toList();
            assertThat(all).allSatisfy(tags -> assertThat(tags.list()).containsExactly("1.0", "1.1"));
        }
        assertThat(text(server.requests())
                        .lines()
                        .filter(line -> line.contains("/token") && line.contains(images.name())))
                .hasSizeLessThan(2);
    }

    @Test
    void aRegistryThatIsDownIsNoEmptyList() {
        try (TestBed bed = TestBed.start("--with", "registry")) {
            Images own = new Images(bed);
            own.pushAll(List.of("1.0"));
            ImageName image = ImageName.of(own.at(bed.registry().url()));
            try (Registry registry =
                    new Registry(RegistryAccess.of(image.host()).withPlainHttp(true), Clock.systemUTC())) {
                assertThat(registry.tags(image).list()).containsExactly("1.0");
                bed.stopPart("registry");
                assertThatThrownBy(() -> registry.tags(image))
                        .isInstanceOf(RegistryUnreachableException.class)
                        .hasMessageContaining("no connection with " + image.host())
                        .hasMessageContaining("Is the registry running");
                bed.startPart("registry");
                assertThat(registry.tags(image).list()).containsExactly("1.0");
            }
        }
    }
}
