package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long self-heal waits against somebody who fights it: not at all at first, then 2, 6, 18 … 300 s, until they have
 * kept still for a while.
 *
 * @param times how often it healed in a row
 * @param last when it did last; {@link Instant#MIN} for never
 */
record HealDelay(int times, Instant last) {
    static final HealDelay NONE = new HealDelay(0, Instant.MIN);

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration PEACE = Duration.ofSeconds(60);
    private static final int FACTOR = 3;

    HealDelay {
        Objects.requireNonNull(last, "last");
    }

    /** When it may heal what is seen to have drifted now. */
    Instant due(Instant now) {
        return last.equals(Instant.MIN) || quiet(now) ? now : last.plus(delay());
    }

    /** After one more healing. */
    HealDelay healed(Instant now) {
        return new HealDelay(!last.equals(Instant.MIN) && !quiet(now) ? times + 1 : 1, now);
    }

    /** Whether nobody has fought for so long that it counts as new: longer than the fighters were made to wait. */
    private boolean quiet(Instant now) {
        Duration twice = delay().multipliedBy(2);
        return now.isAfter(last.plus(twice.compareTo(PEACE) > 0 ? twice : PEACE));
    }

    private Duration delay() {
        Duration delay = times == 0 ? Duration.ZERO : FIRST;
        for (int i = 1; i < times && delay.compareTo(LONGEST) < 0; i++) {
            delay = delay.multipliedBy(FACTOR);
        }
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }
}
