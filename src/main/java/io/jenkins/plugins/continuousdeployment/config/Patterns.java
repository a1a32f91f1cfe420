package io.jenkins.plugins.continuousdeployment.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Patterns, separated by commas, spaces or line breaks: {@code *} stands for any characters but {@code /}, {@code **}
 * for any characters, all others for themselves.
 */
final class Patterns {
    private final List<Pattern> patterns;

    private Patterns(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    static Patterns of(String text) {
        return new Patterns(Arrays.stream(text.split("[,\\s]+", -1))
                .filter(each -> !each.isEmpty())
                .map(Patterns::compiled)
                .toList());
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    boolean match(String value) {
        return patterns.stream().anyMatch(each -> each.matcher(value).matches());
    }

    private static Pattern compiled(String glob) {
        StringBuilder expression = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            if (glob.startsWith("**", at)) {
                expression.append(".*+");
                at += 2;
                while (glob.startsWith("*", at)) {
                    at++;
                }
            } else if (glob.charAt(at) == '*') {
                expression.append("[^/]*");
                at++;
            } else {
                expression.append(Pattern.quote(String.valueOf(glob.charAt(at++))));
            }
        }
        return Pattern.compile(expression.toString().replace(".*+", ".*"), Pattern.DOTALL);
    }
}
