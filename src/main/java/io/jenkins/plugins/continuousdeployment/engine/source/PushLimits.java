package io.jenkins.plugins.continuousdeployment.engine.source;

import java.time.Duration;
import java.util.Objects;

/**
 * How long to try when others push to the same branch at the same time.
 *
 * @param tries the most commits to make, at least one
 * @param time how long to go on beginning new tries
 */
public record PushLimits(int tries, Duration time) {
    /** Enough against a branch that moves several times a second. */
    public static final PushLimits DEFAULT = new PushLimits(30, Duration.ofMinutes(2));

    public PushLimits {
        Objects.requireNonNull(time, "time");
        if (tries < 1 || time.isNegative()) {
            throw new IllegalArgumentException("at least one try: " + tries + ", " + time);
        }
    }
}
