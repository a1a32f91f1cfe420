package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.Status;
import io.jenkins.plugins.continuousdeployment.engine.Summary;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import io.jenkins.plugins.continuousdeployment.engine.sync.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known of one project, and what is said when that changes. Changed only by whoever has the project's turn. */
final class Told {
    private static final int SHOWN = 3;

    private final Surroundings around;
    private final String project;
    private volatile ProjectState state = ProjectState.NEW;
    private String failure = "";
    private boolean suspended;
    private volatile boolean silent;
    private Optional<Instant> healthyBy = Optional.empty();
    private Duration patience = Duration.ZERO;

    Told(Surroundings around, String project) {
        this.around = around;
        this.project = project;
    }

    ProjectState state() {
        return state;
    }

    /** A commit is desired; said where it is another than before. */
    void desired(Rendered fresh, boolean moved) {
        state = state.at(fresh.revision());
        if (moved) {
            String title = fresh.title();
            event(Event.Kind.COMMIT, fresh.notes().isEmpty() ? title : title + "\n" + fresh.notes(), List.of());
        }
    }

    /** Whether a suspension holds, and why; said when that changes. */
    void suspended(boolean now, String why) {
        if (now != suspended) {
            suspended = now;
            event(now ? Event.Kind.SUSPENDED : Event.Kind.RESUMED, why, List.of());
        }
    }

    static ProjectState state(Comparison comparison, Instant at, List<Address> addresses) {
        Status status = comparison.status();
        Summary summary = status.summary();
        return new ProjectState(
                summary.revision(),
                summary.syncStatus(),
                summary.health(),
                message(status),
                Optional.of(status),
                Optional.of(Plan.of(comparison, summary)),
                at,
                addresses);
    }

    /** Where nothing can be said of the whole, what stands in the way of its objects is said in its place. */
    private static String message(Status status) {
        String own = status.summary().message();
        if (!own.isEmpty() || status.summary().syncStatus() != SyncStatus.UNKNOWN) {
            return own;
        }
        return status.objects().stream()
                .filter(each -> each.syncStatus() == SyncStatus.UNKNOWN
                        && !each.message().isEmpty())
                .limit(SHOWN)
                .map(each -> each.key() + " " + each.message())
                .collect(Collectors.joining("\n"));
    }

    /** How it was found to be, and where it is reached. */
    void compared(Comparison comparison, List<Address> addresses) {
        ProjectState before = state;
        state = state(comparison, around.clock().instant(), addresses);
        Summary summary = state.status().orElseThrow().summary();
        if (!failure.isEmpty() && summary.syncStatus() != SyncStatus.UNKNOWN) {
            failure = "";
        }
        if (before.syncStatus() != summary.syncStatus()) {
            if (summary.syncStatus() == SyncStatus.OUT_OF_SYNC) {
                event(
                        Event.Kind.OUT_OF_SYNC,
                        "",
                        state.plan().map(plan -> plan.changes().changed()).orElse(List.of()));
            } else if (summary.syncStatus() == SyncStatus.SYNCED) {
                event(Event.Kind.IN_SYNC, "", List.of());
            }
        }
        if (before.health() != summary.health()) {
            event(Event.Kind.HEALTH, ofObjects(summary.message(), comparison.project()), List.of());
        }
        late(summary.health());
    }

    /** What is said of the objects, without what is said of their source, which is told with the commit. */
    private static String ofObjects(String message, Project compared) {
        Set<String> ofSource = compared.targets().stream()
                .flatMap(target -> target.notes().stream())
                .collect(Collectors.toSet());
        return message.lines().filter(line -> !ofSource.contains(line)).collect(Collectors.joining("\n"));
    }

    /** Says once that what was synced does not become healthy. */
    private void late(HealthStatus health) {
        if (health.isWell()) {
            healthyBy = Optional.empty();
        }
        healthyBy.filter(end -> around.clock().instant().isAfter(end)).ifPresent(end -> {
            healthyBy = Optional.empty();
            event(
                    Event.Kind.HEALTH,
                    "is " + health + " still, " + patience.toSeconds() + " s after the sync: " + state.message(),
                    List.of());
        });
    }

    void syncing(SyncCause cause) {
        event(Event.Kind.SYNCING, cause.toString(), List.of());
    }

    /** A sync of something else than the definition says is done; the next comparison tells how things are. */
    void syncedBeside(ChangeSet set) {
        event(Event.Kind.SYNCED, set.counted(), set.changed());
    }

    /** A sync is done; what it made should be healthy within that time. */
    void synced(ChangeSet set, Duration healthyWithin) {
        failure = "";
        state = new ProjectState(
                set.summary().revision(),
                set.summary().syncStatus(),
                state.health(),
                "",
                state.status(),
                state.plan(),
                around.clock().instant(),
                state.addresses());
        patience = healthyWithin;
        healthyBy = Optional.of(around.clock().instant().plus(healthyWithin));
        event(Event.Kind.SYNCED, set.counted(), set.changed());
    }

    /** A sync has failed; told each time, since each is an attempt of its own. */
    void syncFailed(String why, String then, List<Change> changes) {
        failure = why;
        state = state.saying(why);
        event(Event.Kind.FAILED, then.isEmpty() ? why : why + "\n" + then, changes);
    }

    void ended(String why, List<Change> changes) {
        event(Event.Kind.FAILED, why, changes);
    }

    /** Nothing is known now. */
    void unknown(String why) {
        state = state.unknown(why);
    }

    /** Something stands in the way before anything could be tried; said once. */
    void failed(String why) {
        state = state.unknown(why);
        if (!why.equals(failure)) {
            failure = why;
            event(Event.Kind.FAILED, why, List.of());
        }
    }

    /** The project is gone, and nobody wants to hear of it. */
    void silence() {
        silent = true;
    }

    void event(Event.Kind kind, String message, List<Change> changes) {
        if (silent) {
            return;
        }
        ProjectState now = state;
        around.tell(new Event(
                around.clock().instant(),
                kind,
                project,
                now.revision(),
                now.syncStatus(),
                now.health(),
                message,
                changes));
    }

    /** Before anything is known of the commit. */
    Revision revision() {
        return state.revision();
    }
}
