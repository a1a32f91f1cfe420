package io.jenkins.plugins.continuousdeployment.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * Colours for the words that say how something is; none unless a person looks at a terminal that wants them
 * ({@code NO_COLOR}, {@code CLICOLOR} and {@code TERM} are obeyed).
 */
final class Paint {
    private static final Map<String, String> COLOURS = Map.ofEntries(
            Map.entry("synced", "green"),
            Map.entry("healthy", "green"),
            Map.entry("in-sync", "green"),
            Map.entry("back", "green"),
            Map.entry("created", "green"),
            Map.entry("outofsync", "yellow"),
            Map.entry("out-of-sync", "yellow"),
            Map.entry("configured", "yellow"),
            Map.entry("progressing", "cyan"),
            Map.entry("syncing", "cyan"),
            Map.entry("suspended", "blue"),
            Map.entry("pruned", "magenta"),
            Map.entry("degraded", "red"),
            Map.entry("missing", "red"),
            Map.entry("failed", "red"),
            Map.entry("unreachable", "red"),
            Map.entry("definitions", "red"));

    private Paint() {}

    /** The text, in its colour where it is one of those words, with whatever blanks surround it. */
    static String word(Console console, String text) {
        String colour = COLOURS.get(text.strip().toLowerCase(Locale.ROOT));
        boolean wanted = colour != null && console.out() == System.out && Ansi.AUTO.enabled();
        return wanted ? painted(text, colour) : text;
    }

    static String painted(String text, String colour) {
        return Ansi.ON.string("@|" + colour + " " + text + "|@");
    }
}
