package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;
import java.util.stream.Stream;

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

    /**
     * Several as one.
     *
     * @throws RefusedException where an object stands in two of them
     */
    public static Manifests joined(List<Manifests> parts) {
        List<DesiredObject> objects =
                parts.stream().flatMap(part -> part.objects().stream()).toList();
        List<Problem> duplicates = Duplicates.of(objects);
        if (!duplicates.isEmpty()) {
            throw new RefusedException(duplicates);
        }
        return new Manifests(
                objects,
                parts.stream().flatMap(part -> part.skipped().stream()).toList(),
                parts.stream().flatMap(part -> part.notes().stream()).toList());
    }

    /**
     * What a person should know who sees the objects somewhere else than in their files, a line each: the notes, and
     * objects that were left out. YAML that is no manifest is not among it.
     */
    public List<String> remarks() {
        return Stream.concat(
                        skipped.stream().filter(each -> each.object() != null).map(each -> "Left out: " + each),
                        notes.stream().map(each -> "Note: " + each))
                .toList();
    }

    /** The same with more notes. */
    public Manifests noting(List<Problem> more) {
        return new Manifests(
                objects, skipped, Stream.concat(notes.stream(), more.stream()).toList());
    }
}
