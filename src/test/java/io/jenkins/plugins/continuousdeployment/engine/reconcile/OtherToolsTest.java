package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthRules;
import io.jenkins.plugins.continuousdeployment.engine.render.RenderLimits;
import io.jenkins.plugins.continuousdeployment.engine.render.Renderer;
import io.jenkins.plugins.continuousdeployment.engine.render.ToolPaths;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Programs and rules that are exchanged while the loop is at work. */
class OtherToolsTest {
    private static final Map<String, String> KUSTOMIZED = Map.of(
            "map.yaml",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: colours}, data: {sky: grey}}",
            "kustomization.yaml",
            "resources: [map.yaml]\n");

    private static Renderer without() {
        return new Renderer(ToolPaths.on("/nowhere"), RenderLimits.DEFAULT);
    }

    private static Renderer with() {
        return new Renderer(
                new ToolPaths(Optional.of(TestBed.program("kustomize")), Optional.empty(), ""), RenderLimits.DEFAULT);
    }

    private static HealthReader sayingOfGrey(String health) {
        return HealthReader.with(HealthRules.read(
                "rules",
                "- {kinds: ConfigMap, rules: [{when: {data.sky: grey}, health: " + health + ", message: installed}]}"));
    }

    @Test
    void otherRulesTellAtOnceHowWellProjectsAreAndTheirOwnRulesComeFirst() {
        try (Loop loop = new Loop()) {
            loop.says(KUSTOMIZED).repository.commit("Clouds");
            loop.keeps(loop.definition("automatic: true", "interval: 1h").replace("  interval: 1s\n", ""));
            loop.next(Event.Kind.SYNCED);
            loop.reconciler().use(with(), sayingOfGrey("Degraded"));
            assertThat(loop.next(event -> event.health() == HealthStatus.DEGRADED, "degraded")
                            .message())
                    .contains("installed");
            loop.reconciler().use(with(), sayingOfGrey("Suspended"));
            loop.next(event -> event.health() == HealthStatus.SUSPENDED, "suspended");
            loop.keeps(loop.definition("automatic: true") + """
                    health:
                    - {kinds: ConfigMap, rules: [{health: Healthy, message: its own}]}
                    """);
            loop.next(event -> event.health() == HealthStatus.HEALTHY, "healthy");
        }
    }

    @Test
    void otherProgramsRenderAtOnceWhatCouldNotBeRendered() {
        try (Loop loop = new Loop()) {
            loop.reconciler().use(without(), new HealthReader());
            loop.says(KUSTOMIZED).repository.commit("Clouds");
            loop.keeps(loop.automatic());
            assertThat(loop.next(Event.Kind.FAILED).message()).contains("neither kustomize nor kubectl");
            loop.reconciler().use(with(), new HealthReader());
            loop.next(Event.Kind.SYNCED);
            // What was rendered well by other programs is rendered again, too.
            loop.reconciler().use(without(), new HealthReader());
            assertThat(loop.next(Event.Kind.FAILED).message()).contains("neither kustomize nor kubectl");
        }
    }
}
