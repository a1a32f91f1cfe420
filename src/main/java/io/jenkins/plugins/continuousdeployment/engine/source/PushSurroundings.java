package io.jenkins.plugins.continuousdeployment.engine.source;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What all pushes of a process share.
 *
 * @param clock what commits are dated by
 * @param pause waits between two tries
 * @param turns who may push
 */
record PushSurroundings(Clock clock, Pause pause, PushTurns turns) {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int DOUBLINGS = 6;

    PushSurroundings {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(pause, "pause");
        Objects.requireNonNull(turns, "turns");
    }

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void of(Duration length) throws InterruptedException;
    }

    static PushSurroundings of(Clock clock) {
        return new PushSurroundings(clock, length -> TimeUnit.NANOSECONDS.sleep(length.toNanos()), new PushTurns());
    }

    /** Waits after a lost try: longer each time, and never as long as another loser. */
    void pauseAfter(int tries, RepositoryAddress address) {
        long most = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(tries, DOUBLINGS));
        try {
            pause.of(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most)));
        } catch (InterruptedException e) {
            throw Cancelled.of("push to " + address, e);
        }
    }
}
