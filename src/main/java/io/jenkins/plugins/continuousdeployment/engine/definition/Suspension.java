package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** That nothing happens automatically, and why. */
public record Suspension(
        @Option(help = "Who suspended it.") String by,
        @Option(help = "Why.") String reason,

        @Option(help = "When it ends by itself; without it a person resumes.")
        Optional<Instant> until) {
    public Suspension {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(until, "until");
    }

    /** Whether it has not ended by itself. */
    public boolean holds(Instant now) {
        return until.map(now::isBefore).orElse(true);
    }
}
