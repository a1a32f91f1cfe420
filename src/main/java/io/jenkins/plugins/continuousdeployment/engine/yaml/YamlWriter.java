package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a tree as YAML that the API server's parser, {@link YamlReader} and every other one read back as the same tree.
 * Maps and lists stand in block style, in the order they have. A text stands without quotes only where no parser could
 * take it for anything else: it begins with a letter or a slash, and is none of the words that YAML 1.1 gives a meaning
 * to. SnakeYAML's own writer knows only what SnakeYAML would take for a number, and leaves {@code 0o777} and {@code y}
 * bare.
 */
public final class YamlWriter {
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z/](?:[A-Za-z0-9 _./@+~%=,()!?*$-]|:(?=[A-Za-z0-9_./@+~-]))*+");
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");
    private static final int STEP = 2;
    /** YAML's limit is 1024. */
    private static final int LONGEST_SIMPLE_KEY = 1_000;

    private final StringBuilder text = new StringBuilder();

    private YamlWriter() {}

    /**
     * The text of one document, without a mark of its begin.
     *
     * @param tree maps, lists, strings, booleans, numbers and nulls
     */
    public static String write(Map<String, ?> tree) {
        if (tree.isEmpty()) {
            return "{}\n";
        }
        YamlWriter writer = new YamlWriter();
        writer.map(tree, 0, false);
        return writer.text.toString();
    }

    /**
     * Writes the entries of a map.
     *
     * @param behindDash whether the first stands behind the dash of a list's entry, where it needs no indentation
     */
    private void map(Map<?, ?> map, int indent, boolean behindDash) {
        boolean indented = behindDash;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(indented ? "" : " ".repeat(indent));
            key(scalar(String.valueOf(entry.getKey())), indent);
            value(entry.getValue(), indent);
            indented = false;
        }
    }

    private void key(String key, int indent) {
        if (key.length() > LONGEST_SIMPLE_KEY) {
            text.append("? ")
                    .append(key)
                    .append('\n')
                    .append(" ".repeat(indent))
                    .append(':');
        } else {
            text.append(key).append(':');
        }
    }

    private void value(Object value, int indent) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            text.append('\n');
            map(map, indent + STEP, false);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            text.append('\n');
            list(list, indent);
        } else {
            text.append(' ');
            leaf(value, indent);
        }
    }

    private void list(List<?> list, int indent) {
        for (Object item : list) {
            text.append(" ".repeat(indent)).append('-');
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                text.append(' ');
                map(map, indent + STEP, true);
            } else if (item instanceof List<?> inner && !inner.isEmpty()) {
                text.append('\n');
                list(inner, indent + STEP);
            } else {
                text.append(' ');
                leaf(item, indent);
            }
        }
    }

    /** A scalar or an empty collection, up to the end of its last line. */
    private void leaf(Object value, int indent) {
        if (value instanceof String string && isLiteral(string)) {
            literal(string, indent + STEP);
        } else {
            text.append(value instanceof Map ? "{}" : value instanceof List ? "[]" : scalar(value))
                    .append('\n');
        }
    }

    private static String scalar(Object value) {
        return value instanceof String string ? scalar(string) : String.valueOf(value);
    }

    private static String scalar(String value) {
        if (PLAIN.matcher(value).matches() && !value.endsWith(" ") && !WORDS.contains(value.toLowerCase(Locale.ROOT))) {
            return value;
        }
        return value.codePoints().allMatch(YamlWriter::isHarmless)
                ? "'" + value.replace("'", "''") + "'"
                : escaped(value);
    }

    /** Several lines that can stand as they are; what begins with a space would need its indentation told. */
    private static boolean isLiteral(String value) {
        return value.indexOf('\n') > 0
                && value.charAt(0) != ' '
                && value.charAt(0) != '\t'
                && value.codePoints().allMatch(c -> c == '\n' || c == '\t' || isHarmless(c));
    }

    private void literal(String value, int indent) {
        boolean ended = value.endsWith("\n");
        boolean more = value.endsWith("\n\n");
        text.append(more ? "|+" : ended ? "|" : "|-").append('\n');
        String lines = ended ? value.substring(0, value.length() - 1) : value;
        for (String line : lines.split("\n", -1)) {
            text.append(line.isEmpty() ? "" : " ".repeat(indent)).append(line).append('\n');
        }
    }

    private static String escaped(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c == '\n') {
                quoted.append("\\n");
            } else if (isHarmless(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\U%08X", c));
            }
        });
        return quoted.append('"').toString();
    }

    /** What is itself wherever it stands in a text: neither a control, nor a break of YAML 1.1, nor invisible. */
    private static boolean isHarmless(int c) {
        return (c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c);
    }
}
