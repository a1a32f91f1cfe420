package io.jenkins.plugins.continuousdeployment.engine.registry;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;

/**
 * How long to wait for a registry that asks for it (429, 503): as long as its {@code Retry-After} says, within bounds;
 * who asks for more is told to the person, with the time.
 *
 * @param attempts how often at most a request is sent again
 * @param longest the longest single wait
 * @param clock for a {@code Retry-After} that is a date
 * @param pause how to wait; an interrupt ends it
 */
record Patience(int attempts, Duration longest, Clock clock, Pause pause) {
    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void millis(long millis) throws InterruptedException;
    }

    private static final Duration FIRST = Duration.ofSeconds(1);

    Patience {
        Objects.requireNonNull(longest, "longest");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(pause, "pause");
    }

    static Patience of(Clock clock) {
        return new Patience(3, Duration.ofSeconds(20), clock, Thread::sleep);
    }

    /**
     * Waits as the answer asks for.
     *
     * @param attempt how often the request was sent again already
     * @throws RegistryUnreachableException where that would be too long or too often
     */
    void await(RegistryAccess access, Ask ask, Answer answer, int attempt) {
        Optional<Duration> wanted = wanted(answer.header("Retry-After"));
        Duration wait = wanted.orElse(FIRST.multipliedBy(1L << Math.min(attempt, 6)));
        if (attempt >= attempts || wait.compareTo(longest) > 0) {
            Instant until = wanted.map(each -> clock.instant().plus(each)).orElse(null);
            throw new Failures(access, ask, access.credential().secrets()).busy(answer, until);
        }
        try {
            pause.millis(wait.toMillis());
        } catch (InterruptedException e) {
            throw Wire.interrupted(access.host());
        }
    }

    /** Seconds or a date; nothing where it is neither. */
    Optional<Duration> wanted(String retryAfter) {
        if (retryAfter.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
        }
        try {
            Instant until = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
