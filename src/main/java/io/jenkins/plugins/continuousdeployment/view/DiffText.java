package io.jenkins.plugins.continuousdeployment.view;

import io.jenkins.plugins.continuousdeployment.engine.reconcile.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference of one object, as the last comparison found it: values of Secrets are masked in it already.
 *
 * @param object which, as people write it; empty for a note about what is left out
 * @param lines of the unified diff, without its head
 */
public record DiffText(String object, List<Line> lines) {
    public DiffText {
        lines = List.copyOf(lines);
    }

    /** A line with the class that colours it. */
    public record Line(String text, String tone) {}

    /**
     * All that differ, or one.
     *
     * @param wanted which object; empty for all
     */
    static List<DiffText> of(Plan plan, String wanted) {
        List<DiffText> found = new ArrayList<>();
        for (String text : plan.differences()) {
            List<String> lines = text.lines().toList();
            String object = object(lines);
            if (wanted.isEmpty() || wanted.equals(object)) {
                found.add(new DiffText(
                        object,
                        lines.stream()
                                .skip(object.isEmpty() ? 0 : 2)
                                .map(DiffText::line)
                                .toList()));
            }
        }
        return found;
    }

    /** The name in the head of a unified diff: one of the two sides is a file that is not there. */
    private static String object(List<String> lines) {
        if (lines.size() < 2 || !lines.get(0).startsWith("--- ")) {
            return "";
        }
        String before = lines.get(0).substring(4);
        String after = lines.get(1).substring(4);
        String named = before.startsWith("live/") ? before : after;
        return named.substring(named.indexOf('/') + 1);
    }

    static Line line(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        String tone =
                switch (first) {
                    case '+' -> "cd-diff__added";
                    case '-' -> "cd-diff__removed";
                    case '@' -> "cd-diff__place";
                    default -> "";
                };
        return new Line(text, tone);
    }
}
