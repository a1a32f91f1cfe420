package io.jenkins.plugins.continuousdeployment.engine.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
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
    private static final String BEING_DELETED =
            "being deleted: Argo CD itself says Progressing of it, the published case runs its rule alone";

    /** Where we differ on purpose: file → why. */
    private static final Map<String, String> BETTER = Map.of(
            "objects/builtin/knative-service.yaml",
            "Argo CD has a rule for it beside this case, of the engine without rules: a Service of Knative without status"
                    + " is still to be looked at, as in its rule",
            "objects/custom/kafka.strimzi.io/KafkaConnector/degraded.yaml",
            BEING_DELETED,
            "objects/custom/kafka.strimzi.io/KafkaConnector/healthy.yaml",
            BEING_DELETED,
            "objects/custom/astra.netapp.io/ResticVolumeBackup/degraded.yaml",
            BEING_DELETED,
            "objects/custom/core.gardener.cloud/Shoot/degraded.yaml",
            "a Shoot whose last operation succeeded and whose conditions are not there yet is not broken",
            "objects/custom/core.gardener.cloud/Shoot/progressing.yaml",
            "a Shoot whose API server is not available is broken; nothing is under way",
            "objects/custom/core.gardener.cloud/Shoot/unknown.yaml",
            "a Shoot whose observability is not healthy is known not to be well");

    /** Of all published cases, those of custom resources included. */
    private static final double RIGHT = 0.97;

    /**
     * What the generic reading alone gets right of the kinds whose cases were not looked at while it was made (those with
     * an odd first byte in the SHA-256 of {@code group/kind}): 100 of 148 before they were looked at, 103 when two
     * faults were mended that they showed (a word made of two that ends in -ing, a message that contradicts its reason).
     * 13 of them have no status at all. Later changes may not lose any.
     */
    private static final int HELD_OUT_RIGHT = 103;

    private static Path cases;

    private record Case(String file, String expected) {
        KubeObject object() throws IOException {
            return TestObjects.object(Files.readString(cases.resolve(file)));
        }

        String found() throws IOException {
            return word(new HealthReader().assess(object()));
        }

        String foundWithoutRules() throws IOException {
            return word(
                    object().terminating()
                            ? Optional.of(Verdict.progressing("Being deleted"))
                            : GenericReading.assess(new LiveObject(object())));
        }

        private static String word(Optional<Health> health) {
            return health.map(verdict -> verdict.status().toString()).orElse("(none)");
        }

        /** By the kind, so that nothing of a held-out kind was seen. */
        boolean heldOut() {
            String[] steps = file.split("/", -1);
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest((steps[2] + "/" + steps[3]).getBytes(StandardCharsets.UTF_8));
                return hash[0] % 2 != 0;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
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
    void everyCaseIsRightOrExplained() throws IOException {
        List<Case> all = cases("objects/");
        assertThat(all).hasSizeGreaterThan(360);
        int right = 0;
        List<String> different = new ArrayList<>();
        for (Case one : all) {
            String found = one.found();
            if (found.equals(one.expected())) {
                right++;
                assertThat(BETTER).as("no longer different").doesNotContainKey(one.file());
            } else if (!BETTER.containsKey(one.file())) {
                different.add(one.file() + ": " + one.expected() + " expected, " + found + " found");
            }
        }
        assertThat(different).as("different without an explanation").isEmpty();
        assertThat(right / (double) all.size()).isGreaterThanOrEqualTo(RIGHT);
    }

    @Test
    void theGenericReadingIsRightForKindsItNeverSaw() throws IOException {
        int right = 0;
        int lies = 0;
        List<Case> heldOut =
                cases("objects/custom/").stream().filter(Case::heldOut).toList();
        for (Case one : heldOut) {
            String found = one.foundWithoutRules();
            right += found.equals(one.expected()) ? 1 : 0;
            lies += found.equals("Healthy") && !one.expected().equals("Healthy") ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "Health of kinds never seen, without rules: %d of %d right (%.1f %%), %d wrongly Healthy%n",
                right,
                heldOut.size(),
                100.0 * right / heldOut.size(),
                lies);
        assertThat(right).isGreaterThanOrEqualTo(HELD_OUT_RIGHT);
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
