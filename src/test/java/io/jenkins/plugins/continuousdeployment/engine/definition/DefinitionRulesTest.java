package io.jenkins.plugins.continuousdeployment.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule by what it refuses: {@code refused.yaml}. */
class DefinitionRulesTest {
    private static final String SAYS = "says";
    private static final long SEED = 20260803L;
    private static final List<Object> WRONG = Arrays.asList(
            null,
            "",
            "%s",
            "-x",
            0L,
            -1L,
            Long.MAX_VALUE,
            1.5,
            BigInteger.TWO.pow(63),
            true,
            Map.of(),
            List.of(),
            Map.of("a", 1L));

    record Case(String name, Map<String, Object> tree, List<String> says) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource
    void refused(Case one) {
        assertThatThrownBy(() -> new DefinitionReader().read(one.tree()))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.problems())
                        .extracting(Problem::message)
                        .containsExactlyInAnyOrderElementsOf(one.says()));
    }

    static Stream<Case> refused() throws IOException {
        try (InputStream in = DefinitionRulesTest.class.getResourceAsStream("refused.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<?, ?> cases = (Map<?, ?>) TestDefinitions.trees(text).get(0);
            return cases.entrySet().stream().map(entry -> one((String) entry.getKey(), (Map<?, ?>) entry.getValue()));
        }
    }

    private static Case one(String name, Map<?, ?> fields) {
        Map<String, Object> tree = least();
        fields.forEach((key, value) -> tree.put((String) key, value));
        List<String> says =
                ((List<?>) tree.remove(SAYS)).stream().map(String.class::cast).toList();
        return new Case(name, tree, says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "team/web shop", "job/a%2Fb#web", "Läden", "ops:prod"})
    void namesThatAreTaken(String name) {
        Map<String, Object> tree = least();
        tree.put("name", name);
        assertThatCode(() -> new DefinitionReader().read(tree)).doesNotThrowAnyException();
    }

    @Test
    void trackingIdIsNoLongerThanAnAnnotationSensiblyHolds() {
        Map<String, Object> tree = least();
        tree.put("trackingId", "x".repeat(512));
        assertThatCode(() -> new DefinitionReader().read(tree)).doesNotThrowAnyException();
        tree.put("trackingId", "x".repeat(513));
        assertThatThrownBy(() -> new DefinitionReader().read(tree))
                .hasMessage("trackingId: has 513 characters; at most 512 can be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git@git.example.com:shop.git",
                "ssh://git@git.example.com:22/shop.git",
                "https://ann@git.example.com/shop.git",
                "https://git.example.com/a:b/c@d",
                "shop-config",
            })
    void addressesWithoutPasswordAreTaken(String repository) {
        Map<String, Object> tree = least();
        tree.put("source", Map.of("repository", repository));
        assertThatCode(() -> new DefinitionReader().read(tree)).doesNotThrowAnyException();
    }

    @Test
    void noMessageRepeatsAPassword() {
        Map<String, Object> tree = least();
        tree.put("source", Map.of("repository", "https://ann:hunter2@git.example.com/shop.git"));
        assertThatThrownBy(() -> new DefinitionReader().read(tree)).message().doesNotContain("hunter2");
    }

    @Test
    void whateverIsWrittenIsReadOrRefused() throws IOException {
        String sample = Files.readString(Path.of(System.getProperty("checkout"), "docs/samples/definition.yaml"));
        Object tree = TestDefinitions.trees(sample).get(0);
        Random random = new Random(SEED);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < 2_000; round++) {
            Object damaged = damage(tree, random, 0.05 * random.nextDouble());
            try {
                @SuppressWarnings("unchecked")
                Map<String, Object> map = (Map<String, Object>) damaged;
                new DefinitionReader().read(map);
                read++;
            } catch (RefusedException e) {
                refused++;
            } catch (RuntimeException e) {
                fail("seed " + SEED + ", round " + round + ": " + damaged, e);
            }
        }
        assertThat(read).isGreaterThan(100);
        assertThat(refused).isGreaterThan(500);
    }

    /** The same with some values taken out, misnamed, or of another type. */
    private static Object damage(Object value, Random random, double rate) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new HashMap<>();
            map.forEach((key, item) -> {
                double dice = random.nextDouble();
                if (dice > rate) {
                    copy.put(dice > 1.9 * rate ? key : key + "x", damage(item, random, rate));
                }
            });
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(damage(item, random, rate)));
            return copy;
        }
        return random.nextDouble() > rate ? value : WRONG.get(random.nextInt(WRONG.size()));
    }

    private static Map<String, Object> least() {
        Map<String, Object> tree = new HashMap<>();
        tree.put("name", "shop");
        tree.put("source", Map.of("repository", "https://git.example.com/shop.git"));
        tree.put("destinations", List.of(Map.of("cluster", "prod")));
        return tree;
    }
}
