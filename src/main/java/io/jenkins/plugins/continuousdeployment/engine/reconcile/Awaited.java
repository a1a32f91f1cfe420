package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.Summary;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncEnd.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An ordered sync that has applied everything, and waits for it to become healthy. It holds no thread: each comparison
 * is shown to it.
 *
 * @param placed the order
 * @param changes what was done
 * @param beside the commit that the project tracked where that is another than was synced; empty where it was that one
 * @param until when it is given up
 * @param degradedSince since when it is seen as degraded, which controllers begin with; {@link Instant#MAX} for not
 */
record Awaited(Orders.Placed placed, ChangeSet changes, String beside, Instant until, Instant degradedSince) {
    /** A controller that begins with a bad word has this long to take it back. */
    static final Duration GRACE = Duration.ofSeconds(5);

    Awaited {
        Objects.requireNonNull(placed, "placed");
        Objects.requireNonNull(changes, "changes");
        Objects.requireNonNull(beside, "beside");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(degradedSince, "degradedSince");
    }

    /** Ends it where somebody has cancelled it. */
    boolean endedByCancel() {
        String why = placed.cancelled();
        if (!why.isEmpty()) {
            placed.end(Outcome.CANCELLED, Optional.of(changes), why);
        }
        return !why.isEmpty();
    }

    /**
     * Looks at how it is now.
     *
     * @param todo whether a sync would do anything again
     * @return what is still waited for; empty where the order has ended
     */
    Optional<Awaited> seen(Summary now, boolean todo, Instant at) {
        String expected = beside.isEmpty() ? changes.summary().revision().commit() : beside;
        if (!now.revision().commit().equals(expected)) {
            return ended(
                    Outcome.SUPERSEDED, now, "Superseded by " + now.revision().commit() + " while waiting for health");
        }
        HealthStatus health = now.health();
        boolean well = health.isWell();
        if (well && (!beside.isEmpty() || !todo)) {
            return ended(Outcome.DONE, now, now.message());
        }
        Instant degraded =
                health != HealthStatus.DEGRADED ? Instant.MAX : degradedSince.isBefore(at) ? degradedSince : at;
        boolean bad = !degraded.equals(Instant.MAX) && !at.isBefore(degraded.plus(GRACE));
        if (bad || !at.isBefore(until)) {
            String late = bad ? "is Degraded" : "is " + health + " still, at the end of the time it had";
            return ended(Outcome.NOT_HEALTHY, now, now.message().isEmpty() ? late : late + ": " + now.message());
        }
        return Optional.of(new Awaited(placed, changes, beside, until, degraded));
    }

    /** When to look again if nothing happens. */
    Instant due() {
        return degradedSince.equals(Instant.MAX) || until.isBefore(degradedSince.plus(GRACE))
                ? until
                : degradedSince.plus(GRACE);
    }

    private Optional<Awaited> ended(Outcome outcome, Summary now, String message) {
        Summary done = changes.summary();
        Summary head = new Summary(
                done.project(),
                done.revision(),
                done.destinations(),
                done.syncStatus(),
                now.health(),
                done.message(),
                done.startedAt(),
                now.finishedAt(),
                done.lastSynced());
        placed.end(outcome, Optional.of(new ChangeSet(head, changes.changes())), message);
        return Optional.empty();
    }
}
