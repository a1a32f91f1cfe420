package io.jenkins.plugins.continuousdeployment.engine.template;

import static io.jenkins.plugins.continuousdeployment.engine.template.Functions.atLeast;
import static io.jenkins.plugins.continuousdeployment.engine.template.Functions.exactly;
import static io.jenkins.plugins.continuousdeployment.engine.template.Functions.one;
import static io.jenkins.plugins.continuousdeployment.engine.template.Functions.string;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** Functions of the Sprig library; as there, the text to work on comes last, so that it may come through a pipe. */
final class TextFunctions {
    private static final long MOST_REPLACED = 5_000_000;

    static final Map<String, Functions.Function> ALL = Map.ofEntries(
            Map.entry("lower", values -> each(text(values, 1), Character::toLowerCase)),
            Map.entry("upper", values -> each(text(values, 1), Character::toUpperCase)),
            Map.entry("trim", values -> text(values, 1).strip()),
            Map.entry("trimPrefix", values -> cut(text(values, 2), string(values, 0), true)),
            Map.entry("trimSuffix", values -> cut(text(values, 2), string(values, 0), false)),
            Map.entry("contains", values -> text(values, 2).contains(string(values, 0))),
            Map.entry("hasPrefix", values -> text(values, 2).startsWith(string(values, 0))),
            Map.entry("hasSuffix", values -> text(values, 2).endsWith(string(values, 0))),
            Map.entry("replace", values -> replaced(text(values, 3), string(values, 0), string(values, 1))),
            Map.entry("trunc", values -> truncated(text(values, 2), Functions.number(values, 0))),
            Map.entry("toString", values -> asText(one(values))),
            Map.entry("quote", values -> Formats.quoted(asText(one(values)))),
            Map.entry("join", values -> joined(values)),
            Map.entry("default", values -> fallback(values)),
            Map.entry("sha256sum", values -> sha256(text(values, 1))));

    private TextFunctions() {}

    /** The last of so many arguments. */
    private static String text(List<Object> values, int count) {
        exactly(values, count);
        return string(values, count - 1);
    }

    /** As Go does it, character by character. */
    private static String each(String text, IntUnaryOperator change) {
        return text.codePoints()
                .map(change)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String replaced(String text, String old, String other) {
        if ((text.length() + 1L) * (other.length() + 1L) > MOST_REPLACED) {
            throw new IllegalArgumentException("the text would get too long");
        }
        return text.replace(old, other);
    }

    private static String asText(Object value) {
        return value == null ? "" : Formats.plain(value);
    }

    private static String cut(String text, String end, boolean first) {
        if (first) {
            return text.startsWith(end) ? text.substring(end.length()) : text;
        }
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    /** The first so many bytes, or, of a negative number, the last. */
    private static String truncated(String text, int most) {
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (Math.abs((long) most) >= size) {
            return text;
        }
        return most < 0 ? Functions.bytes(text, size + most, size) : Functions.bytes(text, 0, most);
    }

    private static String joined(List<Object> values) {
        exactly(values, 2);
        Collection<?> parts = values.get(1) instanceof Collection<?> list ? list : List.of(asText(values.get(1)));
        return parts.stream().map(TextFunctions::asText).collect(Collectors.joining(string(values, 0)));
    }

    private static Object fallback(List<Object> values) {
        atLeast(values, 1);
        Object given = values.size() > 1 ? values.get(1) : null;
        return Values.isTrue(given) ? given : values.get(0);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
