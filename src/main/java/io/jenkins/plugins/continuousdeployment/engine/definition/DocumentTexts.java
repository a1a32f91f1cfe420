package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The texts of the documents of a file. At the beginning of a line {@code ---} and {@code ...} are marks between
 * documents wherever they stand (YAML 1.1, forbidden content), so lines are enough to tell.
 */
final class DocumentTexts {
    private static final Pattern BEGIN = Pattern.compile("---(\\s.*)?");
    private static final Pattern END = Pattern.compile("\\.\\.\\.(\\s.*)?");
    private static final Pattern NOTHING = Pattern.compile("\\s*(#.*)?");

    private DocumentTexts() {}

    /** One text a document, empty ones too; what stands before the first mark belongs to the first document. */
    static List<String> of(String file) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean begun = false;
        for (String line : file.split("(?<=\n)", -1)) {
            String bare = line.stripTrailing();
            boolean mark = BEGIN.matcher(bare).matches();
            if (mark && begun) {
                texts.add(text.toString());
                text.setLength(0);
            }
            begun |= mark || !NOTHING.matcher(bare).matches();
            text.append(
                    mark ? line.substring(3).stripLeading() : END.matcher(bare).matches() ? "" : line);
        }
        texts.add(text.toString());
        return texts;
    }
}
