package io.jenkins.plugins.continuousdeployment.engine;

import java.util.Objects;

/**
 * One thing that is wrong, for the person who must mend it.
 *
 * @param place where, or null where no text is to blame
 * @param message what is wrong, why, and what to do; no secret in it
 */
public record Problem(Place place, String message) {
    public Problem {
        Objects.requireNonNull(message, "message");
    }

    /** A problem that no text is to blame for. */
    public static Problem of(String message) {
        return new Problem(null, message);
    }

    @Override
    public String toString() {
        return place == null ? message : place + ": " + message;
    }
}
