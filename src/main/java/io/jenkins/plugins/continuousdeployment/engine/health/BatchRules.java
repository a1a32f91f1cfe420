package io.jenkins.plugins.continuousdeployment.engine.health;

import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.degraded;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.healthy;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.progressing;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.suspended;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Kinds that run to an end. */
final class BatchRules {
    private BatchRules() {}

    /**
     * A Job. Argo CD takes any {@code Suspended} condition for an end and calls a resumed Job that still runs Healthy;
     * here only {@code Complete} is an end that is well.
     */
    static Health job(LiveObject live) {
        return live.whenTrue("Failed")
                // Says, before Failed is set, that it will be: only Pods have still to end.
                .or(() -> live.whenTrue("FailureTarget"))
                .map(condition -> degraded("The Job failed: %s", condition.explanation()))
                .or(() -> live.whenTrue("Complete").map(condition -> healthy("The Job is complete")))
                .orElseGet(() -> live.flag("spec", "suspend")
                        ? suspended("The Job is suspended (spec.suspend)")
                        : running(live));
    }

    private static Health running(LiveObject live) {
        long wanted = live.number(1, "spec", "completions");
        long failed = live.count("failed");
        return progressing(
                "%d of %s succeeded, %d running%s",
                live.count("succeeded"),
                Verdict.counted(wanted, "Pod"),
                live.count("active"),
                failed == 0 ? "" : ", " + failed + " failed and tried again");
    }

    /** A CronJob, Argo CD's rule: what counts is how the last run ended, and a run that is on is no fault. */
    static Health cronJob(LiveObject live) {
        if (live.flag("spec", "suspend")) {
            return healthy("Suspended (spec.suspend): starts no Job");
        }
        int active = live.object().list("status", "active").size();
        if (active > 0) {
            return healthy("%s running", Verdict.counted(active, "Job"));
        }
        Optional<Instant> started = time(live, "lastScheduleTime");
        if (started.isEmpty()) {
            return healthy("Has not been due yet");
        }
        Optional<Instant> succeeded = time(live, "lastSuccessfulTime");
        if (succeeded.isPresent() && !succeeded.get().isBefore(started.get())) {
            return healthy("Last succeeded at %s", succeeded.get());
        }
        return degraded(
                "The run of %s did not succeed; %s",
                started.get(),
                succeeded.map(at -> "the last that did ended at " + at).orElse("none has yet"));
    }

    private static Optional<Instant> time(LiveObject live, String name) {
        try {
            return Optional.of(OffsetDateTime.parse(live.text("status", name)).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
