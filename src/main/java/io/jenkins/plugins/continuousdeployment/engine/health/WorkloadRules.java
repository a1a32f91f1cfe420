package io.jenkins.plugins.continuousdeployment.engine.health;

import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.counted;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.degraded;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.healthy;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.progressing;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.suspended;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import java.util.Optional;

/** Kinds that keep a number of Pods running. Their rules are Argo CD's, and kstatus's where a scale-down is on. */
final class WorkloadRules {
    private WorkloadRules() {}

    static Health deployment(LiveObject live) {
        if (live.flag("spec", "paused")) {
            return suspended("The rollout is paused (spec.paused)");
        }
        return notObserved(live)
                .or(() -> live.condition("Progressing")
                        .filter(condition -> condition.reason().equals("ProgressDeadlineExceeded"))
                        .map(condition -> degraded(
                                "The rollout exceeded its deadline: %s%s",
                                condition.explanation(),
                                refusal(live).map(why -> "; " + why).orElse(""))))
                .orElseGet(() -> rollout(live));
    }

    private static Health rollout(LiveObject live) {
        long wanted = replicas(live);
        long updated = live.count("updatedReplicas");
        long available = live.count("availableReplicas");
        long existing = live.count("replicas");
        if (updated < wanted) {
            return progressing("%d of %s updated; %s", updated, counted(wanted, "replica"), whyNot(live));
        }
        if (existing > updated) {
            return progressing(
                    "%s of an older revision still to end; %s", counted(existing - updated, "replica"), whyNot(live));
        }
        if (existing > wanted) {
            return progressing("%s too many; waiting for the scale-down", counted(existing - wanted, "replica"));
        }
        if (available < updated) {
            return progressing("%d of %s available; %s", available, counted(updated, "replica"), whyNot(live));
        }
        return running(available);
    }

    private static String whyNot(LiveObject live) {
        return refusal(live).orElse("waiting for the rollout to finish");
    }

    /** A quota or a policy that refuses Pods shows here long before the deadline does. */
    private static Optional<String> refusal(LiveObject live) {
        return live.whenTrue("ReplicaFailure").map(condition -> "Pods can't be created: " + condition.explanation());
    }

    static Health statefulSet(LiveObject live) {
        Optional<Health> notObserved = notObserved(live);
        if (notObserved.isPresent()) {
            return notObserved.get();
        }
        long wanted = replicas(live);
        long ready = live.count("readyReplicas");
        // Servers before 1.22 count no available replicas.
        long available = live.number(ready, "status", "availableReplicas");
        long existing = live.count("replicas");
        if (ready < wanted) {
            return progressing("%d of %s ready", ready, counted(wanted, "replica"));
        }
        if (available < wanted) {
            return progressing("%d of %s available", available, counted(wanted, "replica"));
        }
        if (existing > wanted) {
            return progressing("%s too many; waiting for the scale-down", counted(existing - wanted, "replica"));
        }
        return onDelete(live) ? byHand(counted(ready, "replica") + " ready") : rollingUpdate(live, wanted, ready);
    }

    private static Health rollingUpdate(LiveObject live, long wanted, long ready) {
        String[] partitionPath = {"spec", "updateStrategy", "rollingUpdate", "partition"};
        boolean revised = !live.text("status", "updateRevision").equals(live.text("status", "currentRevision"));
        long partition = live.number(0, partitionPath);
        long toUpdate = Math.max(0, wanted - partition);
        long updated = live.count("updatedReplicas");
        if (revised && (updated < toUpdate || !live.has(partitionPath))) {
            return progressing(
                    "%d of %s updated; waiting for the rollout to finish", updated, counted(toUpdate, "replica"));
        }
        return partition > 0
                ? healthy("%s updated, as far as partition %d allows", counted(updated, "replica"), partition)
                : running(ready);
    }

    static Health daemonSet(LiveObject live) {
        Optional<Health> notObserved = notObserved(live);
        if (notObserved.isPresent()) {
            return notObserved.get();
        }
        long wanted = live.count("desiredNumberScheduled");
        long updated = live.count("updatedNumberScheduled");
        long available = live.count("numberAvailable");
        if (onDelete(live)) {
            return byHand("Runs on " + counted(available, "node"));
        }
        if (updated < wanted) {
            return progressing("%d of %s updated; waiting for the rollout to finish", updated, counted(wanted, "Pod"));
        }
        if (available < wanted) {
            return progressing(
                    "%d of %s available; waiting for the rollout to finish", available, counted(wanted, "Pod"));
        }
        return wanted == 0 ? healthy("No node is to run it") : healthy("Runs on %s", counted(wanted, "node"));
    }

    /** ReplicaSet and ReplicationController, which have the same status. */
    static Health replicaSet(LiveObject live) {
        return notObserved(live)
                .or(() -> live.whenTrue("ReplicaFailure")
                        .map(condition -> degraded("Pods can't be created: %s", condition.explanation())))
                .orElseGet(() -> replicas(replicas(live), live.count("availableReplicas"), live.count("replicas")));
    }

    private static Health replicas(long wanted, long available, long existing) {
        if (available < wanted) {
            return progressing("%d of %s available", available, counted(wanted, "replica"));
        }
        if (existing > wanted) {
            return progressing("%s too many; waiting for the scale-down", counted(existing - wanted, "replica"));
        }
        return running(available);
    }

    /** What the status says holds for an older specification. */
    private static Optional<Health> notObserved(LiveObject live) {
        long observed = live.count("observedGeneration");
        if (!live.has("status", "observedGeneration")) {
            return Optional.of(progressing("Waiting for its controller to see it"));
        }
        return observed >= live.generation()
                ? Optional.empty()
                : Optional.of(progressing(
                        "Waiting for its controller to see the last change (generation %d, seen %d)",
                        live.generation(), observed));
    }

    private static long replicas(LiveObject live) {
        return live.number(1, "spec", "replicas");
    }

    private static boolean onDelete(LiveObject live) {
        return live.text("spec", "updateStrategy", "type").equals("OnDelete");
    }

    private static Health byHand(String state) {
        return healthy("%s; Pods are updated when someone deletes them (OnDelete)", state);
    }

    private static Health running(long available) {
        return available == 0 ? healthy("Scaled to zero") : healthy("%s available", counted(available, "replica"));
    }
}
