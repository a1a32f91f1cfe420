package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Something happened that a person may want to know.
 *
 * @param time when
 * @param kind what
 * @param project which project it is about; empty for what concerns several
 * @param revision the commit that is desired, {@link Revision#NONE} where that is not known
 * @param syncStatus how the project is now
 * @param health how its objects are now
 * @param message for a person; empty where there is nothing to add
 * @param changes what was, or would be, done; unchanged objects left out
 */
public record Event(
        Instant time,
        Kind kind,
        String project,
        Revision revision,
        SyncStatus syncStatus,
        HealthStatus health,
        String message,
        List<Change> changes) {
    public Event {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(syncStatus, "syncStatus");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(message, "message");
        changes = List.copyOf(changes);
    }

    /** What happened. */
    public enum Kind {
        /** A definition is new here. */
        ADDED,
        /** A definition is another than before. */
        CHANGED,
        /** A definition is gone, and so is the project. */
        REMOVED,
        /** The definitions could not be read; the old ones stay in force. */
        DEFINITIONS,
        /** Git says something new. */
        COMMIT,
        /** Live is not as desired; the changes say in what. */
        OUT_OF_SYNC,
        /** Live is as desired again, without our doing. */
        IN_SYNC,
        /** A sync begins; the message says why. */
        SYNCING,
        /** A sync is done. */
        SYNCED,
        /** Something could not be done; the message says what, and when it will be tried again. */
        FAILED,
        /** The health is another than before. */
        HEALTH,
        /** Images were written to Git; the message says which. */
        IMAGES,
        /** Nothing automatic happens any more, or will again. */
        SUSPENDED,
        RESUMED,
        /** A repository takes long to be fetched; the message says how far it is. */
        FETCHING,
        /** A repository or a cluster does not answer; nothing is concluded from that. */
        UNREACHABLE,
        /** It answers again. */
        BACK;

        /** As it is shown and stored: {@code out-of-sync}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Hears events, one at a time for each project, from many threads. */
    @FunctionalInterface
    public interface Listener {
        /** Must not wait long: the loop waits for it. */
        void on(Event event);
    }
}
