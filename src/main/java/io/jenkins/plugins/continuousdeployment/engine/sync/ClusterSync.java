package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Carries out the plan for one cluster: the record is widened, then wave by wave and rank by rank everything is
 * applied, then pruned, then waited for, and the record narrowed at the very end. Wherever it breaks, what was done is
 * in the outcome, and running it again ends in the same state.
 */
final class ClusterSync {
    private final ClusterPlan plan;
    private final Project project;
    private final boolean waits;
    private final Parallel parallel;
    private final Clock clock;
    private final SyncListener listener;
    private final HealthReader health;
    private final Outcome outcome;
    private final RecordKeeper keeper;
    private final Instant end;
    private final Apply apply;
    private final LateTrial lateTrial;

    ClusterSync(
            ClusterPlan plan,
            Project project,
            boolean waits,
            Parallel parallel,
            Clock clock,
            SyncListener listener,
            Outcome outcome) {
        this.plan = plan;
        this.project = project;
        this.waits = waits;
        this.parallel = parallel;
        this.clock = clock;
        this.listener = listener;
        this.health = project.health();
        this.outcome = outcome;
        this.keeper = new RecordKeeper(plan, project);
        this.end = clock.instant().plus(project.options().timeout());
        this.apply = new Apply(
                plan.cluster(),
                project.options(),
                new Disappearance(plan.cluster(), clock, project.options().timeout()));
        this.lateTrial = new LateTrial(plan, project);
    }

    void run() {
        try {
            begin();
            waves();
            if (!outcome.failed()) {
                finish();
            }
        } catch (ApiException e) {
            outcome.fail(Refusals.whole(plan.cluster(), e).getMessage());
        } catch (RefusedException e) {
            outcome.fail(e.getMessage());
        }
    }

    /** Namespaces that the record itself may need, then the record, before anything that it must know of. */
    private void begin() {
        plan.namespacesToMake().forEach(namespace -> {
            listener.phase("Making namespace " + namespace);
            NewNamespace.make(plan.cluster(), namespace);
        });
        plan.objects().stream()
                .filter(object -> object.live() == null && NewNamespace.is(object, keeper.namespace()))
                .forEach(this::applied);
        keeper.widen();
    }

    private void waves() {
        Map<Integer, List<PlannedObject>> waves = plan.objects().stream()
                .collect(Collectors.groupingBy(PlannedObject::wave, TreeMap::new, Collectors.toList()));
        int last = waves.isEmpty() ? 0 : ((TreeMap<Integer, ?>) waves).lastKey();
        for (Map.Entry<Integer, List<PlannedObject>> wave : waves.entrySet()) {
            ranks(wave.getValue());
            if (!outcome.failed() && wave.getKey() != last) {
                listener.waiting("Waiting for wave " + wave.getKey() + " to become healthy");
                mustBeHealthy(wave.getValue(), "wave " + wave.getKey());
            }
            if (outcome.failed()) {
                return;
            }
        }
    }

    private void ranks(List<PlannedObject> wave) {
        Map<Integer, List<PlannedObject>> ranks = wave.stream()
                .collect(Collectors.groupingBy(
                        object -> SyncOrder.rank(object.key().groupKind()), TreeMap::new, Collectors.toList()));
        boolean tried = false;
        for (Map.Entry<Integer, List<PlannedObject>> rank : ranks.entrySet()) {
            if (!tried && rank.getKey() > SyncOrder.DEFINITIONS) {
                tried = true;
                tryAgain(wave);
            }
            if (!outcome.failed()) {
                rank(rank.getValue());
            }
            if (!outcome.failed() && rank.getKey() == SyncOrder.DEFINITIONS) {
                established(rank.getValue());
            }
            if (outcome.failed()) {
                return;
            }
        }
    }

    /** What waited for namespaces and definitions is tried before the next change, so that it can still stop it all. */
    private void tryAgain(List<PlannedObject> wave) {
        List<PlannedObject> late = wave.stream().filter(LateTrial::late).toList();
        List<PlannedObject> toCome = wave.stream().filter(this::due).toList();
        refuse(Cures.applied(parallel.each(late, lateTrial::of), toCome));
    }

    private void refuse(List<PlannedObject> judged) {
        for (PlannedObject object : judged) {
            if (object.verdict() instanceof Verdict.Refused) {
                outcome.put(Planned.change(plan, object));
                outcome.fail(object.key() + " " + ((Verdict.Refused) object.verdict()).message());
            }
        }
    }

    private void rank(List<PlannedObject> objects) {
        List<PlannedObject> due = objects.stream().filter(this::due).toList();
        List<PlannedObject> judged =
                parallel.each(due, object -> LateTrial.late(object) ? lateTrial.of(object) : object);
        refuse(judged);
        if (outcome.failed()) {
            return;
        }
        parallel.each(judged, this::attempt);
        if (outcome.anyFailed()) {
            outcome.fail(outcome.changes().stream()
                    .filter(change -> change.action() == Action.FAILED)
                    .map(change -> change.key() + " " + change.message())
                    .collect(Collectors.joining("\n")));
        }
    }

    private boolean due(PlannedObject object) {
        boolean done = outcome.doneAlready(object.key());
        return !done && !(object.inSync() && project.options().applyOutOfSyncOnly());
    }

    private void applied(PlannedObject object) {
        Change change = attempt(object);
        if (change.action() == Action.FAILED) {
            outcome.fail(object.key() + " " + change.message());
        }
    }

    /** Noted at once, so that an interruption of the others loses nothing. */
    private Change attempt(PlannedObject object) {
        Change change;
        try {
            if (object.inSync() && project.options().applyOutOfSyncOnly()) {
                change = Planned.change(plan, object);
                outcome.put(change, object.live());
            } else {
                KubeObject now = apply.run(object);
                change = changed(object, now);
                outcome.put(change, now);
            }
        } catch (ApiException e) {
            change = Planned.line(plan, object, Action.FAILED, "Refused", Refusals.explain(e));
            outcome.put(change);
        } catch (RefusedException e) {
            change = Planned.line(plan, object, Action.FAILED, "NoAnswer", e.getMessage());
            outcome.put(change);
        }
        listener.done(change);
        return change;
    }

    private Change changed(PlannedObject object, KubeObject now) {
        Change planned = Planned.change(plan, object);
        boolean same = object.live() != null && object.live().resourceVersion().equals(now.resourceVersion());
        Action action = object.live() == null || object.verdict() instanceof Verdict.Terminating
                ? Action.CREATED
                : same ? Action.UNCHANGED : Action.CONFIGURED;
        String message = object.verdict() instanceof Verdict.Later ? "" : planned.message();
        return new Change(
                planned.cluster(),
                planned.apiVersion(),
                planned.key(),
                action,
                action == Action.UNCHANGED ? "" : planned.reason(),
                action == Action.UNCHANGED ? object.note() : message,
                planned.wave());
    }

    private void established(List<PlannedObject> definitions) {
        listener.waiting("Waiting for CustomResourceDefinitions to be established");
        mustBeHealthy(definitions, "its CustomResourceDefinitions");
        plan.cluster().rediscover();
    }

    private void mustBeHealthy(List<PlannedObject> objects, String what) {
        wait(objects);
        List<String> unwell = objects.stream()
                .map(object -> unwell(object.key()))
                .flatMap(Optional::stream)
                .toList();
        if (!unwell.isEmpty()) {
            outcome.fail("The sync ended before the rest, since " + what + " did not become healthy: "
                    + String.join("; ", unwell));
        }
    }

    private List<ObjectKey> wait(Collection<PlannedObject> objects) {
        try (HealthWait wait =
                new HealthWait(plan.cluster(), plan.record().applySetId(), health, clock, outcome.live())) {
            return wait.until(objects, end);
        }
    }

    private Optional<String> unwell(ObjectKey key) {
        KubeObject live = outcome.live().get(key);
        if (live == null) {
            return Optional.of(key + " is missing");
        }
        return health.assess(live)
                .filter(verdict -> !verdict.status().isWell())
                .map(verdict -> key + " is " + verdict.status() + said(verdict));
    }

    private static String said(Health verdict) {
        return verdict.message().isEmpty() ? "" : " (" + verdict.message() + ")";
    }

    private void finish() {
        List<PlannedPrune> going =
                plan.prunes().stream().filter(PlannedPrune::goes).toList();
        prune(going.stream().filter(each -> !each.last()).toList());
        if (waits) {
            waitForAll();
        }
        List<PlannedPrune> last = going.stream().filter(PlannedPrune::last).toList();
        if (!last.isEmpty() && !outcome.failed()) {
            pruneLast(last);
        }
        if (!outcome.failed()) {
            keeper.narrow(outcome, going, clock.instant());
        }
    }

    private void prune(List<PlannedPrune> prunes) {
        if (prunes.isEmpty()) {
            return;
        }
        listener.phase("Pruning " + prunes.size() + (prunes.size() == 1 ? " object" : " objects"));
        new PruneRun(plan, project.options(), parallel, this::pruned).run(prunes);
        if (outcome.anyFailed()) {
            outcome.fail("Not everything could be pruned");
        }
        if (waits) {
            keeper.awaitGone(prunes, outcome, clock, end);
        }
    }

    private void pruned(Change change) {
        outcome.put(change);
        listener.done(change);
    }

    private void waitForAll() {
        if (plan.objects().isEmpty()) {
            return;
        }
        listener.waiting("Waiting for health");
        List<ObjectKey> left = wait(plan.objects());
        if (!left.isEmpty()) {
            outcome.late(left.size() + (left.size() == 1 ? " object is" : " objects are") + " still Progressing after "
                    + project.options().timeout().toSeconds() + " s");
        }
    }

    /** Only when all is healthy: else what is to be pruned may be all that still works. */
    private void pruneLast(List<PlannedPrune> last) {
        if (!waits) {
            wait(plan.objects());
        }
        List<String> unwell = plan.objects().stream()
                .map(object -> unwell(object.key()))
                .flatMap(Optional::stream)
                .toList();
        if (unwell.isEmpty()) {
            prune(last);
            return;
        }
        for (PlannedPrune prune : last) {
            outcome.put(Planned.line(
                    plan, prune, Action.KEPT, "PruneLast", "is pruned when all else is healthy: " + unwell.get(0)));
        }
        outcome.fail("Nothing was pruned, since not all is healthy: " + String.join("; ", unwell));
    }
}
