package io.jenkins.plugins.continuousdeployment.engine;

import java.util.Objects;

/**
 * A verdict on one object.
 *
 * @param status how it is
 * @param message why, for a person; empty where there is nothing to say
 */
public record Health(HealthStatus status, String message) {
    public Health {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(message, "message");
    }
}
