package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import java.util.List;

/**
 * What the files of a source say.
 *
 * @param objects the desired objects in the order of the files
 * @param skipped what was left out, in the same order
 * @param notes what a person should know about the objects: fields of theirs that were left out
 */
public record Manifests(List<DesiredObject> objects, List<Skipped> skipped, List<Problem> notes) {
    public Manifests {
        objects = List.copyOf(objects);
        skipped = List.copyOf(skipped);
        notes = List.copyOf(notes);
    }
}
