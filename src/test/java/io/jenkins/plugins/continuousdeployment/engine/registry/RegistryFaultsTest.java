package io.jenkins.plugins.continuousdeployment.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.registry.OddRegistry.Reply;
import io.jenkins.plugins.continuousdeployment.engine.registry.OddRegistry.Seen;
import io.jenkins.plugins.continuousdeployment.engine.source.Timeouts;
import io.jenkins.plugins.continuousdeployment.engine.tag.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real registry can't be made to do. */
@Timeout(60)
class RegistryFaultsTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final RegistryCredential ANN = new RegistryCredential.UserPassword("ann", "hunter2");
    private static final String LIST = "/v2/shop/web/tags/list";

    private final List<Long> waits = new ArrayList<>();

    private Registry client(OddRegistry server, RegistryCredential credential) {
        return new Registry(server.access(credential), NOON, new Patience(3, Duration.ofSeconds(20), NOON, waits::add));
    }

    private static Reply tags(String... tags) {
        return Reply.of(
                200,
                "{\"name\":\"shop/web\",\"tags\":[%s]}"
                        .formatted(IntStream.range(0, tags.length)
                                .mapToObj(i -> "\"" + tags[i] + "\"")
                                .collect(Collectors.joining(","))));
    }

    private void refuses(Function<Seen, Reply> answers, String... words) {
        try (OddRegistry server = new OddRegistry(answers);
                Registry client = client(server, ANN)) {
            assertThatThrownBy(() -> client.tags(server.image()))
                    .isInstanceOf(RefusedException.class)
                    .message()
                    .startsWith("the list of tags of " + server.image() + " can't be read: ")
                    .contains(words)
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void waitsAsLongAsTheRegistryAsksFor() {
        List<Reply> replies = List.of(
                Reply.of(429, "").with("Retry-After", "7"),
                Reply.of(503, "").with("Retry-After", "Sat, 21 Nov 2026 12:00:09 GMT"),
                Reply.of(503, ""),
                tags("a"));
        AtomicInteger next = new AtomicInteger();
        try (OddRegistry server = new OddRegistry(request -> replies.get(next.getAndIncrement()));
                Registry client = client(server, ANN)) {
            assertThat(client.tags(server.image()).list()).containsExactly("a");
        }
        assertThat(waits).containsExactly(7000L, 9000L, 4000L);
    }

    @Test
    void aLongWaitIsToldWithItsEnd() {
        try (OddRegistry server = new OddRegistry(request -> Reply.of(
                                429, "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"pull rate limit\"}]}")
                        .with("Retry-After", "3600"));
                Registry client = client(server, RegistryCredential.NONE)) {
            assertThatThrownBy(() -> client.tags(server.image()))
                    .isInstanceOfSatisfying(RegistryUnreachableException.class, busy -> assertThat(busy.notBefore())
                            .contains(Instant.parse("2026-11-21T13:00:00Z")))
                    .hasMessageContaining("had too many requests (429), saying \"pull rate limit\"")
                    .hasMessageContaining("asks to wait until 2026-11-21T13:00:00Z")
                    .hasMessageContaining("give a credential");
            assertThat(waits).isEmpty();
        }
    }

    @Test
    void askingEndsWhereTheRegistryStaysBusy() {
        refuses(request -> Reply.of(429, "").with("Retry-After", "1"), "had too many requests (429)");
        assertThat(waits).containsExactly(1000L, 1000L, 1000L);
    }

    @Test
    void anInterruptEndsAWait() {
        try (OddRegistry server = new OddRegistry(request -> Reply.of(429, "").with("Retry-After", "19"));
                Registry client = new Registry(server.access(ANN), NOON)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> client.tags(server.image())).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void anInterruptEndsARequestThatIsNotAnswered() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        List<Throwable> ends = new ArrayList<>();
        try (OddRegistry server = new OddRegistry(request -> {
                    asked.countDown();
                    await(done);
                    return tags("a");
                });
                Registry client = client(server, ANN)) {
            Thread thread = new Thread(() -> {
                try {
                    client.tags(server.image());
                } catch (CancellationException e) {
                    ends.add(e);
                }
            });
            thread.start();
            asked.await();
            thread.interrupt();
            thread.join();
            done.countDown();
        }
        assertThat(ends).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNoEmptyList() {
        CountDownLatch done = new CountDownLatch(1);
        try (OddRegistry server = new OddRegistry(request -> {
                    await(done);
                    return tags("a");
                });
                Registry client = new Registry(
                        server.access(ANN).withTimeouts(new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1))),
                        NOON)) {
            assertThatThrownBy(() -> client.tags(server.image()))
                    .isInstanceOf(RegistryUnreachableException.class)
                    .hasMessageContaining("did not answer in time (1 s to connect, 1 s without a byte)");
            done.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500, 418})
    void otherRefusalsAreNoEmptyList(int code) {
        refuses(
                request -> Reply.of(code, "{\"errors\":[{\"message\":\"no\\u001b[31m hunter2 for you\"}]}"),
                String.valueOf(code),
                "saying \"no [31m … for you\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Log in</body></html>",
                "",
                "[]",
                "{}",
                "{\"tags\":{}}",
                "{\"tags\":[1]}",
                "{\"tags\":[\"a\"",
                "{\"tags\":[\"a\"]",
                "{\"errors\":[]}"
            })
    void whatIsNoListIsNoEmptyList(String body) {
        refuses(request -> Reply.of(200, body), "answers with something that no registry says");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"tags\":null}", "{\"tags\":[]}"})
    void aRepositoryWithoutTagsHasNone(String body) {
        try (OddRegistry server = new OddRegistry(request -> Reply.of(200, body));
                Registry client = client(server, ANN)) {
            assertThat(client.tags(server.image()).list()).isEmpty();
        }
    }

    @Test
    void pagesAreFollowedAtTheSameHostWhateverSchemeAndPortTheyName() {
        List<Reply> replies = List.of(
                tags("a").with("Link", "<" + LIST + "?n=1&last=a>; rel=\"next\""),
                tags("b").with("Link", "<https://127.0.0.1" + LIST + "?n=1&last=b>; rel=\"next\""),
                tags("c", "a").with("Link", "<list?last=c>; foo=bar; rel=next"),
                tags("d").with("Link", "<" + LIST + ">; rel=\"prev\""));
        AtomicInteger next = new AtomicInteger();
        try (OddRegistry server = new OddRegistry(request -> replies.get(next.getAndIncrement()));
                Registry client = client(server, ANN)) {
            assertThat(client.tags(server.image()).list()).containsExactly("a", "b", "c", "d");
            assertThat(server.seen())
                    .extracting(Seen::target)
                    .containsExactly(LIST + "?n=1000", LIST + "?n=1&last=a", LIST + "?n=1&last=b", LIST + "?last=c");
        }
    }

    @Test
    void pagesAtAnotherHostAreNotFollowed() {
        refuses(
                request -> tags("a").with("Link", "<http://evil.example.com" + LIST + ">; rel=\"next\""),
                "it continues at another host, evil.example.com");
    }

    @Test
    void pagesThatGoRoundAreEnded() {
        refuses(
                request -> tags("a").with("Link", "<" + LIST + "?last=a>; rel=\"next\""),
                "the registry's list of pages does not end",
                "with 1 tags");
    }

    @Test
    void pagesThatBringNothingNewForEverAreEnded() {
        AtomicInteger page = new AtomicInteger();
        refuses(
                request -> tags("a", "b").with("Link", "<" + LIST + "?p=" + page.incrementAndGet() + ">; rel=\"next\""),
                "the registry's list of pages does not end",
                "with 2 tags");
        assertThat(page.get()).isLessThan(20);
    }

    @Test
    void morethanAMillionTagsAreRefusedWhole() {
        String body = IntStream.rangeClosed(0, TagList.MOST_TAGS)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("\",\"", "{\"tags\":[\"", "\"]}"));
        refuses(request -> new Reply(200, Map.of(), body), "there are more than 1000000 tags", "remove old tags");
    }

    @Test
    void aBodyWithoutEndIsCutOff() {
        refuses(request -> new Reply(200, Map.of(), null), "the answer is too large: more than 64 MiB");
    }

    @Test
    void aPageSizeThatIsRefusedIsDoneWithout() {
        try (OddRegistry server = new OddRegistry(request -> request.target().contains("n=1000")
                        ? Reply.of(400, "{\"errors\":[{\"code\":\"TOO_MANY_TAGS_REQUESTED\"}]}")
                        : tags("a"));
                Registry client = client(server, ANN)) {
            assertThat(client.tags(server.image()).list()).containsExactly("a");
            assertThat(client.tags(server.image()).list()).containsExactly("a");
            assertThat(server.seen()).extracting(Seen::target).containsExactly(LIST + "?n=1000", LIST, LIST);
        }
    }

    @Test
    void entriesThatCanBeNoTagsAreLeftOutWithANote() {
        try (OddRegistry server = new OddRegistry(
                        request -> tags("1.0", "bell\\u0007", "<b>", "a/b", "x".repeat(129), "-x", "x".repeat(128)));
                Registry client = client(server, ANN)) {
            Tags tags = client.tags(server.image());
            assertThat(tags.list()).containsExactly("1.0", "x".repeat(128));
            assertThat(tags.notes())
                    .containsExactly("5 entries of the registry's list can't be a tag and were left out: \"bell\","
                            + " \"<b>\", \"a/b\" and 2 more.");
        }
    }

    @Test
    void aListThatHasNotChangedIsNotSentAgain() {
        try (OddRegistry server = new OddRegistry(
                        request -> "\"v1\"".equals(request.headers().get("If-none-match"))
                                ? new Reply(304, Map.of(), "")
                                : tags("a").with("ETag", "\"v1\""));
                Registry client = client(server, ANN)) {
            Tags first = client.tags(server.image());
            assertThat(client.tags(server.image(), first)).isSameAs(first);
            assertThat(client.tags(server.image(), new Tags(List.of("z"), List.of(), "\"v0\"")))
                    .isEqualTo(first);
        }
    }

    @Test
    void noCredentialFollowsARedirectToAnotherHost() {
        try (OddRegistry other = new OddRegistry(request -> tags("elsewhere"));
                OddRegistry server = new OddRegistry(request -> {
                    if (request.authorization().isEmpty()) {
                        return Reply.of(401, "").with("WWW-Authenticate", "Basic realm=\"x\"");
                    }
                    return request.target().startsWith(LIST)
                            ? Reply.of(307, "").with("Location", "/moved")
                            : Reply.of(307, "").with("Location", "http://localhost:" + other.port() + "/there");
                });
                Registry client = client(server, ANN)) {
            assertThat(client.tags(server.image()).list()).containsExactly("elsewhere");
            assertThat(server.seen())
                    .extracting(request -> request.authorization().isEmpty())
                    .containsExactly(true, false, false);
            assertThat(other.seen()).singleElement().satisfies(request -> {
                assertThat(request.authorization()).isEmpty();
                assertThat(request.headers().toString()).doesNotContain("hunter2");
            });
        }
    }

    @Test
    void whereARedirectLeadsNothingIsShownEvenIfThatAsks() {
        try (OddRegistry other = new OddRegistry(
                        request -> Reply.of(401, "").with("WWW-Authenticate", "Basic realm=\"give me\""));
                OddRegistry server = new OddRegistry(
                        request -> Reply.of(302, "").with("Location", "http://localhost:" + other.port() + "/there"));
                Registry client = client(server, ANN)) {
            assertThatThrownBy(() -> client.tags(server.image())).hasMessageContaining("localhost does not accept");
            assertThat(other.seen())
                    .allSatisfy(request -> assertThat(request.authorization()).isEmpty());
        }
    }

    @Test
    void redirectsEnd() {
        refuses2(request -> Reply.of(302, "").with("Location", request.target() + "x"), "redirects again and again");
    }

    private void refuses2(Function<Seen, Reply> answers, String words) {
        try (OddRegistry server = new OddRegistry(answers);
                Registry client = client(server, ANN)) {
            assertThatThrownBy(() -> client.tags(server.image()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining(words);
        }
    }

    @Test
    void aTokenIsRenewedWhenItExpires() {
        AtomicInteger given = new AtomicInteger();
        Instant[] now = {NOON.instant()};
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        };
        try (OddRegistry server = new OddRegistry(tokens(given));
                Registry client = new Registry(server.access(ANN), clock)) {
            client.tags(server.image());
            now[0] = now[0].plusSeconds(250);
            client.tags(server.image());
            assertThat(given.get()).isEqualTo(1);
            now[0] = now[0].plusSeconds(41);
            client.tags(server.image());
            assertThat(given.get()).isEqualTo(2);
            // Refused, token, list; list; token, list: where tokens are given is not asked twice.
            assertThat(client.requests()).isEqualTo(6);
            assertThat(server.seen())
                    .filteredOn(request -> request.target().startsWith("/token"))
                    .allSatisfy(request -> assertThat(request.target())
                            .isEqualTo("/token?service=reg&scope=repository%3Ashop%2Fweb%3Apull"));
        }
    }

    private static Function<Seen, Reply> tokens(AtomicInteger given) {
        return request -> {
            if (request.target().startsWith("/token")) {
                given.incrementAndGet();
                return Reply.of(200, "{\"access_token\":\"t%d\",\"expires_in\":300}".formatted(given.get()));
            }
            String host = request.headers().get("Host");
            return request.authorization().equals("Bearer t" + given.get())
                    ? tags("a")
                    : Reply.of(401, "")
                            .with("WWW-Authenticate", "Bearer realm=\"http://" + host + "/token\",service=\"reg\"");
        };
    }

    @Test
    void anIdentityTokenIsExchangedByPost() {
        AtomicInteger given = new AtomicInteger();
        try (OddRegistry server = new OddRegistry(tokens(given));
                Registry client = client(server, new RegistryCredential.Refresh("long-lived"))) {
            assertThat(client.tags(server.image()).list()).containsExactly("a");
            assertThat(server.seen()).anySatisfy(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.body())
                        .contains("grant_type=refresh_token", "refresh_token=long-lived", "service=reg");
                assertThat(request.authorization()).isEmpty();
            });
        }
    }

    @Test
    void aTokenThatIsNotTakenIsNotAskedForForEver() {
        AtomicInteger given = new AtomicInteger();
        refuses(
                request -> {
                    if (request.target().startsWith("/token")) {
                        given.incrementAndGet();
                        return Reply.of(200, "{\"token\":\"secret-token\"}");
                    }
                    String host = request.headers().get("Host");
                    return Reply.of(401, "{\"errors\":[{\"message\":\"bad secret-token\"}]}")
                            .with("WWW-Authenticate", "Bearer realm=\"http://" + host + "/token\"");
                },
                "does not accept the credential (401)",
                "bad …");
        assertThat(given.get()).isEqualTo(1);
    }

    @Test
    void whereTokensAreGivenIsNamedWhereThatIsAtFault() {
        try (OddRegistry tokens = new OddRegistry(request -> Reply.of(404, ""));
                OddRegistry server = new OddRegistry(request -> Reply.of(401, "")
                        .with("WWW-Authenticate", "Bearer realm=\"http://localhost:" + tokens.port() + "/token\""));
                Registry client = client(server, ANN)) {
            assertThatThrownBy(() -> client.tags(server.image()))
                    .isNotInstanceOf(ImageMissingException.class)
                    .hasMessageContaining("localhost, where " + server.image().host()
                            + " has its tokens given, answers with status 404");
            int port = tokens.port();
            tokens.stop();
            assertThatThrownBy(() -> client.tags(server.image()))
                    .isInstanceOf(RegistryUnreachableException.class)
                    .hasMessageContaining("no connection with localhost:" + port);
        }
    }

    @Test
    void aTokenIsNotAskedForOverPlainHttpUnlessThatIsSwitchedOn() {
        RegistryAccess access = RegistryAccess.of("registry.example.com", ANN);
        Ask ask = Ask.get(
                access.base(),
                100,
                io.jenkins.plugins.continuousdeployment.engine.tag.ImageName.of("registry.example.com/a"),
                "x");
        okhttp3.Headers headers = okhttp3.Headers.of("WWW-Authenticate", "Bearer realm=\"http://tokens.example.com/\"");
        Answer refusal = new Answer(401, headers, new byte[0], access.base());
        Login login = new Login(access, null, NOON);
        assertThatThrownBy(() -> login.answer(ask, refusal, java.util.Optional.empty()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("tokens.example.com over plain HTTP")
                .hasMessageContaining("Nothing was sent");
    }

    @Test
    void aDigestIsComputedWhereTheRegistryNamesNone() {
        String manifest = "{\"schemaVersion\":2}";
        try (OddRegistry server = new OddRegistry(request -> Reply.of(200, manifest));
                Registry client = client(server, ANN)) {
            assertThat(client.digest(server.image(), "1.0"))
                    .isEqualTo(Digest.of(manifest.getBytes(StandardCharsets.UTF_8)));
            assertThat(server.seen()).extracting(Seen::method).containsExactly("HEAD", "GET");
        }
    }

    @Test
    void contentThatIsNotWhatItsDigestNamesIsRefused() {
        String other = Digest.of("other".getBytes(StandardCharsets.UTF_8));
        String manifest = "{\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"%s\"}}"
                .formatted(other);
        try (OddRegistry server = new OddRegistry(request -> request.target().contains("/manifests/bad")
                        ? Reply.of(200, manifest).with("Docker-Content-Digest", other)
                        : Reply.of(
                                200, request.target().contains("/blobs/") ? "{\"created\":\"exchanged\"}" : manifest));
                Registry client = client(server, ANN)) {
            for (String reference : List.of("bad", "good", other)) {
                assertThatThrownBy(() -> client.facts(server.image(), reference, Platform.DEFAULT))
                        .as(reference)
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("is not what its digest " + other + " names")
                        .hasMessageContaining("damaged or exchanged");
            }
        }
    }

    @Test
    void aManifestTooLargeIsRefused() {
        try (OddRegistry server = new OddRegistry(request -> new Reply(200, Map.of(), "x".repeat((4 << 20) + 1)));
                Registry client = client(server, ANN)) {
            assertThatThrownBy(() -> client.facts(server.image(), "1.0", Platform.DEFAULT))
                    .hasMessageContaining("the answer is too large: more than 4 MiB");
        }
    }
}
