package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Interruption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tries an object again, now that what it waited for is in the cluster. */
final class LateTrial {
    /**
     * A server takes a moment to serve a definition that it has just established, and nothing tells when: so often, and
     * so long apart, a refusal is not believed yet.
     */
    private static final int ATTEMPTS = 50;

    private static final long PAUSE_MILLIS = 100;

    private final Trial trial;
    private final Set<GroupKind> customKinds;

    LateTrial(ClusterPlan plan, Project project) {
        this.trial =
                new Trial(plan.cluster(), project.owner(), project.options(), Set.of(), Set.of(), Optional.empty());
        this.customKinds = plan.objects().stream()
                .filter(object -> object.key().groupKind().equals(Resolution.DefinedTypes.KIND))
                .filter(object -> !object.inSync())
                .map(object -> new GroupKind(
                        object.resolved().object().text("spec", "group"),
                        object.resolved().object().text("spec", "names", "kind")))
                .collect(Collectors.toSet());
    }

    static boolean late(PlannedObject object) {
        return object.verdict() instanceof Verdict.Later;
    }

    PlannedObject of(PlannedObject object) {
        boolean fresh = customKinds.contains(object.key().groupKind());
        for (int attempt = 1; ; attempt++) {
            PlannedObject judged = trial.of(object.resolved().nowServed(), object.live());
            if (!(judged.verdict() instanceof Verdict.Refused) || !fresh || attempt >= ATTEMPTS) {
                return judged;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw Interruption.of("waiting for a new kind to be served");
        }
    }
}
