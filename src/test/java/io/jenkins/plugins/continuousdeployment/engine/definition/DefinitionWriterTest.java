package io.jenkins.plugins.continuousdeployment.engine.definition;

import static io.jenkins.plugins.continuousdeployment.engine.definition.TestDefinitions.LEAST;
import static io.jenkins.plugins.continuousdeployment.engine.definition.TestDefinitions.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthRules;
import io.jenkins.plugins.continuousdeployment.engine.health.RulesText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DefinitionWriterTest {
    private static final long SEED = 20260802L;

    /** Texts that a careless writer gets wrong. */
    private static final List<String> AWKWARD = List.of(
            "",
            " ",
            "y",
            "No",
            "on",
            "TRUE",
            "null",
            "~",
            "0777",
            "0o777",
            "1:30",
            "1e3",
            ".5",
            "2027-01-01",
            "-",
            "- a",
            "a: b",
            "a:",
            "a #b",
            "#a",
            "'",
            "\"",
            "it's",
            "\\",
            "a\nb",
            "a\n",
            "\n",
            "\ttab",
            "[a]",
            "{a}",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "%a",
            "@a",
            "`a",
            "a,b",
            "?",
            "? a",
            ": a",
            "<<",
            "=",
            "---",
            "...",
            "Läden",
            "日本",
            "😀",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\u007f",
            "\u00a0",
            "a ",
            " a",
            "https://x/y:z",
            "0x1F",
            "1_000",
            "+1",
            "inf",
            ".inf",
            ".NaN");

    @Test
    void leastDefinitionIsWrittenWithoutWhatHoldsAnyway() {
        assertThat(DefinitionWriter.write(read(LEAST))).isEqualTo(LEAST);
    }

    @Test
    void canonicalTextOfTheFullSample() throws IOException {
        String sample = Files.readString(Path.of(System.getProperty("checkout"), "docs/samples/definition.yaml"));
        DeploymentDefinition shop =
                new DefinitionReader().read("definition.yaml", sample).get(0).definition();
        assertThat(DefinitionWriter.write(shop)).isEqualTo("""
                        name: shop
                        displayName: Shop
                        description: The web shop, its database and its jobs
                        source:
                          repository: https://git.example.com/shop/config.git
                          credentialsId: shop-git
                          revision: main
                          path: deploy/prod
                        destinations:
                        - cluster: prod
                          namespace: shop
                        - clusters:
                            matchLabels:
                              tier: edge
                          namespace: shop-cache
                        sync:
                          automatic: true
                          prune: true
                          selfHeal: true
                          createNamespace: true
                          pruneLimit: 10
                        suspended:
                          by: ann
                          reason: incident 12
                          until: '2027-01-01T08:00:00Z'
                        health:
                        - kinds: Warehouse.shop.example.com
                          awaits: status.state
                          rules:
                          - when:
                              spec.closed: true
                            health: Suspended
                            message: Closed until further notice
                          - when:
                              status.state:
                              - Moving
                              - Count*
                            health: Progressing
                          - health: Healthy
                        images:
                        - policy: default:image-gitops
                          image: ghcr.io/shop/web
                          credentialsId: registry
                          filterTags:
                            pattern: '^main-[a-f0-9]+-(?P<ts>[0-9]+)'
                            extract: '$ts'
                          order: numerical:asc
                        imageUpdates:
                          branch: main
                          pushBranch: image-updates
                          path: deploy/prod
                          author:
                            name: kubevelabot
                            email: kubevelabot@example.com
                          message: |
                            Update image automatically.

                            {{range .Updated.Images}}{{println .}}{{end}}
                          signingKeyCredentialsId: signing-key
                        """);
        assertThat(read(DefinitionWriter.write(shop))).isEqualTo(shop);
    }

    @Test
    void randomDefinitionsReadBackEqual() {
        Random random = new Random(SEED);
        Set<String> written = new TreeSet<>();
        for (int round = 0; round < 500; round++) {
            DeploymentDefinition definition = definition(random);
            String text = DefinitionWriter.write(definition);
            assertThat(read(text))
                    .as("seed %d, round %d:%n%s", SEED, round, text)
                    .isEqualTo(definition);
            paths(DefinitionWriter.tree(definition), "", written);
        }
        assertThat(written)
                .as("every key was written")
                .containsAll(
                        DeclaredOption.all().stream().map(DeclaredOption::path).toList());
    }

    private static void paths(Object tree, String parent, Set<String> found) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                found.add(parent + key);
                paths(value, parent + key + (value instanceof List ? "[]." : "."), found);
            });
        } else if (tree instanceof List<?> list) {
            list.forEach(item -> paths(item, parent, found));
        }
    }

    private static DeploymentDefinition definition(Random random) {
        boolean suspended = random.nextBoolean();
        List<ImagePolicy> images = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> image(random, i))
                .toList();
        return new DeploymentDefinition(
                word(random),
                random.nextBoolean() ? "" : word(random),
                random.nextBoolean() ? "" : word(random),
                text(random),
                source(random),
                destinations(random),
                sync(random),
                suspended
                        ? Optional.of(new Suspension(text(random), text(random), maybe(random, () -> time(random))))
                        : Optional.empty(),
                pick(random, List.of(OnDelete.values())),
                random.nextBoolean() ? HealthRules.NONE : health(random),
                images,
                images.isEmpty() ? Optional.empty() : maybe(random, () -> updates(random)));
    }

    private static ImageUpdates updates(Random random) {
        return new ImageUpdates(
                random.nextBoolean(),
                "b" + word(random),
                "images/{{.AutomationObject}}",
                random.nextBoolean() ? "" : "a/" + random.nextInt(9),
                new CommitAuthor(word(random), word(random)),
                "Images {{len .Updated.Images}}",
                random.nextBoolean(),
                text(random),
                random.nextBoolean());
    }

    private static HealthRules health(Random random) {
        Object expected = random.nextBoolean() ? text(random) : List.of(text(random), (long) random.nextInt(9), true);
        Map<String, Object> rule = Map.of("when", Map.of("status.phase", expected), "health", "Healthy");
        Map<String, Object> entry = Map.of("kinds", "A.b.c", "rules", List.of(rule, Map.of("health", "none")));
        RulesText text = new RulesText() {
            @Override
            public Place placeOf(List<Object> path) {
                return null;
            }

            @Override
            public void problem(List<Object> path, boolean key, String message) {
                throw new AssertionError(path + ": " + message);
            }
        };
        return HealthRules.read(List.of(entry), text);
    }

    private static Source source(Random random) {
        int tool = random.nextInt(3);
        return new Source(
                "r" + word(random),
                text(random),
                "v" + word(random),
                random.nextBoolean() ? "." : "a/" + random.nextInt(9),
                tool == 0 ? Optional.of(kustomize(random)) : Optional.empty(),
                tool == 1 ? Optional.of(helm(random)) : Optional.empty());
    }

    private static KustomizeOptions kustomize(Random random) {
        return new KustomizeOptions(
                List.of(new KustomizeImage(word(random), "n" + text(random), text(random), text(random))),
                text(random),
                text(random),
                random.nextBoolean() ? "" : "ns-" + random.nextInt(9),
                Map.of(text(random), text(random)),
                Map.of(text(random), text(random)),
                List.of("../c" + random.nextInt(9)),
                List.of(
                        new KustomizePatch("p" + word(random), "", maybe(random, () -> target(random))),
                        new KustomizePatch("", "p/" + random.nextInt(9), Optional.empty())),
                List.of(new KustomizeReplicas(word(random), random.nextInt(99))));
    }

    private static PatchTarget target(Random random) {
        return new PatchTarget(
                "g" + text(random), text(random), text(random), text(random), text(random), text(random), text(random));
    }

    private static HelmOptions helm(Random random) {
        return new HelmOptions(
                random.nextBoolean() ? "" : "r-" + random.nextInt(9),
                List.of("../v" + random.nextInt(9)),
                block(random, 0),
                List.of(new HelmParameter(word(random), text(random), random.nextBoolean())));
    }

    private static List<DestinationSpec> destinations(Random random) {
        List<DestinationSpec> destinations = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            // The namespaces tell them apart.
            boolean byLabels = random.nextBoolean();
            destinations.add(new DestinationSpec(
                    byLabels ? "" : word(random),
                    byLabels ? Optional.of(new ClusterSelector(Map.of(text(random), text(random)))) : Optional.empty(),
                    i == 0 ? "" : "ns-" + i));
        }
        return destinations;
    }

    private static SyncOptions sync(Random random) {
        boolean automatic = random.nextBoolean();
        List<String> kinds = new ArrayList<>(List.of("PersistentVolumeClaim", "Namespace", "PersistentVolume"));
        kinds.removeIf(kind -> random.nextBoolean());
        Duration backoff = Duration.ofMillis(random.nextInt(100_000));
        return new SyncOptions(
                automatic,
                duration(random),
                random.nextBoolean(),
                automatic && random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                pick(random, List.of(PropagationPolicy.values())),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean() ? null : new PruneLimit(random.nextInt(101), random.nextBoolean()),
                kinds,
                random.nextBoolean(),
                duration(random),
                new Retry(random.nextInt(9), backoff, 1 + random.nextInt(4), backoff.plusSeconds(random.nextInt(9))));
    }

    private static ImagePolicy image(Random random, int number) {
        return new ImagePolicy(
                word(random) + number,
                pick(random, List.of("nginx", "ghcr.io/shop/web", "localhost:5000/a/b_c")),
                text(random),
                maybe(
                        random,
                        () -> new TagFilter("^" + pick(random, List.of("[a-z]+", "(?P<ts>\\d+)$")), text(random))),
                pick(random, List.of(List.of(), List.of("^.*\\.sig$"), List.of("^rc-", "latest"))),
                pick(
                        random,
                        List.of("numerical", "alphabetical:desc", "semver:>=1.2 <2 || 3.x", "newest", "digest:v1")),
                random.nextBoolean(),
                random.nextBoolean(),
                pick(random, List.of("linux/amd64", "linux/arm/v7")),
                duration(random));
    }

    private static Map<String, Object> block(Random random, int depth) {
        Map<String, Object> block = new LinkedHashMap<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            block.put(text(random) + i, value(random, depth + 1));
        }
        return block;
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt(1_000_000) + 0.5;
            case 3 -> text(random);
            case 4 ->
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> value(random, depth + 1))
                        .toList();
            default -> block(random, depth + 1);
        };
    }

    private static Duration duration(Random random) {
        return Duration.ofSeconds(1 + random.nextInt(100_000), random.nextInt(3) * 1_000_001L);
    }

    private static Instant time(Random random) {
        return Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), random.nextInt(1_000_000_000));
    }

    /** A text that may be a name: on one line, no spaces at its ends. */
    private static String word(Random random) {
        String word = text(random).replaceAll("[\\p{Cntrl};\u2028]", "").strip();
        return word.isBlank() || word.startsWith("-") ? "w" + random.nextInt(99) : word;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(pick(random, AWKWARD));
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(pick(random, AWKWARD));
        }
        return text.toString();
    }

    private static <T> Optional<T> maybe(Random random, Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
