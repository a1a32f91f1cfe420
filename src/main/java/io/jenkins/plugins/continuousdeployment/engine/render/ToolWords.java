package io.jenkins.plugins.continuousdeployment.engine.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a tool says, as a person may read it: with the source's paths instead of the private folder's, without what is
 * secret, and without what a terminal would obey.
 */
final class ToolWords {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");
    private static final Pattern USER = Pattern.compile("//[^/@\\s]+@");
    private static final Pattern SECRET_KEY =
            Pattern.compile("(?i)passw|secret|token|credential|private_?-?key|api_?-?key");
    private static final Pattern WARNING = Pattern.compile("(?i)warning|skipping unknown hook");

    /** Kustomize's {@code # Warning: 'bases' is deprecated}: how to write it, not that it is wrong. */
    private static final Pattern DEPRECATION = Pattern.compile("(?m)^# Warning: .*deprecated.*\\R?");

    private static final int LONGEST = 4_000;
    private static final int SHORTEST_SECRET = 3;

    private final PrivateFolder folder;
    private final Collection<String> secrets;
    private final Map<String, String> names;

    ToolWords(PrivateFolder folder, Collection<String> secrets) {
        this(folder, secrets, Map.of());
    }

    /**
     * Prepares.
     *
     * @param secrets what is not shown
     * @param names the source's paths of files that have other names in the private folder
     */
    ToolWords(PrivateFolder folder, Collection<String> secrets, Map<String, String> names) {
        this.folder = folder;
        this.names = names;
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .sorted((a, b) -> b.length() - a.length())
                .toList();
    }

    /** The words, one text. */
    String of(String words) {
        String clean = words;
        for (String secret : secrets) {
            clean = clean.replace(secret, "…");
        }
        for (Map.Entry<String, String> name : names.entrySet()) {
            clean = clean.replace(folder.root().resolve(name.getKey()).toString(), name.getValue());
        }
        String tree = folder.inTree("").toString();
        clean = clean.replace(tree + "/", "").replace(tree, ".").replace(folder.root() + "/", "");
        clean = USER.matcher(CONTROL.matcher(clean).replaceAll("?")).replaceAll("//…@");
        clean = DEPRECATION.matcher(clean).replaceAll("").strip().replaceFirst("^Error: ", "");
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
    }

    /** Why nothing was rendered. */
    String failure(Program program, ToolResult result, RenderLimits limits) {
        return switch (result.ending()) {
            case TOO_LATE ->
                program.name() + " took longer than the setting renderTimeout allows, "
                        + limits.renderTimeout().toSeconds() + " s, and was ended. Raise it if this is meant"
                        + said(result);
            case TOO_MUCH ->
                program.name() + " printed more than the setting maxOutputBytes allows, " + limits.maxOutputBytes()
                        + " bytes, and was ended. Raise it if this is meant";
            case BY_ITSELF ->
                program.name() + " failed (exit code " + result.exitCode() + ")"
                        + (result.err().isBlank() ? " and said nothing" : ": " + of(result.err()));
        };
    }

    private String said(ToolResult result) {
        return result.err().isBlank() ? "" : ". It said: " + of(result.err());
    }

    /** What a tool that succeeded warns of. */
    List<String> warnings(ToolResult result) {
        return of(result.err())
                .lines()
                .map(String::strip)
                .filter(line -> WARNING.matcher(line).find())
                .limit(20)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The texts below keys that tell they are secret. */
    static void secrets(Object tree, Collection<String> into) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof String text
                        && SECRET_KEY.matcher(String.valueOf(key)).find()) {
                    into.add(text);
                } else {
                    secrets(value, into);
                }
            });
        } else if (tree instanceof List<?> list) {
            list.forEach(item -> secrets(item, into));
        }
    }

    /** Whether a key tells that its value is secret. */
    static boolean secret(String key) {
        return SECRET_KEY.matcher(key).find();
    }
}
