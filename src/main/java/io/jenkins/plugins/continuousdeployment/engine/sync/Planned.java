package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;

/** A plan's entries as lines of a change set: what a sync would do. */
final class Planned {
    private Planned() {}

    static Change change(ClusterPlan plan, PlannedObject object) {
        Verdict verdict = object.verdict();
        boolean missing = object.live() == null;
        if (verdict instanceof Verdict.InSync) {
            return line(plan, object, Action.UNCHANGED, "", "");
        } else if (verdict instanceof Verdict.Create) {
            return line(plan, object, Action.CREATED, "Missing", "");
        } else if (verdict instanceof Verdict.Change change) {
            return line(plan, object, Action.CONFIGURED, "Differs", change.message());
        } else if (verdict instanceof Verdict.Recreate recreate) {
            return line(plan, object, Action.CONFIGURED, "Recreate", "is deleted and made again: " + recreate.why());
        } else if (verdict instanceof Verdict.Terminating) {
            return line(
                    plan, object, Action.CREATED, "Terminating", "is being deleted, and made again when it is gone");
        } else if (verdict instanceof Verdict.Later later) {
            return line(plan, object, missing ? Action.CREATED : Action.CONFIGURED, "Later", later.why());
        }
        return line(plan, object, Action.FAILED, "Refused", ((Verdict.Refused) verdict).message());
    }

    static Change line(ClusterPlan plan, PlannedObject object, Action action, String reason, String message) {
        String note = object.note();
        return new Change(
                plan.cluster().name(),
                object.resolved().type().apiVersion(),
                object.key(),
                action,
                reason,
                note.isEmpty() ? message : message.isEmpty() ? note : message + "; " + note,
                object.wave());
    }

    static Change change(ClusterPlan plan, PlannedPrune prune) {
        return prune.goes()
                ? line(plan, prune, Action.PRUNED, "NotInSource", "")
                : line(
                        plan,
                        prune,
                        Action.KEPT,
                        prune.kept().reason(),
                        prune.kept().message());
    }

    static Change line(ClusterPlan plan, PlannedPrune prune, Action action, String reason, String message) {
        return new Change(plan.cluster().name(), prune.type().apiVersion(), prune.key(), action, reason, message, 0);
    }
}
