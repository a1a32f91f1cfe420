package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * What is shown to the registry: the credential itself, or tokens that are had for it, one a repository, kept until
 * shortly before they expire.
 */
final class Login {
    /** What the specification says where a token tells no time. */
    private static final Duration LIFE = Duration.ofSeconds(60);

    private static final Duration RESERVE = Duration.ofSeconds(10);
    private static final int LIMIT = 1 << 20;
    private static final String CLIENT = "continuous-deployment";

    private final RegistryAccess access;
    private final Courier courier;
    private final Clock clock;
    private final Map<String, Shown> byRepository = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<String, Challenge> challenges = new ConcurrentHashMap<>();

    /** What one header says, and until when; always where there is no end. */
    private record Shown(String header, Instant until) {}

    Login(RegistryAccess access, Courier courier, Clock clock) {
        this.access = access;
        this.courier = courier;
        this.clock = clock;
    }

    /**
     * What to show for a repository by what is known so far: a new token where the old one has expired, without asking
     * the registry again where it is given.
     */
    Optional<String> header(Ask ask) throws IOException {
        String repository = ask.image().repository();
        Optional<String> now = now(repository);
        if (now.isPresent() || !challenges.containsKey(repository)) {
            return now;
        }
        ReentrantLock lock = locked(repository);
        try {
            now = now(repository);
            Challenge challenge = challenges.get(repository);
            if (now.isPresent() || challenge == null) {
                return now;
            }
            Shown shown = token(ask, challenge);
            byRepository.put(repository, shown);
            return Optional.of(shown.header());
        } finally {
            lock.unlock();
        }
    }

    /** One thread a repository asks for a token; an interrupt ends the wait for it. */
    private ReentrantLock locked(String repository) {
        ReentrantLock lock = locks.computeIfAbsent(repository, any -> new ReentrantLock());
        try {
            lock.lockInterruptibly();
            return lock;
        } catch (InterruptedException e) {
            throw Wire.interrupted(access.host());
        }
    }

    private Optional<String> now(String repository) {
        if (access.credential() instanceof RegistryCredential.Bearer bearer) {
            return Optional.of("Bearer " + bearer.token());
        }
        Shown shown = byRepository.get(repository);
        return shown == null || !clock.instant().isBefore(shown.until())
                ? Optional.empty()
                : Optional.of(shown.header());
    }

    /**
     * What to show instead, after the registry refused what was shown.
     *
     * @param refused what was shown
     * @return nothing where there is nothing else to show
     */
    Optional<String> answer(Ask ask, Answer refusal, Optional<String> refused) throws IOException {
        String repository = ask.image().repository();
        ReentrantLock lock = locked(repository);
        try {
            Optional<String> now = now(repository);
            if (now.isPresent() && !now.equals(refused)) {
                // Another thread was faster.
                return now;
            }
            byRepository.remove(repository);
            challenges.remove(repository);
            for (Challenge challenge : Challenge.all(refusal.headers().values("WWW-Authenticate"))) {
                Optional<Shown> shown = answer(ask, challenge);
                if (shown.isPresent() && !Optional.of(shown.get().header()).equals(refused)) {
                    byRepository.put(repository, shown.get());
                    if (challenge.scheme().equals("bearer")) {
                        challenges.put(repository, challenge);
                    }
                    return Optional.of(shown.get().header());
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Shown> answer(Ask ask, Challenge challenge) throws IOException {
        return switch (challenge.scheme()) {
            case "basic" ->
                HttpBasic.header(access.credential(), access.host()).map(header -> new Shown(header, Instant.MAX));
            case "bearer" ->
                access.credential() instanceof RegistryCredential.Bearer
                        ? Optional.empty()
                        : Optional.of(token(ask, challenge));
            default -> Optional.empty();
        };
    }

    private Shown token(Ask ask, Challenge challenge) throws IOException {
        HttpUrl realm = realm(challenge.parameter("realm"));
        String scope = challenge.parameter("scope").isEmpty()
                ? "repository:" + ask.image().repository() + ":pull"
                : challenge.parameter("scope");
        Instant asked = clock.instant();
        Answer answer = courier.deliver(request(realm, challenge.parameter("service"), scope), realm, ask, LIMIT);
        if (answer.code() != Answer.OK) {
            throw new Failures(access, ask, secrets()).token(answer, realm.host());
        }
        return read(answer, realm, asked);
    }

    private Request request(HttpUrl realm, String service, String scope) {
        if (access.credential() instanceof RegistryCredential.Refresh refresh) {
            FormBody form = new FormBody.Builder()
                    .add("grant_type", "refresh_token")
                    .add("service", service)
                    .add("scope", scope)
                    .add("client_id", CLIENT)
                    .add("refresh_token", refresh.token())
                    .build();
            return new Request.Builder().url(realm).post(form).build();
        }
        HttpUrl.Builder url = realm.newBuilder();
        if (!service.isEmpty()) {
            url.addQueryParameter("service", service);
        }
        // Several scopes are several parameters.
        for (String each : scope.split(" ", -1)) {
            url.addQueryParameter("scope", each);
        }
        Request.Builder request = new Request.Builder().url(url.build());
        HttpBasic.header(access.credential(), access.host())
                .ifPresent(header -> request.header("Authorization", header));
        return request.build();
    }

    private HttpUrl realm(String text) {
        HttpUrl realm = HttpUrl.parse(text);
        if (realm == null) {
            throw new RefusedException("the registry " + access.host()
                    + " asks for a token, but does not say where one is given. Is it the address of a registry?");
        }
        if (!realm.isHttps() && !access.plainHttp()) {
            throw new RefusedException("the registry " + access.host() + " wants the credential to be shown to "
                    + realm.host()
                    + " over plain HTTP, where others could read it. Nothing was sent. Mend the registry's"
                    + " configuration, or switch plain HTTP on for it.");
        }
        return realm;
    }

    private Shown read(Answer answer, HttpUrl realm, Instant asked) {
        try {
            if (Json.read(answer.body()) instanceof Map<?, ?> map) {
                Object token =
                        map.get("token") instanceof String text && !text.isEmpty() ? text : map.get("access_token");
                long seconds = map.get("expires_in") instanceof Number number ? number.longValue() : LIFE.toSeconds();
                if (token instanceof String text && text.chars().allMatch(c -> c > ' ' && c < 127)) {
                    Duration life = Duration.ofSeconds(
                            Math.max(0, Math.min(seconds, Duration.ofDays(1).toSeconds())));
                    Duration kept =
                            life.compareTo(RESERVE.multipliedBy(2)) < 0 ? life.dividedBy(2) : life.minus(RESERVE);
                    return new Shown("Bearer " + text, asked.plus(kept));
                }
            }
        } catch (IOException e) {
            // Its words may repeat a token.
        }
        throw new RefusedException("the registry " + access.host() + " says that tokens are given by " + realm.host()
                + ", which answers with none. Check the address.");
    }

    /** What no message may contain. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(access.credential().secrets());
        byRepository.values().forEach(shown -> secrets.add(shown.header().replaceFirst("^\\w+ ", "")));
        return secrets;
    }
}
