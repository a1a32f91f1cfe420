package io.jenkins.plugins.continuousdeployment.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every situation of every rule: the files beside this class pair an object with its verdict and its whole message. */
class RuleCasesTest {
    private static final List<String> FILES = List.of(
            "general.yaml",
            "workloads.yaml",
            "pods.yaml",
            "batch.yaml",
            "others.yaml",
            "conditions.yaml",
            "states.yaml");

    /** A case; its health is null where the kind has none. */
    record Case(String name, Map<String, Object> object, String health, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verdictAndMessageAreAsTheCaseSays(Case one) {
        Optional<Health> health = new HealthReader().assess(new KubeObject(one.object()));
        assertThat(health.map(verdict -> verdict.status().toString()).orElse(null))
                .as("%s: %s", one.name(), health.map(Health::message).orElse(""))
                .isEqualTo(one.health());
        assertThat(health.map(Health::message).orElse(null)).isEqualTo(one.message());
    }

    @Test
    void aBookInAMessageIsCut() {
        String book = "word ".repeat(10_000);
        Map<String, Object> stalled = Map.of("type", "Stalled", "status", "True", "message", book);
        Map<String, Object> object = Map.of("kind", "Thing", "status", Map.of("conditions", List.of(stalled)));
        assertThat(new HealthReader()
                        .assess(new KubeObject(object))
                        .orElseThrow()
                        .message())
                .startsWith("word word")
                .endsWith("…")
                .hasSizeLessThan(1_100);
    }

    @Test
    void noTwoCasesHaveOneName() throws IOException {
        assertThat(cases()).extracting(Case::name).doesNotHaveDuplicates();
    }

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String file : FILES) {
            cases.addAll(read(file).toList());
        }
        return cases;
    }

    private static Stream<Case> read(String file) throws IOException {
        try (InputStream in = RuleCasesTest.class.getResourceAsStream(file)) {
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return TestObjects.map(TestObjects.tree(yaml)).entrySet().stream().map(entry -> {
                Map<String, Object> fields = TestObjects.map(entry.getValue());
                return new Case(
                        file + ": " + entry.getKey(),
                        TestObjects.map(fields.get("object")),
                        (String) fields.get("health"),
                        (String) fields.get("message"));
            });
        }
    }
}
