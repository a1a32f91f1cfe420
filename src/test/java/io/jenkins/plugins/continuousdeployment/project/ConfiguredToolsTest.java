package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Programs and rules of the global configuration: projects follow them as soon as they are saved. */
@WithJenkins
class ConfiguredToolsTest {
    private static JenkinsRule jenkins;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @AfterEach
    void forget() {
        configuration().setKustomize("");
        configuration().setHelm("");
        configuration().setHealthRules("");
        configuration().save();
    }

    private static DeploymentConfiguration configuration() {
        return DeploymentConfiguration.get();
    }

    private String script(String name, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"))
                .toString();
    }

    @Test
    void aKustomizationIsRenderedByTheConfiguredProgram() throws Exception {
        try (Shop shop = new Shop(jenkins)) {
            Path runs = folder.resolve("runs");
            configuration().setKustomize(script("broken", "echo no such luck >&2; exit 3"));
            configuration().save();
            shop.says("blue").says(Map.of("kustomization.yaml", "resources: [map.yaml]\nnamePrefix: my-\n"));
            shop.repository.commit("A kustomization");
            ContinuousDeployment project = shop.project("kustomized", shop.automatic());
            Shop.becomes(project, state -> state.message().contains("no such luck"));

            String real = "echo run >> '" + runs + "'\nexec '" + TestBed.program("kustomize") + "' \"$@\"";
            configuration().setKustomize(script("kustomize", real));
            configuration().save();
            Shop.well(project);
            assertThat(shop.kubectl.run("get", "configmap", "my-colours", "-n", shop.namespace, "-o", "name"))
                    .contains("my-colours");
            assertThat(runs).exists();
        }
    }

    /** Without it the project would have the {@code PATH}'s, and the test's machine has none. */
    @Test
    void aChartIsRenderedByTheConfiguredProgram() throws Exception {
        try (Shop shop = new Shop(jenkins)) {
            configuration().setHelm(TestBed.program("helm").toString());
            configuration().save();
            shop.says(Map.of(
                    "Chart.yaml",
                    "{apiVersion: v2, name: shop, version: 1.0.0}",
                    "templates/map.yaml",
                    Shop.MAP.replace("SKY", "'{{ .Release.Name }}'")));
            shop.repository.commit("A chart");
            ContinuousDeployment project = shop.project("charted", shop.automatic());
            Shop.well(project);
            assertThat(shop.sky()).isEqualTo("charted");
        }
    }

    @Test
    void aBuildThatWaitsForHealthGoesOnWaitingUnderOtherRules() throws Exception {
        try (Shop shop = new Shop(jenkins)) {
            shop.says("blue").repository.commit("The shop");
            ContinuousDeployment project = shop.project("waiting", shop.automatic());
            Shop.well(project);
            configuration().setHealthRules("""
                    - kinds: ConfigMap
                      rules:
                      - {when: {data.sky: blue}, health: Suspended}
                      - {when: {data.sky: grey}, health: Progressing}
                    """);
            configuration().save();
            Shop.becomes(project, state -> state.health() == HealthStatus.SUSPENDED);
            int next = project.getNextBuildNumber();
            shop.says("grey").repository.commit("Clouds");
            DeploymentLoop.get().look(project);
            Shop.becomes(project, state -> state.health() == HealthStatus.PROGRESSING);
            assertThat(project.getBuildByNumber(next).isBuilding()).isTrue();

            configuration().setHealthRules("");
            configuration().save();
            assertThat(Shop.ended(project, next).getResult()).isEqualTo(Result.SUCCESS);
            assertThat(project.getLastBuild().getNumber()).isEqualTo(next);
        }
    }

    @Test
    void theHealthOfAProjectFollowsConfiguredRulesAfterItsOwn() throws Exception {
        try (Shop shop = new Shop(jenkins)) {
            shop.says("grey").repository.commit("Clouds");
            String hourly = shop.automatic().replace("interval: 1s", "interval: 1h");
            ContinuousDeployment plain = shop.project("plain", hourly);
            Shop.well(plain);
            int builds = plain.getLastBuild().getNumber();
            configuration().setHealthRules("""
                    - kinds: ConfigMap
                      rules:
                      - {when: {data.sky: grey}, health: Degraded, message: 'the sky is {data.sky}'}
                    """);
            configuration().save();
            Shop.becomes(plain, state -> state.health() == HealthStatus.DEGRADED);
            assertThat(plain.state().toString()).contains("the sky is grey");

            plain.setDefinition(hourly + "health: [{kinds: ConfigMap, rules: [{health: Suspended}]}]\n");
            Shop.becomes(plain, state -> state.health() == HealthStatus.SUSPENDED);
            plain.setDefinition(hourly);
            Shop.becomes(plain, state -> state.health() == HealthStatus.DEGRADED);
            configuration().setHealthRules("");
            configuration().save();
            Shop.well(plain);
            assertThat(plain.getLastBuild().getNumber()).isEqualTo(builds);
        }
    }
}
