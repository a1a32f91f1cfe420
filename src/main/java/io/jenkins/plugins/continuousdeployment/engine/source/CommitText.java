package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;
import java.util.regex.Pattern;

/** A commit's message as Git wants it. */
final class CommitText {
    private static final Pattern TRAILER = Pattern.compile("[A-Za-z0-9-]+: .*");

    private CommitText() {}

    /**
     * Ends lines with line feeds alone, drops blanks at their ends and blank lines around the whole, and adds who signs it
     * off.
     *
     * @param signer null where nobody does
     * @throws RefusedException where nothing is left, or Git can't store it
     */
    static String of(String message, Author signer) {
        if (message.indexOf('\0') >= 0) {
            throw new RefusedException("the commit message contains a NUL character, which Git can't store.");
        }
        String text = message.lines()
                .map(String::stripTrailing)
                .reduce("", (all, line) -> all + line + "\n")
                .replaceFirst("^\\n+", "")
                .stripTrailing();
        if (text.isBlank()) {
            throw new RefusedException(
                    "the commit message is empty. Write one, or leave the template out for the default.");
        }
        return signer == null ? text + "\n" : signedOff(text, "Signed-off-by: " + signer);
    }

    /** In the last paragraph where that has nothing but such lines, else in one of its own. */
    private static String signedOff(String text, String line) {
        List<String> lines = text.lines().toList();
        if (lines.contains(line)) {
            return text + "\n";
        }
        int blank = lines.lastIndexOf("");
        boolean trailers = blank >= 0
                && lines.subList(blank + 1, lines.size()).stream()
                        .allMatch(each -> TRAILER.matcher(each).matches());
        return text + (trailers ? "\n" : "\n\n") + line + "\n";
    }
}
