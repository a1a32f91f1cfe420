package io.jenkins.plugins.continuousdeployment.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.ImplicitTuple;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.events.StreamStartEvent;

/** Random trees, written by others in random styles, are read back as they were. A seed tells a tree and its styles. */
class RoundTripTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "yes",
            "0777",
            "1e3",
            "~",
            "null",
            ".inf",
            "- a",
            "a: b",
            "# c",
            "a #b",
            "{a}",
            "[",
            "'",
            "\"",
            "\\",
            "a\nb",
            "a\n\n b\n",
            "\n",
            " a\n",
            "a \nb",
            "\ta",
            "a\tb",
            "caf\u00e9",
            "\u65e5\u672c",
            "\uD83D\uDE00",
            "\u0085",
            "\u2028x",
            "\u0000",
            "\u001b[0m",
            "\ufeff",
            "---",
            "...",
            "%a",
            "@a",
            "`",
            "!a",
            "&a",
            "*a",
            "|",
            ">",
            "?",
            "? a",
            ":",
            "<<",
            "=",
            "2001-01-01",
            "a,b",
            "http://a/b?c=d#e",
            "x".repeat(200),
            "word ".repeat(60),
            "a\r\nb",
            "a:\n",
            "\"a\"");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsWrittenIsReadBack(long seed) {
        for (long run = seed * 1_000; run < seed * 1_000 + 500; run++) {
            Random random = new Random(run);
            Object tree = tree(random, 0);
            String yaml = yaml(tree, random);
            assertThat(read("a.yaml", yaml)).as("seed %d:%n%s", run, yaml).isEqualTo(tree);
            String json = json(tree, random);
            assertThat(read("a.json", json)).as("seed %d:%n%s", run, json).isEqualTo(tree);
        }
    }

    /** JSON is YAML, but for breaks that only YAML knows and keys of more than 1024 characters. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void jsonIsReadAsYaml(long seed) {
        for (long run = seed * 1_000; run < seed * 1_000 + 500; run++) {
            Random random = new Random(run);
            Object tree = tree(random, 0);
            String json = json(tree, random)
                    .replace("\u0085", "\\u0085")
                    .replace("\u2028", "\\u2028")
                    .replace("\ufeff", "\\ufeff");
            assertThat(read("a.yaml", json)).as("seed %d:%n%s", run, json).isEqualTo(tree);
        }
    }

    private static Object read(String file, String text) {
        List<YamlDocument> documents = YamlReader.read(file, text.getBytes(StandardCharsets.UTF_8), YamlLimits.DEFAULT);
        assertThat(documents).hasSize(1);
        return documents.get(0).tree();
    }

    private static Object tree(Random random, int depth) {
        int kind = random.nextInt(depth > 4 ? 6 : 10);
        return switch (kind) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> number(random);
            case 4, 5 -> text(random);
            case 6, 7 -> list(random, depth);
            default -> map(random, depth);
        };
    }

    private static Object number(Random random) {
        return random.nextBoolean()
                ? BigInteger.ONE.shiftLeft(63).add(BigInteger.valueOf(random.nextLong() >>> 1))
                : (Object) (random.nextInt(1_000_000) + 0.5 + random.nextDouble() / 4);
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(tree(random, depth + 1));
        }
        return list;
    }

    private static Map<String, Object> map(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(text(random), tree(random, depth + 1));
        }
        return map;
    }

    private static String text(Random random) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        return random.nextInt(3) > 0 ? text : text + TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static String json(Object tree, Random random) {
        ObjectWriter writer = random.nextBoolean() ? JSON.writer() : JSON.writerWithDefaultPrettyPrinter();
        try {
            String text = writer.writeValueAsString(tree);
            return random.nextBoolean() ? text : text.replaceAll("(?<=\n)( *)\\1", "$1\t");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String yaml(Object tree, Random random) {
        DumperOptions options = new DumperOptions();
        options.setIndent(1 + random.nextInt(6));
        options.setWidth(20 + random.nextInt(200));
        options.setAllowUnicode(random.nextBoolean());
        options.setLineBreak(random.nextBoolean() ? DumperOptions.LineBreak.UNIX : DumperOptions.LineBreak.WIN);
        options.setSplitLines(random.nextBoolean());
        options.setPrettyFlow(random.nextBoolean());
        StringWriter out = new StringWriter();
        Emitter emitter = new Emitter(out, options);
        try {
            emitter.emit(new StreamStartEvent(null, null));
            emitter.emit(new DocumentStartEvent(null, null, random.nextBoolean(), null, Map.of()));
            emit(emitter, tree, random);
            emitter.emit(new DocumentEndEvent(null, null, random.nextBoolean()));
            emitter.emit(new StreamEndEvent(null, null));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toString();
    }

    private static void emit(Emitter emitter, Object value, Random random) throws IOException {
        FlowStyle flow = random.nextInt(3) == 0 ? FlowStyle.FLOW : FlowStyle.BLOCK;
        if (value instanceof Map<?, ?> map) {
            emitter.emit(new MappingStartEvent(null, null, true, null, null, flow));
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                emit(emitter, entry.getKey(), random);
                emit(emitter, entry.getValue(), random);
            }
            emitter.emit(new MappingEndEvent(null, null));
        } else if (value instanceof List<?> list) {
            emitter.emit(new SequenceStartEvent(null, null, true, null, null, flow));
            for (Object item : list) {
                emit(emitter, item, random);
            }
            emitter.emit(new SequenceEndEvent(null, null));
        } else if (value instanceof String text) {
            emitter.emit(scalar(text, style(text, random)));
        } else {
            emitter.emit(scalar(String.valueOf(value), ScalarStyle.PLAIN));
        }
    }

    /** A style that keeps it a string; where a style can't show a text the emitter mostly takes double quotes. */
    private static ScalarStyle style(String text, Random random) {
        if (text.contains("\u0085") || text.contains("\u2028")) {
            return ScalarStyle.DOUBLE_QUOTED;
        }
        ScalarStyle[] styles = {
            ScalarStyle.DOUBLE_QUOTED, ScalarStyle.SINGLE_QUOTED, ScalarStyle.LITERAL, ScalarStyle.FOLDED
        };
        boolean word = text.equals("a") || text.startsWith("x") || text.startsWith("caf") || text.startsWith("http");
        return word && random.nextBoolean() ? ScalarStyle.PLAIN : styles[random.nextInt(styles.length)];
    }

    private static ScalarEvent scalar(String text, ScalarStyle style) {
        return new ScalarEvent(null, null, new ImplicitTuple(true, true), text, null, null, style);
    }
}
