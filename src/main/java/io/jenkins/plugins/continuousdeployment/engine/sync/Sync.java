package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Makes live equal desired, as a comparison planned it. */
public final class Sync {
    private Sync() {}

    /**
     * Carries out a plan.
     *
     * @param comparison the plan, made a moment ago
     * @param waits whether to wait for health
     * @return what was done; also where it broke midway, or was interrupted, in which case the thread's flag is set
     * @throws RefusedException where the plan has an error: then nothing was changed anywhere
     */
    public static ChangeSet of(
            Comparison comparison, boolean waits, Parallel parallel, Clock clock, SyncListener listener) {
        comparison.refuseErrors();
        listener.images(comparison.images());
        List<Outcome> outcomes = new ArrayList<>();
        for (ClusterPlan plan : comparison.clusters()) {
            Outcome outcome = new Outcome(plan, waits);
            outcomes.add(outcome);
        }
        for (Outcome outcome : outcomes) {
            try {
                new ClusterSync(outcome.plan(), comparison.project(), waits, parallel, clock, listener, outcome).run();
            } catch (CancellationException e) {
                outcome.fail(e.getMessage());
                break;
            }
        }
        return Report.of(comparison, outcomes, clock.instant());
    }
}
