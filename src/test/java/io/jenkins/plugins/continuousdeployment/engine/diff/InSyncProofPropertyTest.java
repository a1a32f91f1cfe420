package io.jenkins.plugins.continuousdeployment.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to an object: where the proof says "in sync", a dry run of applying it changes nothing. Every run is
 * told by its seed; {@code -Ddiff.runs=N} and {@code -Ddiff.seed=N} choose others.
 */
class InSyncProofPropertyTest {
    private static final int RUNS = Integer.getInteger("diff.runs", 300);
    private static final long SEED = Long.getLong("diff.seed", 1);

    private static LiveServer server;
    private static List<KubeObject> rich;
    private static String namespace;

    @BeforeAll
    static void prepare() {
        server = LiveServer.alone();
        new Crds(server).establishAll();
        namespace = server.newNamespace("property-");
        server.create(
                        Trees.object("{apiVersion: v1, kind: ServiceAccount, metadata: {name: default, namespace: "
                                + namespace + "}}"),
                        "tests")
                .object();
        rich = richObjects();
    }

    private static List<KubeObject> richObjects() {
        try (InputStream in = InSyncProofPropertyTest.class.getResourceAsStream("rich-objects.yaml")) {
            return Trees.documents(new String(in.readAllBytes(), StandardCharsets.UTF_8)).stream()
                    .map(KubeObject::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void neverSaysInSyncWhereADryRunWouldChangeAnything() {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < RUNS; i++) {
            RandomLife life = new RandomLife(server, rich, namespace, new Random(SEED * 1_000_003 + i), i);
            for (RandomLife.Outcome outcome : life.live()) {
                outcomes.merge(outcome.word(), 1, Integer::sum);
                if (!outcome.wrong().isEmpty()) {
                    wrong.add("run " + i + " of seed " + SEED + ": " + outcome.wrong());
                }
            }
        }
        System.out.println("proof against dry runs, " + RUNS + " runs of seed " + SEED + ": " + outcomes);
        assertThat(wrong).isEmpty();
        assertThat(outcomes.getOrDefault("proved", 0))
                .as("states that are proved")
                .isGreaterThan(RUNS / 2);
    }
}
