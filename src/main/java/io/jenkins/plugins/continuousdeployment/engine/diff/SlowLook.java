package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Says when an object that proves itself in sync is to be asked about at the server all the same: webhooks, policies and
 * schemas may have changed what an apply does. Looks are spread, the first one over a whole interval. Safe for many
 * threads.
 */
public final class SlowLook {
    private final Clock clock;
    private final RandomGenerator random;
    private final Duration interval;
    private final Bounded<String, Instant> due;

    /**
     * Nothing was looked at yet.
     *
     * @param clock tells the time
     * @param random spreads the looks
     * @param interval about how long between two looks at one object
     * @param capacity how many objects are remembered; one that was forgotten waits anew
     */
    public SlowLook(Clock clock, RandomGenerator random, Duration interval, int capacity) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = Objects.requireNonNull(random, "random");
        this.interval = Objects.requireNonNull(interval, "interval");
        this.due = new Bounded<>(capacity);
    }

    /**
     * Whether it is time, and if so the next time is set.
     *
     * @param uid the object's uid
     */
    public synchronized boolean due(String uid) {
        Instant now = clock.instant();
        Instant when = due.computeIfAbsent(uid, key -> now.plus(Jitter.within(interval, random)));
        if (now.isBefore(when)) {
            return false;
        }
        due.put(uid, now.plus(Jitter.around(interval, random)));
        return true;
    }
}
