package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import java.util.Objects;
import java.util.Optional;

/**
 * How an ordered sync ended.
 *
 * @param outcome in a word
 * @param changes what was done; empty where it ended before it could be planned
 * @param message for a person; empty where there is nothing to add
 */
public record SyncEnd(Outcome outcome, Optional<ChangeSet> changes, String message) {
    public SyncEnd {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(changes, "changes");
        Objects.requireNonNull(message, "message");
    }

    /** In a word. */
    public enum Outcome {
        /** All is as desired, and healthy where that was waited for. */
        DONE,
        /** All is as desired, but not healthy in time. */
        NOT_HEALTHY,
        /** Not, or not wholly, as desired. */
        FAILED,
        /** Ended for something newer. */
        SUPERSEDED,
        /** Ended by somebody, or because the loop ends. */
        CANCELLED
    }
}
