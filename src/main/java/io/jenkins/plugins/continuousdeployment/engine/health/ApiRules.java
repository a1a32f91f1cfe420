package io.jenkins.plugins.continuousdeployment.engine.health;

import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.degraded;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.healthy;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.progressing;

import io.jenkins.plugins.continuousdeployment.engine.Health;

/** Kinds that make the API larger, and what else the control plane itself answers for. */
final class ApiRules {
    private ApiRules() {}

    static Health apiService(LiveObject live) {
        if (live.whenTrue("Available").isPresent()) {
            return healthy("Its API is served");
        }
        return live.condition("Available")
                .map(condition -> progressing("Its API is not served: %s", condition.explanation()))
                .orElseGet(() -> progressing("Waiting for the first look at its API"));
    }

    /** kstatus's rule: refused names and a definition that is not being installed won't mend themselves. */
    static Health customResourceDefinition(LiveObject live) {
        return live.whenFalse("NamesAccepted")
                .map(condition -> degraded("Its names are refused: %s", condition.explanation()))
                .or(() -> live.whenFalse("Established")
                        .filter(condition -> !condition.reason().equals("Installing"))
                        .map(condition -> degraded("Not established: %s", condition.explanation())))
                .orElseGet(() -> live.whenTrue("Established").isPresent()
                        ? healthy("Established: its kind is served")
                        : progressing("Waiting for its kind to be served"));
    }

    static Health certificateSigningRequest(LiveObject live) {
        return live.whenTrue("Denied")
                .or(() -> live.whenTrue("Failed"))
                .map(condition -> degraded("%s: %s", condition.type(), condition.explanation()))
                .orElseGet(() -> live.text("status", "certificate").isEmpty()
                        ? progressing("Waiting to be approved and signed")
                        : healthy("Signed"));
    }

    /** kstatus's rule; a budget without Pods wants none and is met. */
    static Health podDisruptionBudget(LiveObject live) {
        long healthy = live.count("currentHealthy");
        long wanted = live.count("desiredHealthy");
        if (!live.has("status", "observedGeneration") || live.count("observedGeneration") < live.generation()) {
            return progressing("Waiting for its controller to see it");
        }
        return live.whenFalse("DisruptionAllowed")
                .filter(condition -> condition.reason().equals("SyncFailed"))
                .map(condition -> degraded("Can't be kept: %s", condition.explanation()))
                .orElseGet(() -> healthy < wanted
                        ? progressing("%d of %s healthy, fewer than the budget wants", healthy, pods(wanted))
                        : healthy("%s healthy, at least %d wanted", pods(healthy), wanted));
    }

    private static String pods(long count) {
        return Verdict.counted(count, "Pod");
    }

    static Health namespace(LiveObject live) {
        String phase = live.text("status", "phase");
        return phase.equals("Active")
                ? healthy("Active")
                : progressing("Its phase is %s", phase.isEmpty() ? "not set" : phase);
    }
}
