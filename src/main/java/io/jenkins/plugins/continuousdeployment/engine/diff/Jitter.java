package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Spreads what would else fall due all at once. */
final class Jitter {
    private Jitter() {}

    /** Something between three and five quarters of a duration. */
    static Duration around(Duration duration, RandomGenerator random) {
        return Duration.ofMillis((long) (duration.toMillis() * (0.75 + random.nextDouble() / 2)));
    }

    /** Something up to a duration. */
    static Duration within(Duration duration, RandomGenerator random) {
        return Duration.ofMillis((long) (duration.toMillis() * random.nextDouble()));
    }
}
