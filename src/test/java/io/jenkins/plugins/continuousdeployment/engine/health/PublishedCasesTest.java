package io.jenkins.plugins.continuousdeployment.engine.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The verdicts against those that Argo CD publishes for its own cases, where these lie beside the checkout (or where
 * {@code CD_SHARED} says).
 */
class PublishedCasesTest {
    /** Where Argo CD is wrong about a kind of Kubernetes itself: file → why. Empty: none of its cases shows a fault. */
    private static final Map<String, String> BETTER = Map.of();

    /**
     * How many custom resources the reading of conditions gets right, out of 317. It knows none of these kinds, takes
     * Argo CD's Degraded for Progressing where a kind says {@code Ready=False} and no more (as kstatus does), and most
     * of the other cases have neither {@code Ready} nor any status.
     */
    private static final int CUSTOM_RIGHT = 94;

    /** How many it calls Healthy that are not: kstatus takes conditions that it does not know for good ones. */
    private static final int CUSTOM_WRONGLY_HEALTHY = 90;

    private static Path cases;

    private record Case(String file, String expected) {
        String found() throws IOException {
            Optional<Health> health =
                    new HealthReader().assess(TestObjects.object(Files.readString(cases.resolve(file))));
            return health.map(verdict -> verdict.status().toString()).orElse("(none)");
        }
    }

    @BeforeAll
    static void find() {
        String shared = System.getProperty("CD_SHARED", System.getenv("CD_SHARED"));
        Path root = shared == null ? Path.of(System.getProperty("checkout"), "..", "shared") : Path.of(shared);
        cases = root.resolve("cases/health");
        assumeTrue(Files.exists(cases.resolve("cases.tsv")), "the published health cases are not beside the checkout");
    }

    @Test
    void everyKindOfKubernetesItselfIsRightOrExplained() throws IOException {
        List<Case> builtin = cases("objects/builtin/");
        assertThat(builtin).hasSizeGreaterThan(40);
        for (Case one : builtin) {
            if (BETTER.containsKey(one.file())) {
                assertThat(one.found())
                        .as("%s: no longer different", one.file())
                        .isNotEqualTo(one.expected());
            } else {
                assertThat(one.found()).as(one.file()).isEqualTo(one.expected());
            }
        }
    }

    @Test
    void customResourcesAreReadByTheirConditions() throws IOException {
        List<Case> custom = cases("objects/custom/");
        int right = 0;
        int lies = 0;
        for (Case one : custom) {
            String found = one.found();
            right += found.equals(one.expected()) ? 1 : 0;
            lies += found.equals("Healthy") && !one.expected().equals("Healthy") ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "Health of custom resources by their conditions alone: %d of %d right (%.1f %%), %d wrongly Healthy%n",
                right,
                custom.size(),
                100.0 * right / custom.size(),
                lies);
        assertThat(right).isGreaterThanOrEqualTo(CUSTOM_RIGHT);
        assertThat(lies).isLessThanOrEqualTo(CUSTOM_WRONGLY_HEALTHY);
    }

    private static List<Case> cases(String below) throws IOException {
        return Files.readAllLines(cases.resolve("cases.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(fields -> new Case(fields[0], fields[1]))
                .filter(one -> one.file().startsWith(below))
                .toList();
    }
}
