package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which texts are strings without quotes, for whoever reads them. */
public final class PlainText {
    private static final Set<String> WORDS =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "", "<<", "=");

    /**
     * What any reader of YAML 1.1 or 1.2 may take for a number or a time: with underscores, in base 2, 8, 16 and 60, with
     * exponents; the odd text more, for which quotes do no harm.
     */
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:0[bo]?[0-9_]+|0x[0-9a-f_.]+(?:p[-+]?[0-9]+)?"
            + "|[0-9][0-9_]*(?::[0-9]+)+(?:\\.[0-9_]*)?|[0-9_]*\\.?[0-9_]+\\.?(?:e[-+]?[0-9_]*)?|[0-9._]+e[-+]?[0-9]+"
            + "|\\.?(?:inf|infinity|nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?)");

    private PlainText() {}

    /**
     * Whether a text that may stand without quotes is a string for the API server's parser and for every other one of YAML
     * 1.1 and 1.2. Whether it may stand without quotes at all is not asked.
     */
    public static boolean isTextEverywhere(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return !WORDS.contains(lower) && !NUMBER.matcher(lower).matches() && isTextForTheServer(text);
    }

    private static boolean isTextForTheServer(String text) {
        try {
            return Scalars.value(text, null, true) instanceof String;
        } catch (Scalars.Meaningless e) {
            return false;
        }
    }
}
