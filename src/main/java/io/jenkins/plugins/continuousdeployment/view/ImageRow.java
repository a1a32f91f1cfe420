package io.jenkins.plugins.continuousdeployment.view;

import io.jenkins.plugins.continuousdeployment.engine.update.ImageState;
import java.util.List;

/**
 * One image that follows its registry, as the page of its project shows it.
 *
 * @param policy its name
 * @param image the image without tag
 * @param order how tags are ordered, as the definition has it
 * @param current what Git has, each once
 * @param latest the tag that was chosen; empty for none
 * @param looked when the registry was looked at
 * @param problem what stood in the way; empty for nothing
 * @param notes what a person may want to know
 */
public record ImageRow(
        String policy,
        String image,
        String order,
        List<String> current,
        String latest,
        When looked,
        String problem,
        List<String> notes) {
    public ImageRow {
        current = List.copyOf(current);
        notes = List.copyOf(notes);
    }

    static ImageRow of(ImageState state) {
        return new ImageRow(
                state.policy(),
                state.image(),
                state.order(),
                state.current(),
                state.latest(),
                When.since(state.lookedAt()),
                state.problem(),
                state.notes());
    }
}
