package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.cluster.Interruption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The breath before a watch that has ended is begun anew. An account that may list and not watch, or a proxy that ends
 * every watch at once, would else be asked as fast as it answers.
 */
final class Reopening {
    private static final long PAUSE_MILLIS = 500;

    private Reopening() {}

    static void pause(Clock clock, Instant end) {
        long left = Duration.between(clock.instant(), end).toMillis();
        try {
            Thread.sleep(Math.max(0, Math.min(PAUSE_MILLIS, left)));
        } catch (InterruptedException e) {
            throw Interruption.of("waiting for a watch");
        }
    }
}
