package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Status;
import io.jenkins.plugins.continuousdeployment.engine.Summary;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.UnreachableException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import io.jenkins.plugins.continuousdeployment.engine.definition.Retry;
import io.jenkins.plugins.continuousdeployment.engine.definition.Suspension;
import io.jenkins.plugins.continuousdeployment.engine.sync.Compare;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import io.jenkins.plugins.continuousdeployment.engine.sync.Project;
import io.jenkins.plugins.continuousdeployment.engine.sync.Sync;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;

/**
 * One project in the loop. All its work is done in turns, one at a time: render what is desired, compare, decide, sync.
 * Others only tell it that something may have changed.
 */
final class ProjectLoop {
    private static final Retry AGAIN = new Retry(Integer.MAX_VALUE, Duration.ofSeconds(1), 2, Duration.ofMinutes(1));
    private static final Duration BESIDE_SYNC = Duration.ofMinutes(2);
    private static final Duration BREATH = Duration.ofMillis(100);

    /** Often enough for each object's hourly look at the server to come about when it is due. */
    private static final Duration REST = Duration.ofMinutes(5);

    /** What a turn cost, this many times over, must pass before events give it the next. */
    private static final int COST = 10;

    private final Surroundings around;
    private final Turns.Turn turn;
    private volatile DeploymentDefinition definition;
    private volatile RepositoryLoop repository;
    private volatile List<Destination> destinations;
    private volatile ProjectState state = ProjectState.NEW;
    private volatile boolean waiting;
    private volatile long breathUntil = System.nanoTime();

    // Only for whoever has the turn.
    private final Desired desired;
    private Rendered rendered;
    private Optional<Attempt> last = Optional.empty();
    private HealDelay heal = HealDelay.NONE;
    private String failure = "";
    private int failures;
    private boolean wasSuspended;
    private Optional<Instant> healthyBy = Optional.empty();

    /** Where the objects go. */
    record Destination(DestinationSpec spec, List<ClusterLoop> clusters) {
        Destination {
            clusters = List.copyOf(clusters);
        }
    }

    ProjectLoop(Surroundings around, DeploymentDefinition definition, String lane) {
        this.around = around;
        this.desired = new Desired(around.renderer());
        this.definition = definition;
        this.turn = around.turns()
                .turn(lane, this::turn, definition.sync().timeout().plus(BESIDE_SYNC));
    }

    /** Takes a definition, new or changed, with what its names stand for. */
    void define(DeploymentDefinition fresh, RepositoryLoop itsRepository, List<Destination> itsDestinations) {
        definition = fresh;
        destinations = List.copyOf(itsDestinations);
        repository = itsRepository;
        itsDestinations.forEach(each -> each.clusters().forEach(cluster -> cluster.join(this)));
        itsRepository.want(this, fresh.source().revision(), fresh.sync().interval());
        soon();
    }

    DeploymentDefinition definition() {
        return definition;
    }

    RepositoryLoop repository() {
        return repository;
    }

    List<Destination> destinations() {
        return destinations;
    }

    ProjectState state() {
        return state;
    }

    /** Something may have changed. */
    void soon() {
        turn.soon();
    }

    /** Git says something new: what only waits is ended for it. */
    void desiredChanged() {
        if (waiting) {
            turn.interrupt();
        }
        turn.soon();
    }

    /** The cluster says something new. Events come in swarms; the more a turn costs, the more of them it serves. */
    void liveChanged() {
        long left = breathUntil - System.nanoTime();
        if (left <= 0) {
            turn.soon();
        } else {
            turn.after(Duration.ofNanos(left));
        }
    }

    void stop() {
        turn.stop(true);
    }

    private void turn() {
        long start = System.nanoTime();
        try {
            once();
        } catch (UnreachableException e) {
            unreachable(e);
        } catch (RefusedException e) {
            failed(e.getMessage());
        } catch (ApiException e) {
            failed("the cluster refused to " + e.getMessage());
        } catch (CancellationException e) {
            if (!around.stopping()) {
                failed("it took longer than "
                        + definition.sync().timeout().plus(BESIDE_SYNC).toSeconds() + " s, and was ended: "
                        + e.getMessage());
            }
        } catch (RuntimeException e) {
            failed("an error that is not known; please report it: " + e);
        } finally {
            long cost = System.nanoTime() - start;
            breathUntil = System.nanoTime() + Math.max(BREATH.toNanos(), cost * COST);
        }
    }

    private void once() {
        Instant now = around.clock().instant();
        boolean suspended = suspended(now);
        Optional<Rendered> wanted = desired();
        if (wanted.isEmpty()) {
            return;
        }
        if (wanted.get().failed()) {
            failed(wanted.get().failure());
            return;
        }
        Optional<String> down = down();
        if (down.isPresent()) {
            state = state.unknown(down.get());
            return;
        }
        Comparison comparison = Compare.of(
                project(wanted.get()), false, around.parallel(), around.clock(), Optional.of(around.memory()));
        follow(comparison);
        told(comparison);
        failures = 0;
        act(comparison, suspended);
    }

    /** Whether nothing may happen by itself now; said when that changes. */
    private boolean suspended(Instant now) {
        Optional<Suspension> suspension = definition
                .suspended()
                .filter(each -> each.until().map(now::isBefore).orElse(true));
        boolean suspended = suspension.isPresent();
        if (suspended != wasSuspended) {
            wasSuspended = suspended;
            String why = suspension
                    .map(each -> "by " + each.by() + ": " + each.reason())
                    .orElse("");
            event(suspended ? Event.Kind.SUSPENDED : Event.Kind.RESUMED, why, List.of());
        }
        suspension.flatMap(Suspension::until).ifPresent(until -> turn.after(Duration.between(now, until)));
        return suspended;
    }

    /** What Git says; empty while it has said nothing yet. */
    private Optional<Rendered> desired() {
        Optional<Rendered> now = desired.of(definition, repository, destinations);
        now.ifPresent(fresh -> {
            boolean moved = fresh.moved(rendered);
            rendered = fresh;
            state = state.at(fresh.revision());
            if (moved) {
                event(Event.Kind.COMMIT, withNotes(fresh), List.of());
            }
        });
        return now;
    }

    private static String withNotes(Rendered fresh) {
        return fresh.notes().isEmpty() ? fresh.title() : fresh.title() + "\n" + fresh.notes();
    }

    private Optional<String> down() {
        return clusters().stream()
                .map(ClusterLoop::down)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Project project(Rendered wanted) {
        return new Project(
                definition.name(),
                around.owner(definition),
                wanted.revision(),
                wanted.targets(),
                definition.sync(),
                OptionalLong.empty(),
                around.health());
    }

    /** Hears of changes from now on; what changed between the comparison and this moment, one more look shows. */
    private void follow(Comparison comparison) {
        boolean fresh = false;
        for (String applySet : comparison.applySetIds()) {
            for (ClusterLoop cluster : clusters()) {
                fresh |= cluster.follow(this, applySet);
            }
        }
        if (fresh) {
            turn.soon();
        }
    }

    private List<ClusterLoop> clusters() {
        return destinations.stream()
                .flatMap(each -> each.clusters().stream())
                .distinct()
                .toList();
    }

    /** Takes in how it is, and says what is new about it. */
    private void told(Comparison comparison) {
        ProjectState before = state;
        Status status = comparison.status();
        Summary summary = status.summary();
        state = new ProjectState(
                summary.revision(),
                summary.syncStatus(),
                summary.health(),
                summary.message(),
                Optional.of(status),
                around.clock().instant());
        if (!failure.isEmpty() && summary.syncStatus() != SyncStatus.UNKNOWN) {
            failure = "";
        }
        if (before.syncStatus() != summary.syncStatus()) {
            if (summary.syncStatus() == SyncStatus.OUT_OF_SYNC) {
                event(Event.Kind.OUT_OF_SYNC, "", comparison.changeSet().changed());
            } else if (summary.syncStatus() == SyncStatus.SYNCED) {
                event(Event.Kind.IN_SYNC, "", List.of());
            }
        }
        if (before.health() != summary.health()) {
            event(Event.Kind.HEALTH, summary.message(), List.of());
        }
        late(summary.health());
    }

    /** Says once that what was synced does not become healthy. */
    private void late(HealthStatus health) {
        if (health == HealthStatus.HEALTHY || health == HealthStatus.SUSPENDED) {
            healthyBy = Optional.empty();
        }
        healthyBy.filter(end -> around.clock().instant().isAfter(end)).ifPresent(end -> {
            healthyBy = Optional.empty();
            event(
                    Event.Kind.HEALTH,
                    "is " + health + " still, " + definition.sync().timeout().toSeconds() + " s after the sync: "
                            + state.message(),
                    List.of());
        });
    }

    private void act(Comparison comparison, boolean suspended) {
        Instant now = around.clock().instant();
        String commit = comparison.project().revision().commit();
        NextStep next = NextStep.of(
                new NextStep.Facts(definition, suspended, comparison.todo(), commit, comparison.recorded(), last, heal),
                now);
        if (next instanceof NextStep.Go go) {
            sync(comparison, go.cause());
        } else if (next instanceof NextStep.Wait wait) {
            turn.after(Duration.between(now, wait.until()));
        } else {
            turn.after(around.jittered(rest(comparison)));
        }
    }

    /** Watches tell what changes; what they can't tell is looked for at the interval. */
    private Duration rest(Comparison comparison) {
        boolean told = comparison.inSync() && clusters().stream().allMatch(ClusterLoop::watched);
        Duration interval = definition.sync().interval();
        return told && interval.compareTo(REST) < 0 ? REST : interval;
    }

    private void sync(Comparison comparison, NextStep.Cause cause) {
        event(Event.Kind.SYNCING, cause.toString(), List.of());
        if (cause == NextStep.Cause.DRIFT) {
            heal = heal.healed(around.clock().instant());
        } else if (cause == NextStep.Cause.COMMIT) {
            heal = HealDelay.NONE;
        }
        DeploymentDefinition current = definition;
        String commit = comparison.project().revision().commit();
        try {
            ChangeSet set = Sync.of(comparison, false, around.parallel(), around.clock(), new Waits());
            boolean overtaken = Thread.interrupted() && !around.stopping();
            attempted(commit, current, set, overtaken);
        } catch (UnreachableException e) {
            throw e;
        } catch (RefusedException e) {
            again(commit, current, e.getMessage(), List.of());
        } finally {
            waiting = false;
        }
        turn.soon();
    }

    private void attempted(String commit, DeploymentDefinition current, ChangeSet set, boolean overtaken) {
        boolean bad = set.failed() || set.summary().syncStatus() == SyncStatus.OUT_OF_SYNC;
        if (overtaken) {
            event(
                    Event.Kind.FAILED,
                    "ended, since there is something new: " + set.summary().message(),
                    set.changed());
        } else if (bad) {
            again(commit, current, set.summary().message(), set.changed());
        } else {
            last = Optional.of(new Attempt(commit, current, 0, around.clock().instant()));
            failure = "";
            state = new ProjectState(
                    set.summary().revision(),
                    set.summary().syncStatus(),
                    state.health(),
                    "",
                    state.status(),
                    around.clock().instant());
            Duration timeout = current.sync().timeout();
            healthyBy = Optional.of(around.clock().instant().plus(timeout));
            turn.after(timeout.plusSeconds(1));
            event(Event.Kind.SYNCED, set.counted(), set.changed());
        }
    }

    /** A sync has failed; told each time, since each is an attempt of its own. */
    private void again(String commit, DeploymentDefinition current, String why, List<Change> changes) {
        int times = last.filter(attempt -> attempt.of(commit, current))
                        .map(Attempt::failures)
                        .orElse(0)
                + 1;
        last = Optional.of(new Attempt(commit, current, times, around.clock().instant()));
        int limit = current.sync().retry().limit();
        String then = times > limit
                ? "It is not tried again before there is a new commit or another definition."
                : "It is tried again in " + current.sync().retry().before(times).toSeconds() + " s.";
        failure = why;
        state = state.saying(why);
        event(Event.Kind.FAILED, why + "\n" + then, changes);
    }

    /** Hears when a sync only waits, so that something new may end it. */
    private final class Waits implements SyncListener {
        @Override
        public void phase(String text) {
            waiting = false;
        }

        @Override
        public void waiting(String text) {
            waiting = true;
        }

        @Override
        public void done(Change change) {
            waiting = false;
        }
    }

    private void unreachable(UnreachableException e) {
        state = state.unknown(e.getMessage());
        clusters().forEach(cluster -> cluster.suspected(e, clusters().size() == 1));
        again();
    }

    /** Something stands in the way before anything could be tried; said once, and tried on. */
    private void failed(String why) {
        state = state.unknown(why);
        if (!why.equals(failure)) {
            failure = why;
            event(Event.Kind.FAILED, why, List.of());
        }
        again();
    }

    private void again() {
        Duration wait = AGAIN.before(++failures);
        Duration interval = definition.sync().interval();
        turn.after(around.jittered(wait.compareTo(interval) < 0 ? wait : interval));
    }

    private void event(Event.Kind kind, String message, List<Change> changes) {
        ProjectState now = state;
        around.tell(new Event(
                around.clock().instant(),
                kind,
                definition.name(),
                now.revision(),
                now.syncStatus(),
                now.health(),
                message,
                changes));
    }
}
