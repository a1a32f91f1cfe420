package io.jenkins.plugins.continuousdeployment.engine.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands in a cluster, the reader gives a verdict or none and never throws. */
class DamagedObjectsTest {
    private static final long SEED = 20260801L;
    private static final int ROUNDS = 300;
    private static final List<Object> WRONG = Arrays.asList(
            null,
            "text",
            "",
            "%s %d {}",
            true,
            -1L,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            1.5,
            Double.NaN,
            BigInteger.TWO.pow(63),
            List.of(),
            Arrays.asList(null, "x", 1L),
            Map.of(),
            Map.of("type", 1L, "status", List.of()));

    private final HealthReader reader = new HealthReader();

    @Test
    void neverThrowsWhateverIsRemovedOrReplaced() throws IOException {
        Map<String, Map<String, Object>> objects = new LinkedHashMap<>();
        RuleCasesTest.cases().forEach(one -> objects.put(one.name(), one.object()));
        FamilyCasesTest.samples()
                .forEach(one -> objects.put(one.place(), one.object().body()));
        Random random = new Random(SEED);
        int damaged = 0;
        for (Map.Entry<String, Map<String, Object>> one : objects.entrySet()) {
            for (int round = 0; round < ROUNDS; round++) {
                KubeObject object =
                        new KubeObject(TestObjects.map(damage(one.getValue(), random, 0.02 + random.nextDouble() / 4)));
                assess(one.getKey(), object);
                damaged += object.body().equals(one.getValue()) ? 0 : 1;
            }
        }
        assertThat(damaged).as("objects that really were damaged").isGreaterThan(ROUNDS * 20);
    }

    private void assess(String name, KubeObject object) {
        try {
            reader.assess(object).map(Health::message).ifPresent(message -> assertThat(message)
                    .isNotBlank());
        } catch (RuntimeException e) {
            fail(name + " with seed " + SEED + ": " + object.body(), e);
        }
    }

    private static Object damage(Object value, Random random, double rate) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> {
                double dice = random.nextDouble();
                // Kind and version stay, so that the rule under test is met.
                if (key.equals("kind") || key.equals("apiVersion") || dice > 2 * rate) {
                    copy.put(key, damage(item, random, rate));
                } else if (dice > rate) {
                    copy.put(key, WRONG.get(random.nextInt(WRONG.size())));
                }
            });
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(
                    random.nextDouble() < rate ? WRONG.get(random.nextInt(WRONG.size())) : damage(item, random, rate)));
            return copy;
        }
        return value;
    }
}
