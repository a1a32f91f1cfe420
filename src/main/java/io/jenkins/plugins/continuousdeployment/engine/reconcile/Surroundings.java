package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Owner;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.render.Renderer;
import io.jenkins.plugins.continuousdeployment.engine.sync.CompareMemory;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import io.jenkins.plugins.continuousdeployment.engine.sync.Project;
import io.jenkins.plugins.continuousdeployment.engine.sync.Sync;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * What all projects of a loop share.
 *
 * @param instance whose projects they are
 * @param tools what desired objects and health are told with, at present
 * @param turns who is at work when
 * @param parallel threads for requests
 * @param clock the time
 * @param random spreads what would else happen at once
 * @param memory what dry runs told
 * @param sites what names in definitions stand for
 * @param desk where it is asked before a sync
 * @param listener hears events
 * @param stop whether the loop is ending
 */
record Surroundings(
        String instance,
        AtomicReference<Tools> tools,
        Turns turns,
        Parallel parallel,
        Clock clock,
        RandomGenerator random,
        CompareMemory memory,
        Sites sites,
        SyncDesk desk,
        Event.Listener listener,
        BooleanSupplier stop) {
    /**
     * What can be exchanged while the loop is at work.
     *
     * @param renderer makes desired objects of sources
     * @param health tells how well objects are
     */
    record Tools(Renderer renderer, HealthReader health) {
        Tools {
            Objects.requireNonNull(renderer, "renderer");
            Objects.requireNonNull(health, "health");
        }
    }

    Renderer renderer() {
        return tools.get().renderer();
    }

    HealthReader health() {
        return tools.get().health();
    }

    Owner owner(DeploymentDefinition definition) {
        return new Owner(instance, definition.effectiveTrackingId());
    }

    /** What is to be compared, or synced. */
    Project project(DeploymentDefinition definition, Rendered wanted, SyncOptions options) {
        return new Project(
                definition.name(),
                owner(definition),
                wanted.revision(),
                wanted.targets(),
                options,
                sites.serials(definition),
                sites.permit(definition),
                health().preferring(definition.health()));
    }

    ChangeSet sync(Comparison comparison, SyncListener hears) {
        return Sync.of(comparison, false, parallel, clock, hears);
    }

    boolean stopping() {
        return stop.getAsBoolean();
    }

    void tell(Event event) {
        if (!stopping()) {
            listener.on(event);
        }
    }

    /** Something happened that says nothing of how a project is. */
    void tell(Event.Kind kind, String project, String message) {
        tell(new Event(
                clock.instant(),
                kind,
                project,
                Revision.NONE,
                SyncStatus.UNKNOWN,
                HealthStatus.UNKNOWN,
                message,
                List.of()));
    }

    /** Up to a tenth more or less. */
    Duration jittered(Duration about) {
        return Duration.ofMillis(Math.max(1, (long) (about.toMillis() * (0.9 + 0.2 * random.nextDouble()))));
    }
}
