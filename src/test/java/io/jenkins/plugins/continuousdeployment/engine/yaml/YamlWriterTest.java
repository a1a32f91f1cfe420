package io.jenkins.plugins.continuousdeployment.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlWriterTest {
    private static final long SEED = 20260804L;

    /** What a careless writer gets wrong. */
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
            "08",
            "1:30",
            "1e3",
            "1e1000",
            ".5",
            "+1",
            "1_000",
            "0x1F",
            "0b1",
            "inf",
            ".inf",
            ".NaN",
            "2027-01-01",
            "-",
            "- a",
            "a: b",
            "a:",
            ":a",
            "a #b",
            "#a",
            "'",
            "\"",
            "it's",
            "\\",
            "a\\nb",
            "a\nb",
            "a\n",
            "a\n\n\n",
            "\n",
            "\na",
            " a\nb",
            "a\n  b\n",
            "a\n   \n b ",
            "a \n",
            "a\n\tb",
            "a\r\nb",
            "\ttab",
            "a\n---\nb",
            "a\n...\n",
            "a\n# b\n",
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
            "日\n本\n",
            "😀",
            "a\n😀",
            "\u0000",
            "\u0007",
            "\u0085",
            "\u2028",
            "a\n\u2028",
            "\ufeff",
            "\u007f",
            "\u00a0",
            "a ",
            " a",
            "https://x/y:z",
            "a".repeat(2_000),
            "word ".repeat(100));

    private static final List<Object> OTHERS = Arrays.asList(
            null,
            true,
            false,
            0L,
            -1L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
            0.5,
            -2.25,
            1e100,
            1.5e-10,
            Map.of(),
            List.of());

    @Test
    void blockStyleInTheOrderOfTheTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("text", "plain words");
        tree.put("number", 8L);
        tree.put("like a number", "08");
        tree.put("nothing", null);
        tree.put("script", "set -e\n\nrun\n");
        tree.put("list", List.of("a", Map.of("b", "c"), List.of(1L, List.of()), "x\ny"));
        assertThat(YamlWriter.write(tree)).isEqualTo("""
                        text: plain words
                        number: 8
                        like a number: '08'
                        nothing: null
                        script: |
                          set -e

                          run
                        list:
                        - a
                        - b: c
                        -
                          - 1
                          - []
                        - |-
                          x
                          y
                        """);
    }

    @Test
    void emptyTree() {
        assertThat(YamlWriter.write(Map.of())).isEqualTo("{}\n");
    }

    @Test
    void everyAwkwardTextReadsBackAsValueKeyAndItem() {
        for (String text : AWKWARD) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("value", text);
            tree.put(text + "k", List.of(text, Map.of(text, text), List.of(text)));
            tree.put("last", Map.of("deep", text));
            assertThat(read(YamlWriter.write(tree))).as("<%s>", text).isEqualTo(tree);
        }
    }

    @Test
    void randomTreesReadBackEqual() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            Map<String, Object> tree = map(random, 0);
            String text = YamlWriter.write(tree);
            assertThat(read(text))
                    .as("seed %d, round %d:%n%s", SEED, round, text)
                    .isEqualTo(tree);
        }
    }

    @Test
    void otherParsersReadTheSameTexts() {
        Map<String, Object> tree = new LinkedHashMap<>();
        AWKWARD.forEach(text -> tree.put("k" + tree.size(), text));
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(YamlWriter.write(tree));
        assertThat(read).isEqualTo(tree);
    }

    private static Object read(String text) {
        return YamlReader.read("test.yaml", text.getBytes(StandardCharsets.UTF_8), YamlLimits.DEFAULT)
                .get(0)
                .tree();
    }

    private static Map<String, Object> map(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text(random), value(random, depth + 1));
        }
        return map;
    }

    private static Object value(Random random, int depth) {
        int dice = random.nextInt(depth > 4 ? 2 : 4);
        if (dice == 2) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(value(random, depth + 1));
            }
            return list;
        }
        return dice == 0
                ? text(random)
                : dice == 1 ? OTHERS.get(random.nextInt(OTHERS.size())) : map(random, depth + 1);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(AWKWARD.get(random.nextInt(AWKWARD.size())));
        }
        return text.toString();
    }
}
