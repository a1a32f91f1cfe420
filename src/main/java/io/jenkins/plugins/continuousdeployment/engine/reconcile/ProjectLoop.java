package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Summary;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.UnreachableException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.Retry;
import io.jenkins.plugins.continuousdeployment.engine.definition.Suspension;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncEnd.Outcome;
import io.jenkins.plugins.continuousdeployment.engine.sync.Compare;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * One project in the loop. All its work is done in turns, one at a time: render what is desired, compare, decide, sync.
 * Others only tell it that something may have changed, or order a sync.
 */
final class ProjectLoop {
    private static final Retry AGAIN = new Retry(Integer.MAX_VALUE, Duration.ofSeconds(1), 2, Duration.ofMinutes(1));
    private static final Duration BESIDE_SYNC = Duration.ofMinutes(2);
    private static final Duration BREATH = Duration.ofMillis(100);

    /** Often enough for each object's hourly look at the server to come about when it is due. */
    private static final Duration REST = Duration.ofMinutes(5);

    /** How soon somebody who took note of a sync that is due is reminded. */
    private static final Duration REMINDER = Duration.ofSeconds(30);

    /** What a turn cost, this many times over, must pass before events give it the next. */
    private static final int COST = 10;

    private final Surroundings around;
    private final Turns.Turn turn;
    private final Told told;
    private final Orders orders;
    private volatile DeploymentDefinition definition;
    private volatile Optional<Pin> pin = Optional.empty();
    private volatile RepositoryLoop repository;
    private volatile List<PlacedDestination> destinations;
    private volatile boolean waiting;
    private volatile boolean ticked;
    private volatile long breathUntil = System.nanoTime();

    // Only for whoever has the turn.
    private final Desired desired;
    private Rendered rendered;
    private Optional<Attempt> last = Optional.empty();
    /** Looked at by whoever ends the loop, too. */
    private volatile Optional<Awaited> awaited = Optional.empty();

    private volatile boolean stopped;
    private HealDelay heal = HealDelay.NONE;
    private int failures;

    ProjectLoop(Surroundings around, DeploymentDefinition definition, String lane) {
        this.around = around;
        this.desired = new Desired(around::renderer);
        this.definition = definition;
        this.told = new Told(around, definition.name());
        this.turn = around.turns()
                .turn(lane, this::turn, definition.sync().timeout().plus(BESIDE_SYNC));
        this.orders = new Orders(turn::soon, turn::interrupt);
    }

    /** Takes a definition, new or changed, with what its names stand for. */
    void define(
            DeploymentDefinition fresh,
            Optional<Pin> itsPin,
            RepositoryLoop itsRepository,
            List<PlacedDestination> itsDestinations) {
        definition = fresh;
        pin = itsPin;
        destinations = List.copyOf(itsDestinations);
        repository = itsRepository;
        itsDestinations.forEach(each -> each.clusters().forEach(cluster -> cluster.join(this)));
        itsRepository.want(this, fresh.source().revision(), fresh.sync().interval());
        soon();
    }

    DeploymentDefinition definition() {
        return definition;
    }

    Optional<Pin> pin() {
        return pin;
    }

    RepositoryLoop repository() {
        return repository;
    }

    List<PlacedDestination> destinations() {
        return destinations;
    }

    ProjectState state() {
        return told.state();
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

    /** Whatever there is to do is to be done, once, also where nothing is automatic. */
    void tick() {
        ticked = true;
        turn.soon();
    }

    /** Somebody wants a sync. A person means what Git says now, not what it said when it was asked last. */
    SyncHandle order(SyncOrder order) {
        Orders.Placed placed = orders.place(order);
        if (order.cause() == SyncCause.REQUEST && order.tree().isEmpty() && !order.removal()) {
            repository.now(placed::ready);
        } else {
            placed.ready();
        }
        if (stopped) {
            // Meanwhile: whoever stopped it did not see this order.
            orders.cancelAll("the project is kept no more");
        }
        return placed;
    }

    /**
     * Does nothing any more, and says nothing.
     *
     * @param then runs when nothing is under way any more; at once where nothing is
     */
    void stop(String why, Runnable then) {
        stopped = true;
        told.silence();
        turn.stop(true, then);
        orders.cancelAll(why);
        awaited.ifPresent(each -> each.placed().end(Outcome.CANCELLED, Optional.of(each.changes()), why));
    }

    private void turn() {
        long start = System.nanoTime();
        awaited = awaited.filter(each -> !each.endedByCancel());
        Optional<Orders.Placed> placed = orders.take();
        try {
            once(placed);
        } catch (UnreachableException e) {
            placed.ifPresent(each -> each.end(Outcome.FAILED, Optional.empty(), e.getMessage()));
            unreachable(e);
        } catch (RefusedException e) {
            failed(placed, e.getMessage());
        } catch (ApiException e) {
            failed(placed, "the cluster refused to " + e.getMessage());
        } catch (CancellationException e) {
            cancelled(placed, e);
        } catch (RuntimeException e) {
            failed(placed, "an error that is not known; please report it: " + e);
        } finally {
            long cost = System.nanoTime() - start;
            breathUntil = System.nanoTime() + Math.max(BREATH.toNanos(), cost * COST);
            if (orders.any()) {
                turn.soon();
            }
        }
    }

    private void cancelled(Optional<Orders.Placed> placed, CancellationException e) {
        String why = placed.map(Orders.Placed::cancelled).orElse("");
        if (!why.isEmpty()) {
            placed.ifPresent(each -> each.end(Outcome.CANCELLED, Optional.empty(), why));
        } else if (stopping()) {
            placed.ifPresent(each -> each.end(Outcome.CANCELLED, Optional.empty(), "the loop ended"));
        } else {
            failed(
                    placed,
                    "it took longer than "
                            + definition.sync().timeout().plus(BESIDE_SYNC).toSeconds() + " s, and was ended: "
                            + e.getMessage());
        }
    }

    private void once(Optional<Orders.Placed> placed) {
        Instant now = around.clock().instant();
        boolean suspended = suspended(now);
        if (placed.isPresent() && placed.get().order().removal()) {
            remove(placed.get());
            return;
        }
        Optional<Rendered> wanted = ready(placed);
        if (wanted.isEmpty()) {
            return;
        }
        Comparison comparison = compare(wanted.get(), placed.map(Orders.Placed::order));
        failures = 0;
        if (placed.isPresent()) {
            supersede();
            sync(comparison, placed.get().order().cause(), placed);
        } else {
            await(comparison);
            act(comparison, suspended);
        }
    }

    /** What is desired, where that is known and the clusters answer. */
    private Optional<Rendered> ready(Optional<Orders.Placed> placed) {
        Optional<Rendered> wanted = desired(placed.map(Orders.Placed::order));
        if (wanted.isEmpty()) {
            placed.ifPresent(orders::back);
            return wanted;
        }
        if (wanted.get().failed()) {
            failed(placed, wanted.get().failure());
            return Optional.empty();
        }
        Optional<String> down = down();
        if (down.isPresent()) {
            placed.ifPresent(each -> each.end(Outcome.FAILED, Optional.empty(), down.get()));
            told.unknown(down.get());
            return Optional.empty();
        }
        return wanted;
    }

    private Comparison compare(Rendered wanted, Optional<SyncOrder> order) {
        SyncOptions options = order.flatMap(SyncOrder::options).orElse(definition.sync());
        Comparison comparison = Compare.of(
                around.project(definition, wanted, options),
                order.map(SyncOrder::pruneConfirmed).orElse(false),
                around.parallel(),
                around.clock(),
                Optional.of(around.memory()));
        follow(comparison);
        if (order.map(SyncOrder::usual).orElse(true)) {
            told.compared(comparison, Addresses.of(comparison, clusters()));
        }
        return comparison;
    }

    private void remove(Orders.Placed placed) {
        supersede();
        ChangeSet set = Removing.removed(
                around, definition, destinations, placed.order().listener());
        boolean gone = Removing.complete(set) && !Thread.currentThread().isInterrupted();
        Outcome outcome = gone ? Outcome.DONE : placed.cancelled().isEmpty() ? Outcome.FAILED : Outcome.CANCELLED;
        placed.end(outcome, Optional.of(set), set.summary().message());
    }

    /** Whoever waits for the health of what was ordered before this waits no more. */
    private void supersede() {
        awaited.ifPresent(each ->
                each.placed().end(Outcome.SUPERSEDED, Optional.of(each.changes()), "Superseded by a newer sync"));
        awaited = Optional.empty();
    }

    private void await(Comparison comparison) {
        Instant now = around.clock().instant();
        Summary found = told.state().status().orElseThrow().summary();
        awaited = awaited.flatMap(each -> each.seen(found, comparison.todo(), now));
        awaited.ifPresent(each -> turn.after(Duration.between(now, each.due()).plusMillis(1)));
    }

    /** Whether nothing may happen by itself now. */
    private boolean suspended(Instant now) {
        Optional<Suspension> suspension = definition.suspended().filter(each -> each.holds(now));
        told.suspended(
                suspension.isPresent(),
                suspension.map(each -> "by " + each.by() + ": " + each.reason()).orElse(""));
        suspension.flatMap(Suspension::until).ifPresent(until -> turn.after(Duration.between(now, until)));
        return suspension.isPresent();
    }

    /** What Git says, or what the order says instead; empty while Git has said nothing yet. */
    private Optional<Rendered> desired(Optional<SyncOrder> order) {
        Optional<Rendered> special = order.flatMap(each -> desired.of(each, definition, repository, destinations));
        if (special.isPresent()) {
            return special;
        }
        Optional<Rendered> now =
                desired.held(definition, destinations).or(() -> desired.of(definition, pin, repository, destinations));
        now.ifPresent(fresh -> {
            boolean moved = fresh.moved(rendered);
            rendered = fresh;
            told.desired(fresh, moved);
        });
        return now;
    }

    private Optional<String> down() {
        return clusters().stream()
                .map(ClusterLoop::down)
                .filter(Objects::nonNull)
                .findFirst();
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

    private void act(Comparison comparison, boolean suspended) {
        Instant now = around.clock().instant();
        String commit = comparison.project().revision().commit();
        NextStep next = NextStep.of(
                new NextStep.Facts(
                        definition, suspended, ticked, comparison.todo(), commit, comparison.recorded(), last, heal),
                now);
        if (next instanceof NextStep.Go go) {
            go(comparison, go.cause());
            return;
        }
        ticked = false;
        if (next instanceof NextStep.Wait wait) {
            turn.after(Duration.between(now, wait.until()));
        } else {
            turn.after(around.jittered(rest(comparison)));
        }
    }

    private boolean stopping() {
        return stopped || around.stopping();
    }

    private void go(Comparison comparison, SyncCause cause) {
        supersede();
        boolean ahead = around.desk()
                .goesAhead(new SyncDesk.Due(
                        definition.name(),
                        cause,
                        told.state().plan().orElseThrow().changes()));
        // Whoever was asked may have taken its time, and the project may be gone meanwhile.
        if (ahead && !stopped) {
            ticked = false;
            sync(comparison, cause, Optional.empty());
        } else {
            turn.after(REMINDER);
        }
    }

    /** Watches tell what changes; what they can't tell is looked for at the interval. */
    private Duration rest(Comparison comparison) {
        boolean all = comparison.inSync() && clusters().stream().allMatch(ClusterLoop::watched);
        Duration interval = definition.sync().interval();
        return all && interval.compareTo(REST) < 0 ? REST : interval;
    }

    private void sync(Comparison comparison, SyncCause cause, Optional<Orders.Placed> placed) {
        told.syncing(cause);
        ticked = false;
        if (cause == SyncCause.DRIFT) {
            heal = heal.healed(around.clock().instant());
        } else if (cause == SyncCause.COMMIT) {
            heal = HealDelay.NONE;
        }
        DeploymentDefinition current = definition;
        String commit = comparison.project().revision().commit();
        SyncListener listener = new Waits(
                placed.map(each -> each.order().listener()).orElse(SyncListener.NONE), quiet -> waiting = quiet);
        try {
            ChangeSet set = around.sync(comparison, listener);
            boolean ended = Thread.interrupted();
            attempted(commit, current, set, ended, placed);
        } catch (UnreachableException e) {
            throw e;
        } catch (RefusedException e) {
            again(commit, current, e.getMessage(), Optional.empty(), placed);
        } finally {
            waiting = false;
        }
        turn.soon();
    }

    private void attempted(
            String commit, DeploymentDefinition current, ChangeSet set, boolean ended, Optional<Orders.Placed> placed) {
        Optional<String> shortfall = Shortfall.of(set);
        String cancelled = placed.map(Orders.Placed::cancelled).orElse("");
        if (!cancelled.isEmpty() || (ended && stopping())) {
            String why = cancelled.isEmpty() ? "the loop ended" : cancelled;
            told.ended("ended: " + why, set.changed());
            placed.ifPresent(each -> each.end(Outcome.CANCELLED, Optional.of(set), why));
            turn.after(REMINDER);
        } else if (ended) {
            String why = "ended, since there is something new: " + set.summary().message();
            told.ended(why, set.changed());
            placed.ifPresent(each -> each.end(Outcome.SUPERSEDED, Optional.of(set), why));
        } else if (shortfall.isPresent()) {
            again(commit, current, shortfall.get(), Optional.of(set), placed);
        } else {
            last = Optional.of(new Attempt(commit, current, 0, around.clock().instant()));
            Duration timeout = current.sync().timeout();
            turn.after(timeout.plusSeconds(1));
            if (placed.map(each -> each.order().usual()).orElse(true)) {
                told.synced(set, timeout);
            } else {
                told.syncedBeside(set);
            }
            placed.ifPresent(each -> synced(each, set));
        }
    }

    private void synced(Orders.Placed placed, ChangeSet set) {
        SyncOrder order = placed.order();
        if (!order.waits()) {
            placed.end(Outcome.DONE, Optional.of(set), set.summary().message());
            return;
        }
        order.listener().waiting("Waiting for health");
        placed.rests();
        Duration timeout = order.options().orElse(definition.sync()).timeout();
        String beside = order.usual() ? "" : told.state().revision().commit();
        awaited = Optional.of(
                new Awaited(placed, set, beside, set.summary().startedAt().plus(timeout), Instant.MAX));
    }

    /** A sync has failed. */
    private void again(
            String commit,
            DeploymentDefinition current,
            String why,
            Optional<ChangeSet> done,
            Optional<Orders.Placed> placed) {
        int times = last.filter(attempt -> attempt.of(commit, current))
                        .map(Attempt::failures)
                        .orElse(0)
                + 1;
        last = Optional.of(new Attempt(commit, current, times, around.clock().instant()));
        int limit = current.sync().retry().limit();
        String then = !current.sync().automatic()
                ? ""
                : times > limit
                        ? "It is not tried again before there is a new commit or another definition."
                        : "It is tried again in "
                                + current.sync().retry().before(times).toSeconds() + " s.";
        told.syncFailed(why, then, done.map(ChangeSet::changed).orElse(List.of()));
        placed.ifPresent(each -> each.end(Outcome.FAILED, done, then.isEmpty() ? why : why + "\n" + then));
    }

    private void unreachable(UnreachableException e) {
        told.unknown(e.getMessage());
        clusters().forEach(cluster -> cluster.suspected(e, clusters().size() == 1));
        again();
    }

    /** Something stands in the way before anything could be tried; said once, and tried on. */
    private void failed(Optional<Orders.Placed> placed, String why) {
        placed.ifPresent(each -> each.end(Outcome.FAILED, Optional.empty(), why));
        told.failed(why);
        again();
    }

    private void again() {
        Duration wait = AGAIN.before(++failures);
        Duration interval = definition.sync().interval();
        turn.after(around.jittered(wait.compareTo(interval) < 0 ? wait : interval));
    }
}
