package io.jenkins.plugins.continuousdeployment.engine.health;

import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.degraded;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.healthy;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.progressing;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A HorizontalPodAutoscaler of any version. In {@code autoscaling/v1} the conditions stand as JSON in an annotation. A
 * reason that names a failure counts whatever its condition's status: servers have written {@code AbleToScale=True,
 * FailedGetScale}.
 */
final class AutoscalerRule {
    private static final String V1_CONDITIONS = "autoscaling.alpha.kubernetes.io/conditions";
    private static final Set<String> WELL = Set.of("AbleToScale", "ScalingLimited");

    private AutoscalerRule() {}

    static Health assess(LiveObject live) {
        List<Condition> conditions = conditions(live);
        for (Condition condition : conditions) {
            if (condition.reason().startsWith("Failed") || condition.reason().startsWith("Invalid")) {
                return degraded("Can't scale: %s", condition.explanation());
            }
        }
        for (Condition condition : conditions) {
            if (condition.isTrue() && WELL.contains(condition.type())) {
                return healthy("%s", condition.explanation());
            }
        }
        return progressing("Waiting for its first look at the target");
    }

    private static List<Condition> conditions(LiveObject live) {
        List<Condition> conditions = live.conditions();
        String annotation = live.object().annotation(V1_CONDITIONS);
        if (!conditions.isEmpty() || annotation == null) {
            return conditions;
        }
        try {
            return Json.read(annotation.getBytes(StandardCharsets.UTF_8)) instanceof List<?> entries
                    ? LiveObject.conditions(entries)
                    : List.of();
        } catch (IOException e) {
            // Anyone may write an annotation; one that can't be read says nothing.
            return List.of();
        }
    }
}
