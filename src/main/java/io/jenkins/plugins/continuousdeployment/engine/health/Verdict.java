package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import java.util.Locale;

/** Short ways to say how something is. */
final class Verdict {
    /** Controllers put whole stack traces into a message; a person reads its beginning. */
    private static final int LONGEST = 1_000;

    private Verdict() {}

    static Health healthy(String message, Object... values) {
        return of(HealthStatus.HEALTHY, message, values);
    }

    static Health progressing(String message, Object... values) {
        return of(HealthStatus.PROGRESSING, message, values);
    }

    static Health degraded(String message, Object... values) {
        return of(HealthStatus.DEGRADED, message, values);
    }

    static Health suspended(String message, Object... values) {
        return of(HealthStatus.SUSPENDED, message, values);
    }

    static Health unknown(String message, Object... values) {
        return of(HealthStatus.UNKNOWN, message, values);
    }

    private static Health of(HealthStatus status, String message, Object... values) {
        return of(status, String.format(Locale.ROOT, message, values));
    }

    /** A verdict of any status with a message that is no format. */
    static Health of(HealthStatus status, String text) {
        return new Health(status, text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    /** {@code 1 replica}, {@code 3 replicas}. */
    static String counted(long count, String noun) {
        return count + " " + (count == 1 ? noun : noun + "s");
    }
}
