package io.jenkins.plugins.continuousdeployment.engine.edit;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What an edit changes in a file, for people and for {@code git apply}. */
public final class FileDiff {
    private static final int CONTEXT = 3;
    private static final String NO_LINE_END = "\n\\ No newline at end of file";

    private FileDiff() {}

    /**
     * A unified diff.
     *
     * @param path the file, for the head
     * @param before its bytes
     * @param after its bytes with other images
     * @return the lines, none where both are equal; a carriage return at the end of a line of the file stays there
     */
    public static List<String> unified(String path, byte[] before, byte[] after) {
        return unified(path, before, after, CONTEXT);
    }

    /** The same without the lines around, which may hold what is nobody's to see. */
    public static List<String> changedLines(String path, byte[] before, byte[] after) {
        return unified(path, before, after, 0);
    }

    private static List<String> unified(String path, byte[] before, byte[] after, int context) {
        List<String> old = lines(before);
        return UnifiedDiffUtils.generateUnifiedDiff(
                "a/" + path, "b/" + path, old, DiffUtils.diff(old, lines(after)), context);
    }

    private static List<String> lines(byte[] bytes) {
        String text = new String(bytes, charset(bytes));
        String lineBreak = text.indexOf('\n') < 0 ? "\r" : "\n";
        List<String> lines = new ArrayList<>(List.of(text.split(lineBreak, -1)));
        int last = lines.size() - 1;
        if (lines.get(last).isEmpty()) {
            lines.remove(last);
        } else {
            lines.set(last, lines.get(last) + NO_LINE_END);
        }
        return lines;
    }

    private static Charset charset(byte[] bytes) {
        boolean wide = bytes.length > 1 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFF + 0xFE;
        return wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }
}
