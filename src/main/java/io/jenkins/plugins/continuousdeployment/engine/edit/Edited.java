package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of an edit.
 *
 * @param files the new bytes of the files that change, by path, in the order of the paths; not to be changed
 * @param places every scalar that changed, in the order of files and lines
 * @param followed every scalar that follows a known policy, changed or not; also those of files that are left alone
 * @param problems why files are left alone, or can't be followed
 * @param notes what a person may want to know: markers of policies that nobody knows
 */
public record Edited(
        Map<String, byte[]> files,
        List<EditedPlace> places,
        List<ImagePlace> followed,
        List<Problem> problems,
        List<Problem> notes) {
    public Edited {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        places = List.copyOf(places);
        followed = List.copyOf(followed);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }
}
