package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.edit.Edited;
import io.jenkins.plugins.continuousdeployment.engine.edit.EditedPlace;
import io.jenkins.plugins.continuousdeployment.engine.edit.ImagePlace;
import io.jenkins.plugins.continuousdeployment.engine.template.ImageChange;
import io.jenkins.plugins.continuousdeployment.engine.template.ObjectName;
import io.jenkins.plugins.continuousdeployment.engine.template.UpdateFacts;
import io.jenkins.plugins.continuousdeployment.engine.template.UpdateText;
import java.util.Map;

/**
 * What is said of an edit.
 *
 * @param project the project's full name
 * @param edited the edit
 */
record UpdateWords(String project, Edited edited) {
    UpdateFacts facts() {
        return new UpdateFacts(
                project, edited.places().stream().map(UpdateWords::change).toList(), Map.of());
    }

    String message(String template) {
        return UpdateText.of("message", template.isEmpty() ? UpdateText.DEFAULT_MESSAGE : template)
                .message(facts());
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
