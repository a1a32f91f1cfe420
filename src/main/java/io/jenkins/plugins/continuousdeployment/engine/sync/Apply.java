package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ObjectApi;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ObjectApi.Mode;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ResourceType;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings one object to its desired state, for real. */
final class Apply {
    /** Somebody else may write at the same moment; more often than this in a row is a fight, and told. */
    private static final int ROUNDS = 5;

    private final ObjectApi objects;
    private final SyncOptions options;
    private final Disappearance disappearance;
    private final Differences differences;

    Apply(Cluster cluster, SyncOptions options, Disappearance disappearance) {
        this.objects = cluster.objects();
        this.options = options;
        this.disappearance = disappearance;
        this.differences = new Differences(cluster.discovery(), Optional.empty());
    }

    /**
     * Applies, replaces, or deletes and makes again.
     *
     * @return the object as it is now
     * @throws ApiException where the server refused
     */
    KubeObject run(PlannedObject object) {
        ResolvedObject resolved = object.resolved();
        KubeObject live = object.live();
        if (object.verdict() instanceof Verdict.Terminating) {
            disappearance.await(resolved.type(), live);
            return objects.apply(resolved.type(), resolved.object(), Mode.REAL);
        }
        if (object.verdict() instanceof Verdict.Recreate) {
            delete(resolved.type(), live);
            return objects.apply(resolved.type(), resolved.object(), Mode.REAL);
        }
        if (live != null) {
            // What a replacement wrote becomes ours like everything else, so that the next comparison needs no request.
            takeOver(resolved, resolved.options().replace() ? replaced(resolved, live) : live);
        }
        return objects.apply(resolved.type(), resolved.object(), Mode.REAL);
    }

    private void delete(ResourceType type, KubeObject live) {
        KubeObject current = live;
        for (int round = 0; ; round++) {
            try {
                objects.delete(type, current, options.propagationPolicy().api(), Mode.REAL);
                disappearance.await(type, current);
                return;
            } catch (ApiException e) {
                Optional<KubeObject> again = afterConflict(type, current, e, round);
                if (again.isEmpty() || !again.get().uid().equals(current.uid())) {
                    return;
                }
                current = again.get();
            }
        }
    }

    private KubeObject replaced(ResolvedObject resolved, KubeObject live) {
        KubeObject current = live;
        for (int round = 0; ; round++) {
            try {
                return objects.replace(resolved.type(), Trial.replacement(resolved.object(), current), Mode.REAL);
            } catch (ApiException e) {
                Optional<KubeObject> again = afterConflict(resolved.type(), current, e, round);
                if (again.isEmpty()) {
                    return objects.apply(resolved.type(), resolved.object(), Mode.REAL);
                }
                current = again.get();
            }
        }
    }

    /** The object as it is after a write of somebody else; empty where it is gone. Other refusals are passed on. */
    private Optional<KubeObject> afterConflict(ResourceType type, KubeObject stale, ApiException e, int round) {
        if (!(e.conflict() || e.notFound()) || round >= ROUNDS) {
            throw e;
        }
        return objects.get(type, stale.namespace(), stale.name());
    }

    private void takeOver(ResolvedObject resolved, KubeObject live) {
        KubeObject current = live;
        for (int round = 0; ; round++) {
            try {
                List<Map<String, Object>> operations = differences.patch(resolved, current);
                if (!operations.isEmpty()) {
                    objects.patch(resolved.type(), current.namespace(), current.name(), operations, Mode.REAL);
                }
                return;
            } catch (ApiException e) {
                boolean changedMeanwhile = e.code() == 409 || e.code() == 422 || e.notFound();
                if (!changedMeanwhile || round >= ROUNDS) {
                    throw e;
                }
                Optional<KubeObject> again = objects.get(resolved.type(), current.namespace(), current.name());
                if (again.isEmpty()) {
                    return;
                }
                current = again.get();
            }
        }
    }
}
