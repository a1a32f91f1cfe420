package io.jenkins.plugins.continuousdeployment.engine.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a registry asks for, as its header {@code WWW-Authenticate} says (RFC 9110, 11.6.1).
 *
 * @param scheme in small letters
 * @param parameters names in small letters
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final Pattern SCHEME = Pattern.compile("\\G[\\s,]*([A-Za-z0-9-]+)(?=\\s|,|$)(?!\\s*=)");
    private static final Pattern PARAMETER =
            Pattern.compile("\\G[\\s,]*([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]*))");

    Challenge {
        Objects.requireNonNull(scheme, "scheme");
        parameters = Map.copyOf(parameters);
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** All of them; what follows something unreadable is left out. */
    static List<Challenge> all(List<String> headers) {
        List<Challenge> all = new ArrayList<>();
        headers.forEach(header -> read(header, all));
        return all;
    }

    private static void read(String header, List<Challenge> all) {
        Matcher scheme = SCHEME.matcher(header);
        Matcher parameter = PARAMETER.matcher(header);
        int position = 0;
        while (scheme.find(position) && scheme.start() == position) {
            String name = scheme.group(1).toLowerCase(Locale.ROOT);
            Map<String, String> parameters = new LinkedHashMap<>();
            position = scheme.end();
            while (position < header.length() && parameter.find(position) && parameter.start() == position) {
                String value = parameter.group(2) == null
                        ? parameter.group(3)
                        : parameter.group(2).replaceAll("\\\\(.)", "$1");
                parameters.put(parameter.group(1).toLowerCase(Locale.ROOT), value);
                position = parameter.end();
            }
            all.add(new Challenge(name, parameters));
        }
    }
}
