package io.jenkins.plugins.continuousdeployment.engine.template;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints values as Go's {@code fmt} does. */
final class Formats {
    /** Flags, width, precision, verb. */
    private static final Pattern VERB = Pattern.compile("%([-0]*)(\\d{0,3})(?:\\.(\\d{0,3}))?(.?)", Pattern.DOTALL);

    private Formats() {}

    /** What an action prints. */
    static String text(Object value) {
        return value == null ? "<no value>" : plain(value);
    }

    /** Go's {@code %v}. */
    static String plain(Object value) {
        if (value == null) {
            return "<nil>";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Formats::plain).collect(Collectors.joining(" ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> plain(entry.getKey()) + ":" + plain(entry.getValue()))
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        return value.toString();
    }

    /** Go's {@code Sprint}: spaces between two that are no strings. */
    static String print(List<Object> values) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < values.size(); index++) {
            Object value = values.get(index);
            if (index > 0 && !(value instanceof String) && !(values.get(index - 1) instanceof String)) {
                text.append(' ');
            }
            text.append(plain(value));
        }
        return text.toString();
    }

    /** Go's {@code Sprintln}. */
    static String println(List<Object> values) {
        return values.stream().map(Formats::plain).collect(Collectors.joining(" ", "", "\n"));
    }

    /**
     * Go's {@code Sprintf} with the verbs s, v, d and q, the flags minus and zero, width and precision.
     *
     * @throws IllegalArgumentException where verbs and values don't go together
     */
    static String printf(String format, List<Object> values) {
        StringBuilder text = new StringBuilder();
        Matcher verbs = VERB.matcher(format);
        int used = 0;
        while (verbs.find()) {
            verbs.appendReplacement(text, "");
            if ("%".equals(verbs.group(4))) {
                text.append('%');
                continue;
            }
            if (used == values.size()) {
                throw new IllegalArgumentException("there is no value for " + verbs.group() + " in \"" + format + "\"");
            }
            text.append(formatted(verbs, values.get(used++)));
        }
        verbs.appendTail(text);
        if (used < values.size()) {
            throw new IllegalArgumentException("\"" + format + "\" has no place for the value " + (used + 1));
        }
        return text.toString();
    }

    private static String formatted(Matcher verb, Object value) {
        boolean number = value instanceof Long;
        String kind = verb.group(4);
        boolean fits =
                switch (kind) {
                    case "d" -> number;
                    case "s" -> !number && !(value instanceof Boolean) && value != null;
                    case "q" -> value instanceof String || value instanceof Struct;
                    case "v" -> true;
                    default ->
                        throw new IllegalArgumentException(
                                "the verb %" + kind + " is not known. There are %s, %v, %d, %q and %%");
                };
        String precision = verb.group(3);
        if (!fits || (precision != null && !(value instanceof String))) {
            throw new IllegalArgumentException(verb.group() + " does not print " + Values.type(value));
        }
        String text = plain(value);
        if (precision != null) {
            int most = precision.isEmpty() ? 0 : Integer.parseInt(precision);
            int length = text.codePointCount(0, text.length());
            text = text.substring(0, text.offsetByCodePoints(0, Math.min(most, length)));
        }
        text = "q".equals(kind) ? quoted(text) : text;
        return padded(text, verb.group(1), verb.group(2), number);
    }

    private static String padded(String text, String flags, String width, boolean number) {
        int missing = width.isEmpty() ? 0 : Integer.parseInt(width) - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        if (flags.contains("-")) {
            return text + " ".repeat(missing);
        }
        if (!flags.contains("0")) {
            return " ".repeat(missing) + text;
        }
        boolean signed = number && text.startsWith("-");
        return (signed ? "-" : "") + "0".repeat(missing) + (signed ? text.substring(1) : text);
    }

    /** Go's {@code %q} for text that prints. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            switch (point) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(point);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (point < ' ' || point == 0x7f) {
                        quoted.append(String.format("\\x%02x", point));
                    } else {
                        quoted.appendCodePoint(point);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
