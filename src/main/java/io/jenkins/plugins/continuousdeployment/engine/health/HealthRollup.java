package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How well a project is: as well as its worst object. Left out are objects without health and those that say so by
 * annotation. A missing object counts only when all are missing, as in Argo CD since 3.4: while some are still to be
 * made, the sync status tells it better.
 */
public final class HealthRollup {
    /** {@code "true"} on an object leaves its health out of the project's. */
    public static final String IGNORE_HEALTH = "continuous-deployment.jenkins.io/ignore-health";

    private static final Set<String> IGNORING = Set.of(IGNORE_HEALTH, "argocd.argoproj.io/ignore-healthcheck");

    private HealthRollup() {}

    /**
     * What one object of the project adds.
     *
     * @param key which object
     * @param missing whether the cluster does not have it
     * @param ignored whether its annotations leave its health out
     * @param health the verdict on it; nothing for a missing one and for a kind that has none
     */
    public record Part(ObjectKey key, boolean missing, boolean ignored, Optional<Health> health) {
        public Part {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(health, "health");
        }

        /** A desired object that the cluster does not have. */
        public static Part missing(KubeObject desired) {
            return new Part(ObjectKey.of(desired), true, ignored(desired), Optional.empty());
        }

        /**
         * An object that the cluster has.
         *
         * @param live as the cluster has it: its annotations count
         * @param health what {@link HealthReader} says of it
         */
        public static Part of(KubeObject live, Optional<Health> health) {
            return new Part(ObjectKey.of(live), false, ignored(live), health);
        }

        private static boolean ignored(KubeObject object) {
            return IGNORING.stream().anyMatch(name -> "true".equals(object.annotation(name)));
        }
    }

    /**
     * The worst of the parts.
     *
     * @param parts the project's own objects, without those a controller made and without hooks
     * @return the status, and a message that names the first of the worst objects and counts the others
     */
    public static Health worstOf(Collection<Part> parts) {
        List<Part> counted = parts.stream().filter(part -> !part.ignored()).toList();
        if (!counted.isEmpty() && counted.stream().allMatch(Part::missing)) {
            return new Health(HealthStatus.MISSING, "None of its objects is there");
        }
        List<Part> judged =
                counted.stream().filter(part -> part.health().isPresent()).toList();
        return judged.stream()
                .map(HealthRollup::status)
                .max(Comparator.naturalOrder())
                .filter(worst -> worst != HealthStatus.HEALTHY)
                .map(worst -> named(worst, judged))
                .orElseGet(() -> new Health(HealthStatus.HEALTHY, ""));
    }

    private static Health named(HealthStatus worst, List<Part> judged) {
        List<Part> those = judged.stream().filter(part -> status(part) == worst).toList();
        Part first = those.get(0);
        String message = first.key() + ": " + first.health().orElseThrow().message();
        return new Health(worst, those.size() == 1 ? message : message + " (and " + (those.size() - 1) + " more)");
    }

    private static HealthStatus status(Part part) {
        return part.health().orElseThrow().status();
    }
}
