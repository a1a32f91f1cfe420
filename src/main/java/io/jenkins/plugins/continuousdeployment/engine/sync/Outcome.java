package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was done in one cluster so far, in the order of the plan whatever came first, and the objects as they were seen
 * last. What is done is put in at once, by whatever thread did it, so that nothing done is missing where a sync breaks.
 */
final class Outcome {
    private final ClusterPlan plan;
    private final Map<ObjectKey, Change> changes = new LinkedHashMap<>();
    private final Map<ObjectKey, KubeObject> live = new ConcurrentHashMap<>();
    private final Set<ObjectKey> done = new HashSet<>();
    private final boolean waits;
    private String failure = "";
    private String lateness = "";

    /**
     * Nothing is done yet.
     *
     * @param waits whether the sync waits until what it deletes is gone, and what it makes is healthy
     */
    Outcome(ClusterPlan plan, boolean waits) {
        this.plan = plan;
        this.waits = waits;
        for (PlannedObject object : plan.objects()) {
            changes.put(
                    object.key(),
                    object.inSync()
                            ? Planned.change(plan, object)
                            : Planned.line(plan, object, Action.SKIPPED, "NotReached", "the sync ended before"));
            if (object.live() != null) {
                live.put(object.key(), object.live());
            }
        }
        for (PlannedPrune prune : plan.prunes()) {
            changes.put(
                    prune.key(),
                    prune.goes()
                            ? Planned.line(plan, prune, Action.KEPT, "NotReached", "the sync ended before")
                            : Planned.change(plan, prune));
        }
    }

    synchronized void put(Change change) {
        changes.put(change.key(), change);
        done.add(change.key());
    }

    synchronized void put(Change change, KubeObject now) {
        put(change);
        if (now != null) {
            live.put(change.key(), now);
        }
    }

    /** Ends the sync of this cluster; the first reason stays. */
    void fail(String why) {
        if (failure.isEmpty()) {
            failure = why;
        }
    }

    /** Everything is applied, and not all is well in time. */
    void late(String what) {
        lateness = what;
    }

    String lateness() {
        return lateness;
    }

    synchronized boolean doneAlready(ObjectKey key) {
        return done.contains(key);
    }

    synchronized Change change(ObjectKey key) {
        return changes.get(key);
    }

    boolean waitedForPrune() {
        return waits;
    }

    boolean failed() {
        return !failure.isEmpty();
    }

    String failure() {
        return failure;
    }

    synchronized List<Change> changes() {
        return List.copyOf(changes.values());
    }

    /** The objects as they were seen last; the map itself, for who watches them. */
    Map<ObjectKey, KubeObject> live() {
        return live;
    }

    ClusterPlan plan() {
        return plan;
    }

    synchronized boolean anyFailed() {
        return changes.values().stream().anyMatch(change -> change.action() == Action.FAILED);
    }
}
