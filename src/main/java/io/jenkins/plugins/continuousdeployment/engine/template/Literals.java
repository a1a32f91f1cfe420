package io.jenkins.plugins.continuousdeployment.engine.template;

import java.util.Map;
import java.util.Objects;

/** Reads Go's literals: strings in quotes and in backquotes, characters, whole numbers. */
final class Literals {
    private static final Map<Character, Character> ESCAPES =
            Map.of('a', '\u0007', 'b', '\b', 'f', '\f', 'n', '\n', 'r', '\r', 't', '\t', 'v', '\u000b', '\\', '\\');
    private static final int HEX = 16;

    private Literals() {}

    /**
     * A literal that was read.
     *
     * @param value what it means; of a character its number
     * @param end where it ends in the template
     */
    record Read(String value, int end) {
        Read {
            Objects.requireNonNull(value, "value");
        }
    }

    /** What begins with one of the three quotes. */
    static Read quoted(TemplateText source, int start, int open) {
        String text = source.text();
        char quote = text.charAt(start);
        if (quote == '`') {
            int end = text.indexOf('`', start + 1);
            if (end < 0) {
                throw source.wrong(start, "this string is not closed. Write ` at its end.");
            }
            return new Read(text.substring(start + 1, end).replace("\r", ""), end + 1);
        }
        StringBuilder value = new StringBuilder();
        int at = start + 1;
        while (true) {
            if (at >= text.length() || text.charAt(at) == '\n') {
                throw source.wrong(start, "this string is not closed on its line. Write " + quote + " at its end.");
            }
            char character = text.charAt(at);
            if (character == quote) {
                break;
            }
            at = character == '\\' ? escape(source, at, quote, value) : plain(character, at, value);
        }
        String read = value.toString();
        if (quote == '"') {
            return new Read(read, at + 1);
        }
        if (read.codePointCount(0, read.length()) != 1) {
            throw source.wrong(
                    start, "between single quotes stands one character; a string stands between double ones.");
        }
        return new Read(String.valueOf(read.codePointAt(0)), at + 1);
    }

    private static int plain(char character, int at, StringBuilder value) {
        value.append(character);
        return at + 1;
    }

    private static int escape(TemplateText source, int at, char quote, StringBuilder value) {
        String text = source.text();
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
        if (ESCAPES.containsKey(kind) || kind == quote) {
            value.append(kind == quote ? quote : ESCAPES.get(kind));
            return at + 2;
        }
        int digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        int end = at + 2 + digits;
        if (digits > 0 && end <= text.length()) {
            String hex = text.substring(at + 2, end);
            if (hex.chars().allMatch(digit -> Character.digit(digit, HEX) >= 0)) {
                long point = Long.parseLong(hex, HEX);
                if (point <= Character.MAX_CODE_POINT && !(point >= 0xd800 && point <= 0xdfff)) {
                    value.appendCodePoint((int) point);
                    return end;
                }
            }
        }
        throw source.wrong(
                at, "'\\" + kind + "' is no escape. Write \\n, \\t, \\\", \\\\ or \\u followed by four digits.");
    }

    /** A whole number: decimal, or with 0x, 0o and 0b. */
    static long number(TemplateText source, int at, String word) {
        String digits = word.replace("_", "");
        boolean negative = digits.startsWith("-");
        String plain = digits.replaceFirst("^[+-]", "").toLowerCase(java.util.Locale.ROOT);
        try {
            int radix = plain.startsWith("0x") ? HEX : plain.startsWith("0o") ? 8 : plain.startsWith("0b") ? 2 : 10;
            String bare = radix == 10 ? plain : plain.substring(2);
            boolean octal = radix == 10 && bare.length() > 1 && bare.startsWith("0");
            long value = Long.parseLong(octal ? bare.substring(1) : bare, octal ? 8 : radix);
            return negative ? -value : value;
        } catch (NumberFormatException e) {
            throw source.wrong(at, "'" + word + "' is no number that templates know. Write a whole number.");
        }
    }
}
