package io.jenkins.plugins.continuousdeployment.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthRollup.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthRollupTest {
    @ParameterizedTest
    @CsvSource({
        "HEALTHY, HEALTHY, HEALTHY",
        "HEALTHY, SUSPENDED, SUSPENDED",
        "PROGRESSING, SUSPENDED, PROGRESSING",
        "PROGRESSING, DEGRADED, DEGRADED",
        "MISSING, PROGRESSING, MISSING",
        "UNKNOWN, DEGRADED, UNKNOWN",
    })
    void worseOfTwo(HealthStatus one, HealthStatus other, HealthStatus worst) {
        assertThat(HealthRollup.worstOf(List.of(live("a", one), live("b", other)))
                        .status())
                .isEqualTo(worst);
        assertThat(HealthRollup.worstOf(List.of(live("b", other), live("a", one)))
                        .status())
                .isEqualTo(worst);
    }

    @Test
    void namesTheFirstOfTheWorstAndCountsTheOthers() {
        Health health = HealthRollup.worstOf(List.of(
                live("a", HealthStatus.HEALTHY),
                live("b", HealthStatus.DEGRADED),
                live("c", HealthStatus.DEGRADED),
                live("d", HealthStatus.PROGRESSING)));
        assertThat(health)
                .isEqualTo(new Health(HealthStatus.DEGRADED, "Deployment.apps shop/b: b is Degraded (and 1 more)"));
    }

    @Test
    void nothingAtAllIsHealthy() {
        assertThat(HealthRollup.worstOf(List.of())).isEqualTo(new Health(HealthStatus.HEALTHY, ""));
    }

    @Test
    void objectsWithoutHealthAreLeftOut() {
        assertThat(HealthRollup.worstOf(List.of(Part.of(object("a", null), Optional.empty())))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "continuous-deployment.jenkins.io/ignore-health",
                "argocd.argoproj.io/ignore-healthcheck",
            })
    void annotatedObjectsAreLeftOut(String annotation) {
        Health degraded = new Health(HealthStatus.DEGRADED, "broken");
        Part ignored = Part.of(object("a", Map.of(annotation, "true")), Optional.of(degraded));
        Part notIgnored = Part.of(object("a", Map.of(annotation, "false")), Optional.of(degraded));
        assertThat(HealthRollup.worstOf(List.of(ignored, live("b", HealthStatus.HEALTHY)))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
        assertThat(HealthRollup.worstOf(List.of(notIgnored)).status()).isEqualTo(HealthStatus.DEGRADED);
    }

    @Test
    void missingCountsOnlyWhenAllAreMissing() {
        Part missing = Part.missing(object("a", null));
        Part alsoMissing = Part.missing(object("b", null));
        assertThat(HealthRollup.worstOf(List.of(missing, alsoMissing)))
                .isEqualTo(new Health(HealthStatus.MISSING, "None of its objects is there"));
        assertThat(HealthRollup.worstOf(List.of(missing, live("b", HealthStatus.HEALTHY)))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
        assertThat(HealthRollup.worstOf(List.of(missing, Part.of(object("c", null), Optional.empty())))
                        .status())
                .as("an object without health is there all the same")
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void ignoredObjectsDoNotHideThatAllOthersAreMissing() {
        Map<String, String> ignore = Map.of(HealthRollup.IGNORE_HEALTH, "true");
        Part ignored = Part.of(object("a", ignore), Optional.of(new Health(HealthStatus.HEALTHY, "")));
        assertThat(HealthRollup.worstOf(List.of(ignored, Part.missing(object("b", null))))
                        .status())
                .isEqualTo(HealthStatus.MISSING);
        assertThat(HealthRollup.worstOf(List.of(Part.missing(object("a", ignore))))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    private static Part live(String name, HealthStatus status) {
        return Part.of(object(name, null), Optional.of(new Health(status, name + " is " + status)));
    }

    private static KubeObject object(String name, Map<String, String> annotations) {
        Map<String, Object> metadata = annotations == null
                ? Map.of("name", name, "namespace", "shop")
                : Map.of("name", name, "namespace", "shop", "annotations", annotations);
        return new KubeObject(Map.of("apiVersion", "apps/v1", "kind", "Deployment", "metadata", metadata));
    }
}
