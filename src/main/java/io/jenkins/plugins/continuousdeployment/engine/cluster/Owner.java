package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.Objects;

/**
 * Whose objects they are.
 *
 * @param instance which Jenkins, or {@code cdctl}
 * @param trackingId which project of it; kept through rename and move
 */
public record Owner(String instance, String trackingId) {
    private static final int LONGEST = 1000;

    public Owner {
        check("instance", instance);
        check("tracking id", trackingId);
    }

    private static void check(String what, String text) {
        Objects.requireNonNull(text, what);
        if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(c -> c == ';' || c < ' ')) {
            throw new RefusedException("The " + what + " \"" + text + "\" can't mark objects: it must have 1 to "
                    + LONGEST + " characters, no semicolon and no control character");
        }
    }

    /** {@code project shop of cdctl}, for messages. */
    @Override
    public String toString() {
        return "project " + trackingId + " of " + instance;
    }
}
