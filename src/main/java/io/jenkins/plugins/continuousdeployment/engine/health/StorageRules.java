package io.jenkins.plugins.continuousdeployment.engine.health;

import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.degraded;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.healthy;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.progressing;
import static io.jenkins.plugins.continuousdeployment.engine.health.Verdict.unknown;

import io.jenkins.plugins.continuousdeployment.engine.Health;

/** Volumes and the claims on them. */
final class StorageRules {
    private StorageRules() {}

    static Health claim(LiveObject live) {
        String phase = live.text("status", "phase");
        return switch (phase) {
            case "Bound" -> healthy("Bound to volume %s", live.text("spec", "volumeName"));
            case "Pending" -> progressing("Waiting for a volume; some storage classes wait for the first Pod");
            case "Lost" -> degraded("Its volume %s is lost", live.text("spec", "volumeName"));
            default -> noSuchPhase(phase);
        };
    }

    static Health volume(LiveObject live) {
        String phase = live.text("status", "phase");
        return switch (phase) {
            case "Available" -> healthy("Available");
            case "Bound" ->
                healthy(
                        "Bound to claim %s/%s",
                        live.text("spec", "claimRef", "namespace"), live.text("spec", "claimRef", "name"));
            case "Released" -> healthy("Released by its claim");
            case "Pending" -> progressing("Not available yet");
            case "Failed" -> degraded("Could not be reclaimed: %s", live.text("status", "message"));
            default -> noSuchPhase(phase);
        };
    }

    private static Health noSuchPhase(String phase) {
        return phase.isEmpty() ? unknown("Its status names no phase") : unknown("Its phase is %s", phase);
    }
}
