package io.jenkins.plugins.continuousdeployment.engine.health;

import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.degraded;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.healthy;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.progressing;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import java.util.Optional;

/**
 * The reading of kinds that have no rule, kstatus's order (kubernetes-sigs/cli-utils): generation, {@code Reconciling},
 * {@code Stalled}, {@code Ready}, else well. Beyond it:
 *
 * <ul>
 *   <li>a condition that says itself that it is older than the object (apimachinery's {@code metav1.Condition}) is not
 *       believed;
 *   <li>a kind whose status has neither conditions nor an observed generation, or that has no status, has no health: to
 *       call it well would be a guess.
 * </ul>
 */
final class ConditionsReading {
    private ConditionsReading() {}

    /** Nothing where the object does not tell. */
    static Optional<Health> assess(LiveObject live) {
        boolean observes = live.object().at("status", "observedGeneration") instanceof Number;
        if (observes && live.has("metadata", "generation") && live.count("observedGeneration") != live.generation()) {
            return Optional.of(progressing(
                    "Waiting for its controller to see the last change (generation %d, seen %d)",
                    live.generation(), live.count("observedGeneration")));
        }
        if (!observes && live.conditions().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(reconciling(live)
                .or(() -> stalled(live))
                .or(() -> ready(live))
                .orElseGet(() -> healthy("Its controller has seen it and reports no trouble")));
    }

    private static Optional<Health> reconciling(LiveObject live) {
        return live.whenTrue("Reconciling").map(condition -> progressing("%s", condition.explanation()));
    }

    private static Optional<Health> stalled(LiveObject live) {
        return live.whenTrue("Stalled").map(condition -> degraded("%s", condition.explanation()));
    }

    private static Optional<Health> ready(LiveObject live) {
        return live.condition("Ready").map(condition -> {
            if (outdated(live, condition)) {
                return progressing(
                        "Waiting for its controller to see the last change (generation %d; Ready speaks of %d)",
                        live.generation(), condition.observedGeneration());
            }
            return condition.isTrue()
                    ? healthy("%s", condition.explanation())
                    : progressing("Not ready: %s", condition.explanation());
        });
    }

    private static boolean outdated(LiveObject live, Condition condition) {
        return condition.observedGeneration() != null && condition.observedGeneration() < live.generation();
    }
}
