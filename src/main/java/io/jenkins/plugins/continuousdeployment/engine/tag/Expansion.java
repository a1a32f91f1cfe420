package io.jenkins.plugins.continuousdeployment.engine.tag;

import com.google.re2j.Matcher;
import java.util.Map;
import java.util.Objects;

/**
 * A template with groups in it, as Go's {@code Regexp.Expand} reads it: {@code $name} takes as many letters, digits and
 * underscores as there are, so {@code $1x} is the group named {@code 1x}; an unknown group is empty; {@code $$} is a
 * dollar sign, and so is one that begins nothing. A table that Go writes lies beside the tests.
 */
final class Expansion {
    /** Go takes greater ones for names. */
    private static final int MOST_DIGITS = 8;

    private final String template;

    Expansion(String template) {
        this.template = Objects.requireNonNull(template, "template");
    }

    String of(Matcher match, Map<String, Integer> groups) {
        StringBuilder text = new StringBuilder();
        int position = 0;
        while (position < template.length()) {
            int dollar = template.indexOf('$', position);
            if (dollar < 0) {
                break;
            }
            text.append(template, position, dollar);
            position = dollar + 1;
            if (template.startsWith("$", position)) {
                text.append('$');
                position++;
                continue;
            }
            boolean braces = template.startsWith("{", position);
            int begin = braces ? position + 1 : position;
            int end = endOfName(begin);
            if (end == begin || (braces && !template.startsWith("}", end))) {
                text.append('$');
                continue;
            }
            text.append(group(template.substring(begin, end), match, groups));
            position = braces ? end + 1 : end;
        }
        return text.append(template, position, template.length()).toString();
    }

    private int endOfName(int begin) {
        int end = begin;
        while (end < template.length()) {
            int character = template.codePointAt(end);
            if (character != '_' && !Character.isLetter(character) && !isDigit(character)) {
                break;
            }
            end += Character.charCount(character);
        }
        return end;
    }

    private static boolean isDigit(int character) {
        return Character.getType(character) == Character.DECIMAL_DIGIT_NUMBER;
    }

    private static String group(String name, Matcher match, Map<String, Integer> groups) {
        Integer number = isNumber(name) ? Integer.valueOf(name) : groups.get(name);
        if (number == null || number > match.groupCount()) {
            return "";
        }
        return Objects.requireNonNullElse(match.group(number), "");
    }

    private static boolean isNumber(String name) {
        return name.chars().allMatch(c -> c >= '0' && c <= '9')
                && name.length() <= MOST_DIGITS
                && (name.length() == 1 || name.charAt(0) != '0');
    }
}
