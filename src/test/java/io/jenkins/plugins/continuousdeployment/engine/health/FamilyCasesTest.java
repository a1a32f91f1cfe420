package io.jenkins.plugins.continuousdeployment.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules that come along, against samples of our own: the files in {@code families} are lists of kind (with a version
 * where it matters), health or {@code none}, and the object.
 */
class FamilyCasesTest {
    /** A sample. */
    record Sample(String place, KubeObject object, String health) {
        @Override
        public String toString() {
            return place;
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSampleIsAsWellAsItSays(Sample sample) {
        Optional<Health> health = new HealthReader().assess(sample.object());
        assertThat(health.map(verdict -> verdict.status().toString()).orElse("none"))
                .as("%s: %s", sample.place(), health.map(Health::message).orElse(""))
                .isEqualTo(sample.health());
        health.ifPresent(verdict ->
                assertThat(verdict.message()).as(sample.place()).isNotBlank().doesNotContain("{", "}", "null"));
    }

    @Test
    void everyRuleDecidesASample() throws IOException {
        List<Sample> samples = samples();
        List<String> idle = new ArrayList<>();
        for (KindRules rules : BuiltInRules.read()) {
            List<KubeObject> mine = samples.stream()
                    .map(Sample::object)
                    .filter(object -> rules.kinds().stream().anyMatch(kind -> kind.matches(object.groupKind())))
                    .toList();
            Set<KindRule> deciding = mine.stream()
                    .filter(object -> !rules.waits(object)
                            || rules.decidingBySpecification(object).isPresent())
                    .flatMap(object -> rules.deciding(object).stream())
                    .collect(Collectors.toSet());
            for (int i = 0; i < rules.rules().size(); i++) {
                if (!deciding.contains(rules.rules().get(i))) {
                    idle.add(rules.place() + " " + rules.kinds() + " rule " + (i + 1));
                }
            }
        }
        assertThat(idle).as("rules without a sample").isEmpty();
    }

    @Test
    void everyFamilyIsSampledAndRead() {
        assertThat(BuiltInRules.FILES).isSorted().doesNotHaveDuplicates().allSatisfy(family -> {
            assertThat(HealthReader.class.getResource("rules/" + family + ".yaml"))
                    .isNotNull();
            assertThat(FamilyCasesTest.class.getResource("families/" + family + ".yaml"))
                    .isNotNull();
        });
    }

    static List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (String family : BuiltInRules.FILES) {
            try (InputStream in = FamilyCasesTest.class.getResourceAsStream("families/" + family + ".yaml")) {
                List<?> entries = (List<?>) TestObjects.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                for (int i = 0; i < entries.size(); i++) {
                    List<?> fields = (List<?>) entries.get(i);
                    String kind = (String) fields.get(0);
                    samples.add(new Sample(
                            family + " " + (i + 1) + ": " + kind, object(kind, TestObjects.map(fields.get(2))), (String)
                                    fields.get(1)));
                }
            }
        }
        return samples;
    }

    private static KubeObject object(String kindAndVersion, Map<String, Object> rest) {
        String[] parts = kindAndVersion.split("/", 2);
        GroupKind kind = GroupKind.parse(parts[0]);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", kind.group() + "/" + (parts.length > 1 ? parts[1] : "v1"));
        body.put("kind", kind.kind());
        body.putAll(rest);
        return new KubeObject(body);
    }
}
