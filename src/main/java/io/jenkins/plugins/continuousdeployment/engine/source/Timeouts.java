package io.jenkins.plugins.continuousdeployment.engine.source;

import java.time.Duration;

/**
 * How long a server may keep us waiting, in whole seconds, at least one.
 *
 * @param connect for a connection to be made
 * @param idle for the next byte, so that a long fetch may take as long as it moves
 */
public record Timeouts(Duration connect, Duration idle) {
    /** Long enough for a server that packs a large repository. */
    public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(15), Duration.ofSeconds(60));

    public Timeouts {
        check(connect, "connect");
        check(idle, "idle");
    }

    private static void check(Duration value, String name) {
        if (value.toSeconds() < 1 || value.toSeconds() > Integer.MAX_VALUE / 1000) {
            throw new IllegalArgumentException(
                    name + " must be at least a second, and less than three weeks: " + value);
        }
    }

    int connectMillis() {
        return Math.toIntExact(connect.toMillis());
    }

    int idleSeconds() {
        return Math.toIntExact(idle.toSeconds());
    }
}
