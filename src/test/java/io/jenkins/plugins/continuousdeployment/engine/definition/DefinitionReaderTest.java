package io.jenkins.plugins.continuousdeployment.engine.definition;

import static io.jenkins.plugins.continuousdeployment.engine.definition.TestDefinitions.LEAST;
import static io.jenkins.plugins.continuousdeployment.engine.definition.TestDefinitions.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionReaderTest {
    @Test
    void leastDefinitionHasTheDefaults() {
        DeploymentDefinition least = read(LEAST);
        assertThat(least)
                .isEqualTo(new DeploymentDefinition(
                        "shop",
                        "",
                        "",
                        "",
                        new Source(
                                "https://git.example.com/shop.git",
                                "",
                                "HEAD",
                                ".",
                                Optional.empty(),
                                Optional.empty()),
                        List.of(new DestinationSpec("prod", Optional.empty(), "")),
                        new SyncOptions(
                                false,
                                Duration.ofMinutes(3),
                                false,
                                false,
                                false,
                                false,
                                false,
                                false,
                                true,
                                PropagationPolicy.FOREGROUND,
                                false,
                                false,
                                null,
                                List.of(),
                                false,
                                Duration.ofMinutes(10),
                                new Retry(5, Duration.ofSeconds(5), 2, Duration.ofMinutes(3))),
                        Optional.empty(),
                        OnDelete.KEEP,
                        HealthRules.NONE,
                        List.of(),
                        Optional.empty()));
        assertThat(least.effectiveTrackingId()).isEqualTo("shop");
    }

    @Test
    void fullSampleIsReadKeyByKey() throws IOException {
        String sample = Files.readString(Path.of(System.getProperty("checkout"), "docs/samples/definition.yaml"));
        DeploymentDefinition shop =
                new DefinitionReader().read("definition.yaml", sample).get(0).definition();
        assertThat(shop.displayName()).isEqualTo("Shop");
        assertThat(shop.source())
                .isEqualTo(new Source(
                        "https://git.example.com/shop/config.git",
                        "shop-git",
                        "main",
                        "deploy/prod",
                        Optional.empty(),
                        Optional.empty()));
        assertThat(shop.destinations())
                .containsExactly(
                        new DestinationSpec("prod", Optional.empty(), "shop"),
                        new DestinationSpec(
                                "", Optional.of(new ClusterSelector(Map.of("tier", "edge"))), "shop-cache"));
        assertThat(shop.sync())
                .isEqualTo(SyncOptions.of(Map.of(
                        "automatic",
                        true,
                        "prune",
                        true,
                        "selfHeal",
                        true,
                        "createNamespace",
                        true,
                        "pruneLimit",
                        10L)));
        assertThat(shop.suspended())
                .contains(new Suspension("ann", "incident 12", Optional.of(Instant.parse("2027-01-01T08:00:00Z"))));
        assertThat(shop.images())
                .containsExactly(new ImagePolicy(
                        "default:image-gitops",
                        "ghcr.io/shop/web",
                        "registry",
                        Optional.of(new TagFilter("^main-[a-f0-9]+-(?P<ts>[0-9]+)", "$ts")),
                        List.of("^.*\\.sig$"),
                        "numerical:asc",
                        false,
                        false,
                        "linux/amd64",
                        Duration.ofMinutes(1)));
    }

    @Test
    void threeMistakesAreAllNamedWithTheirLines() {
        RefusedException refused = refused("""
                name: shop
                source:
                  repositry: https://git.example.com/shop.git
                  path: deploy
                destinations:
                - cluster: prod
                sync:
                  automatic: true
                  interval: 3 minutes
                  propagationPolicy: forground
                """);
        assertThat(refused.problems())
                .containsExactly(
                        problem(3, 3, "source.repositry: unknown key. Did you mean repository?"),
                        problem(
                                9,
                                13,
                                "sync.interval: must be a duration with its unit, such as 90s, 3m or 1h30m, not"
                                        + " \"3 minutes\""),
                        problem(
                                10,
                                22,
                                "sync.propagationPolicy: must be one of foreground, background, orphan, not"
                                        + " \"forground\". Did you mean foreground?"));
        assertThat(refused.getMessage()).contains("shop.yaml:9:13: sync.interval: must be a duration");
    }

    @Test
    void missingKeysAreToldAtTheKeyOfTheirMap() {
        assertThat(refused("displayName: Shop\nsource:\n  path: a\n").problems())
                .containsExactly(
                        problem(1, 1, "the key name is missing: text"),
                        problem(1, 1, "the key destinations is missing: list of maps"),
                        problem(2, 1, "source: the key repository is missing: text"));
    }

    @Test
    void mistakesOfSeveralDocumentsComeTogether() {
        RefusedException refused =
                refused(LEAST + "colour: red\n---\n" + LEAST.replace("shop", "other") + "prune: true\n");
        assertThat(refused.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "shop.yaml:6:1: colour: unknown key; known here are name, trackingId, displayName, description,"
                                + " source, destinations, sync, suspended, onDelete, health, images, imageUpdates",
                        "shop.yaml:13:1 (document 2): prune: unknown key; it belongs under sync");
    }

    @Test
    void brokenYamlIsRefusedWithItsPlace() {
        assertThat(refused("name: shop\nsource: [\n").problems())
                .allSatisfy(problem -> assertThat(problem.place().line()).isPositive());
    }

    @Test
    void emptyTextHoldsNoDefinition() {
        assertThat(refused("# nothing\n---\n").problems())
                .containsExactly(
                        new Problem(Place.of("shop.yaml"), "holds no definition; one begins with the key name"));
    }

    @Test
    void emptyDocumentsBetweenOthersArePassedOver() {
        assertThat(new DefinitionReader().read("a.yaml", "---\n---\n" + LEAST + "---\n# end\n"))
                .hasSize(1);
    }

    @Test
    void definitionThatIsNoMapIsRefused() {
        assertThat(refused("- name: shop\n").problems())
                .containsExactly(problem(
                        1, 1, "a definition is a map with keys such as name, source and destinations; this is a list"));
    }

    @Test
    void twoDefinitionsOfOneTrackingIdAreRefusedNamingBoth() {
        String other = LEAST.replace("name: shop", "name: other\ntrackingId: shop");
        assertThat(refused(LEAST + "---\n" + other).problems())
                .extracting(Problem::toString)
                .containsExactly("shop.yaml:8:13 (document 2): the tracking id \"shop\" is already in use at"
                        + " shop.yaml:1:7");
    }

    @Test
    void givenNameStandsForTheMissingOne() {
        String nameless = LEAST.replace("name: shop\n", "");
        assertThat(new DefinitionReader("team/shop")
                        .read("a", nameless)
                        .get(0)
                        .definition()
                        .name())
                .isEqualTo("team/shop");
        assertThat(new DefinitionReader("shop").read("a", LEAST)).hasSize(1);
        assertThatThrownBy(() -> new DefinitionReader("other").read("a", LEAST))
                .hasMessage("a:1:7: name: must be left out or be \"other\", which is given already");
    }

    @Test
    void flagsWithoutTextAreHeldToTheSameRules() {
        Map<String, Object> flags = Map.of(
                "source", Map.of("repository", "https://git.example.com/shop.git"),
                "destinations", List.of(Map.of("cluster", "kind")),
                "sync", Map.of("prune", true, "pruneLimit", "120%", "timeout", "-3m"));
        assertThatThrownBy(() -> new DefinitionReader("shop").read(flags))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.problems())
                        .extracting(Problem::toString)
                        .containsExactlyInAnyOrder(
                                "sync.pruneLimit: must be a count of objects from 0, or a percentage from 0% to 100%, not"
                                        + " \"120%\"",
                                "sync.timeout: must be a duration with its unit, such as 90s, 3m or 1h30m, not"
                                        + " \"-3m\""));
    }

    @Test
    void textAndPlacesAreKept() {
        String first = "# my shop\n" + LEAST + "sync: {prune: true} # careful\n";
        String second = LEAST.replace("shop", "other");
        List<WrittenDefinition> read = new DefinitionReader().read("a.yaml", first + "--- # next\n" + second + "...\n");
        assertThat(read).extracting(WrittenDefinition::text).containsExactly(first, "# next\n" + second);
        assertThat(read.get(1).placeOf("destinations", 0, "cluster")).isEqualTo(new Place("a.yaml", 2, 13, 12));
    }

    @Test
    void leadingDotSlashOfAPathIsDropped() {
        assertThat(path("./deploy/prod/")).isEqualTo("deploy/prod");
        assertThat(path("././a")).isEqualTo("a");
        assertThat(path("./")).isEqualTo(".");
        assertThat(path(".")).isEqualTo(".");
    }

    @Test
    void blocksOfTheToolsAreRead() {
        Source kustomize = source("kustomize: {namePrefix: a-, images: [{name: web, newTag: '1.20'}]}");
        assertThat(kustomize.kustomize().orElseThrow().namePrefix()).isEqualTo("a-");
        assertThat(kustomize.kustomize().orElseThrow().images())
                .containsExactly(new KustomizeImage("web", "", "1.20", ""));
        assertThat(source("kustomize: {}").kustomize()).contains(KustomizeOptions.NONE);

        HelmOptions helm = source("helm: {valueFiles: [../prod.yaml], values: {a: {b: null, c: 1}}, parameters:"
                        + " [{name: image.tag, value: '7', forceString: true}]}")
                .helm()
                .orElseThrow();
        assertThat(helm.valueFiles()).containsExactly("../prod.yaml");
        assertThat(helm.values()).containsOnlyKeys("a");
        assertThat(helm.values().get("a")).hasToString("{b=null, c=1}");
        assertThat(helm.parameters()).containsExactly(new HelmParameter("image.tag", "7", true));
        assertThatThrownBy(() -> helm.values().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(source("helm: {}").helm()).contains(HelmOptions.NONE);
    }

    private static Source source(String line) {
        return read(LEAST.replace("destinations:", "  " + line + "\ndestinations:"))
                .source();
    }

    private static String path(String path) {
        return read(LEAST.replace("destinations:", "  path: " + path + "\ndestinations:"))
                .source()
                .path();
    }

    private static RefusedException refused(String text) {
        return catchThrowableOfType(RefusedException.class, () -> new DefinitionReader().read("shop.yaml", text));
    }

    private static Problem problem(int line, int column, String message) {
        return new Problem(new Place("shop.yaml", 1, line, column), message);
    }
}
