package io.jenkins.plugins.continuousdeployment.engine.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a request is sent again. A 429 was not carried out, so it always may be, after the time that the server asks
 * for; a broken connection or a server that is starting or losing its etcd leader only where sending twice does no
 * harm.
 *
 * @param attempts how often at most a request is sent again
 * @param backoff the wait before the first repetition, doubled each time
 * @param requestTimeout the longest that one request may take
 * @param pause how to wait, replaced in tests
 */
record RetryPolicy(int attempts, Duration backoff, Duration requestTimeout, Pause pause) {
    /** Waits; a test counts instead. */
    @FunctionalInterface
    interface Pause {
        void millis(long millis) throws InterruptedException;
    }

    static final RetryPolicy DEFAULT =
            new RetryPolicy(5, Duration.ofMillis(200), Duration.ofSeconds(60), Thread::sleep);

    /** Servers under load ask for seconds; more than this is an outage, and told as one. */
    private static final long LONGEST_MILLIS = 30_000;

    boolean again(ApiRequest request, ApiException refusal, String retryAfter, int attempt) {
        boolean notCarriedOut = refusal.code() == 429;
        if (attempt >= attempts || !(notCarriedOut || (request.repeatable() && passing(refusal)))) {
            return false;
        }
        waitFor(request, seconds(retryAfter) > 0 ? seconds(retryAfter) * 1000 : doubled(attempt));
        return true;
    }

    boolean again(ApiRequest request, IOException failure, int attempt) {
        if (attempt >= attempts || !request.repeatable() || Unreachable.lasting(failure)) {
            return false;
        }
        waitFor(request, doubled(attempt));
        return true;
    }

    /** A server that is starting, stopping, or whose etcd is choosing a leader: over in moments. */
    private static boolean passing(ApiException refusal) {
        String message = refusal.serverMessage().toLowerCase(Locale.ROOT);
        return switch (refusal.code()) {
            case 502, 503, 504 -> true;
            case 500 -> message.contains("etcdserver:") || message.contains("connection refused");
            default -> false;
        };
    }

    private long doubled(int attempt) {
        long base = backoff.toMillis() << attempt;
        return base + ThreadLocalRandom.current().nextLong(base / 2 + 1);
    }

    private static long seconds(String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,6}") ? Long.parseLong(retryAfter) : 0;
    }

    private void waitFor(ApiRequest request, long millis) {
        try {
            pause.millis(Math.min(millis, LONGEST_MILLIS));
        } catch (InterruptedException e) {
            throw Interruption.of(request.what());
        }
    }
}
