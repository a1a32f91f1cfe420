package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Marks;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ObjectApi;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ObjectApi.Mode;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Deletes what a plan says, in the reverse order of a sync. What has changed its owner meanwhile stays. */
final class PruneRun {
    private static final int ROUNDS = 5;

    private final ClusterPlan plan;
    private final SyncOptions options;
    private final Parallel parallel;
    private final Consumer<Change> done;

    /**
     * Prepares it.
     *
     * @param done hears of each object as soon as it is deleted or could not be, in several threads
     */
    PruneRun(ClusterPlan plan, SyncOptions options, Parallel parallel, Consumer<Change> done) {
        this.plan = plan;
        this.options = options;
        this.parallel = parallel;
        this.done = done;
    }

    void run(List<PlannedPrune> prunes) {
        Map<Integer, List<PlannedPrune>> byRank = prunes.stream()
                .sorted(Comparator.comparing(PlannedPrune::key))
                .collect(Collectors.groupingBy(
                        prune -> SyncOrder.rank(prune.key().groupKind()),
                        () -> new TreeMap<Integer, List<PlannedPrune>>(Comparator.reverseOrder()),
                        Collectors.toList()));
        byRank.values().forEach(rank -> parallel.each(rank, this::prune));
    }

    private Change prune(PlannedPrune prune) {
        Change change;
        try {
            change = delete(prune);
        } catch (ApiException e) {
            change = Planned.line(plan, prune, Action.FAILED, "Refused", Refusals.explain(e));
        } catch (RefusedException e) {
            change = Planned.line(plan, prune, Action.FAILED, "NoAnswer", e.getMessage());
        }
        done.accept(change);
        return change;
    }

    private Change delete(PlannedPrune prune) {
        ObjectApi objects = plan.cluster().objects();
        KubeObject live = prune.live();
        for (int round = 0; ; round++) {
            try {
                objects.delete(prune.type(), live, options.propagationPolicy().api(), Mode.REAL);
                return Planned.line(plan, prune, Action.PRUNED, "NotInSource", "");
            } catch (ApiException e) {
                if (!(e.conflict() || e.notFound()) || round >= ROUNDS) {
                    throw e;
                }
                Optional<KubeObject> now = objects.get(prune.type(), live.namespace(), live.name());
                if (now.isEmpty() || !now.get().uid().equals(live.uid())) {
                    return Planned.line(plan, prune, Action.PRUNED, "NotInSource", "");
                }
                if (!Marks.ours(now.get(), plan.record().owner(), plan.record().applySetId())) {
                    return Planned.line(
                            plan, prune, Action.KEPT, "NotOurs", "its marks were changed meanwhile: it is not ours");
                }
                if (!ObjectOptions.of(now.get(), options).prune()) {
                    return Planned.line(
                            plan, prune, Action.KEPT, "PruneDisabled", "its annotations now say that it is to stay");
                }
                live = now.get();
            }
        }
    }
}
