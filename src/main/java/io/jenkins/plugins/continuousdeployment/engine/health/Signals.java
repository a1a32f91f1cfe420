package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the parts of a status say, and what follows from all of them: the strongest decides. */
final class Signals {
    /** From strongest to weakest. */
    enum Strength {
        /** Says that it broke. */
        BAD(HealthStatus.DEGRADED),
        /** Someone stopped it. */
        PAUSED(HealthStatus.SUSPENDED),
        /** Says that something is still under way. */
        BUSY(HealthStatus.PROGRESSING),
        /** Not as it should be, without a word why: broken unless something is under way. */
        UNWELL(HealthStatus.DEGRADED),
        /** What it stands for is not there. */
        GONE(HealthStatus.MISSING),
        WELL(HealthStatus.HEALTHY),
        /** Says itself that it does not know. */
        PUZZLED(HealthStatus.UNKNOWN),
        /** Not a bad word anywhere. */
        CALM(HealthStatus.HEALTHY);

        private final HealthStatus status;

        Strength(HealthStatus status) {
            this.status = status;
        }
    }

    private record Signal(Strength strength, String message) {}

    private final List<Signal> all = new ArrayList<>();

    void add(Strength strength, String message) {
        all.add(new Signal(strength, message));
    }

    boolean has(Strength strength) {
        return all.stream().anyMatch(signal -> signal.strength == strength);
    }

    /** Nothing where nothing was said. */
    Optional<Health> verdict() {
        for (Strength strength : Strength.values()) {
            Optional<Signal> first =
                    all.stream().filter(signal -> signal.strength == strength).findFirst();
            if (first.isPresent()) {
                return Optional.of(Verdict.of(strength.status, message(first.get())));
            }
        }
        return Optional.empty();
    }

    /** What is not well tells better than what is merely under way why something is waited for. */
    private String message(Signal decisive) {
        if (decisive.strength != Strength.BUSY) {
            return decisive.message;
        }
        return all.stream()
                .filter(signal -> Set.of(Strength.BUSY, Strength.UNWELL).contains(signal.strength))
                .map(Signal::message)
                .findFirst()
                .orElse(decisive.message);
    }
}
