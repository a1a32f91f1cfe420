package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.edit.Edited;
import io.jenkins.plugins.continuousdeployment.engine.edit.EditedPlace;
import io.jenkins.plugins.continuousdeployment.engine.edit.FileDiff;
import io.jenkins.plugins.continuousdeployment.engine.edit.ImagePlace;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.template.ImageChange;
import io.jenkins.plugins.continuousdeployment.engine.template.ObjectName;
import io.jenkins.plugins.continuousdeployment.engine.template.UpdateFacts;
import io.jenkins.plugins.continuousdeployment.engine.template.UpdateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is said of an edit.
 *
 * @param project the project's full name
 * @param edited the edit
 */
record UpdateWords(String project, Edited edited) {
    private static final int MOST = 1000;
    private static final int LONGEST = 500;

    UpdateFacts facts() {
        return new UpdateFacts(
                project, edited.places().stream().map(UpdateWords::change).toList(), Map.of());
    }

    String message(String template) {
        return UpdateText.of("message", template.isEmpty() ? UpdateText.DEFAULT_MESSAGE : template)
                .message(facts());
    }

    /** What an edit of a tree changes, as lines of unified diffs; cut where they are very many or very long. */
    static List<String> diff(SourceTree tree, Edited edited) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : edited.files().entrySet()) {
            byte[] before = tree.files(file.getKey()).get(0).content();
            FileDiff.changedLines(file.getKey(), before, file.getValue()).stream()
                    .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line)
                    .forEach(lines::add);
            if (lines.size() > MOST) {
                return List.copyOf(lines.subList(0, MOST));
            }
        }
        return lines;
    }

    /** {@code deploy/web.yaml:12: nginx:1.24 -> nginx:1.25}. */
    static String line(EditedPlace each) {
        return each.place().place() + ": " + each.oldText() + " -> " + each.newText();
    }

    private static ImageChange change(EditedPlace each) {
        ImagePlace place = each.place();
        return new ImageChange(
                place.policy() + (place.marked() ? place.part().suffix() : ""),
                each.image().toString(),
                each.oldText(),
                each.newText(),
                place.place().file(),
                place.place().line(),
                place.object()
                        .map(key -> new ObjectName("", key.groupKind().kind(), key.namespace(), key.name()))
                        .orElse(ObjectName.NONE));
    }
}
