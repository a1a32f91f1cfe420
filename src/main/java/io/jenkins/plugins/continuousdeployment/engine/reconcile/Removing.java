package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.Retry;
import io.jenkins.plugins.continuousdeployment.engine.sync.Compare;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import io.jenkins.plugins.continuousdeployment.engine.sync.Project;
import io.jenkins.plugins.continuousdeployment.engine.sync.Removal;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;
import io.jenkins.plugins.continuousdeployment.engine.sync.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/** A project that is gone and wants its objects to go too: tried until they have. */
final class Removing {
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(2);
    private static final Retry AGAIN = new Retry(Integer.MAX_VALUE, Duration.ofSeconds(2), 2, LONGEST_RETRY);

    private final Surroundings around;
    private final DeploymentDefinition definition;
    private final List<PlacedDestination> destinations;
    private final Runnable done;
    private final Turns.Turn turn;
    private int failures;
    private String said = "";

    Removing(
            Surroundings around,
            DeploymentDefinition definition,
            List<PlacedDestination> destinations,
            String lane,
            Runnable done) {
        this.around = around;
        this.definition = definition;
        this.destinations = List.copyOf(destinations);
        this.done = done;
        this.turn = around.turns()
                .turn(lane, this::turn, definition.sync().timeout().plus(LONGEST_RETRY));
    }

    void begin() {
        turn.soon();
    }

    private void turn() {
        try {
            ChangeSet changes = removed(around, definition, destinations, SyncListener.NONE);
            if (!complete(changes)) {
                failed(changes.summary().message());
                return;
            }
            event(Event.Kind.REMOVED, SyncStatus.SYNCED, "with its objects", changes.changed());
            done.run();
        } catch (RefusedException | ApiException e) {
            failed(e.getMessage());
        } catch (CancellationException e) {
            failed("it took too long, or was interrupted");
        }
    }

    /** Removes what a project manages and its record. */
    static ChangeSet removed(
            Surroundings around,
            DeploymentDefinition definition,
            List<PlacedDestination> destinations,
            SyncListener listener) {
        List<Target> targets = destinations.stream()
                .flatMap(each -> each.clusters().stream()
                        .map(cluster -> new Target(cluster.cluster(), cluster.namespace(each.spec()), List.of())))
                .toList();
        Project project = new Project(
                definition.name(),
                around.owner(definition),
                Revision.NONE,
                targets,
                Removal.options(definition.sync()),
                around.sites().serials(definition),
                around.sites().permit(definition),
                around.health());
        Comparison plan = Compare.of(project, true, around.parallel(), around.clock());
        return Removal.of(plan, true, around.parallel(), around.clock(), listener);
    }

    /** Whether everything is gone that was to go. */
    static boolean complete(ChangeSet changes) {
        return changes.summary().syncStatus() != SyncStatus.OUT_OF_SYNC && !changes.failed();
    }

    private void failed(String why) {
        if (!why.equals(said)) {
            said = why;
            String message = "its objects could not be removed, which is tried on: " + why;
            event(Event.Kind.FAILED, SyncStatus.UNKNOWN, message, List.of());
        }
        turn.after(around.jittered(AGAIN.before(++failures)));
    }

    private void event(Event.Kind kind, SyncStatus status, String message, List<Change> changes) {
        around.tell(new Event(
                around.clock().instant(),
                kind,
                definition.name(),
                Revision.NONE,
                status,
                HealthStatus.UNKNOWN,
                message,
                changes));
    }
}
