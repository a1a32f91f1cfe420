package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.time.Duration;
import java.util.Objects;

/** How a failed sync is tried again: after {@code backoff}, then after {@code factor} times as long, and so on. */
public record Retry(
        @Option(byDefault = "5", help = "How often; `0` for never.")
        int limit,

        @Option(byDefault = "5s", help = "How long to wait before the first time.")
        Duration backoff,

        @Option(byDefault = "2", help = "How many times longer to wait before each further one.")
        int factor,

        @Option(byDefault = "3m", help = "The longest wait.")
        Duration maxBackoff) {
    public Retry {
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(maxBackoff, "maxBackoff");
    }

    /**
     * How long to wait before a new attempt.
     *
     * @param attempt which one, from 1 for the first that repeats
     * @return never longer than {@code maxBackoff}
     */
    public Duration before(int attempt) {
        Duration wait = backoff;
        // Ends early: what is as long as the longest wait can't grow.
        for (int i = 1; i < attempt && factor > 1 && wait.compareTo(maxBackoff) < 0 && !wait.isZero(); i++) {
            wait = wait.multipliedBy(factor);
        }
        return wait.compareTo(maxBackoff) < 0 ? wait : maxBackoff;
    }
}
