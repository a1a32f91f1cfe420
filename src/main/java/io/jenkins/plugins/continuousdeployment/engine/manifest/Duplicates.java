package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds objects that are desired twice. */
public final class Duplicates {
    private Duplicates() {}

    /**
     * A problem for each object that another before it already is, by group, kind, namespace and name, each naming both
     * places. Namespaces are taken as they stand: give it the objects as they are written, or once more when the
     * destination's namespace and the kinds' scope are known and filled in.
     */
    public static List<Problem> of(List<DesiredObject> objects) {
        Map<ObjectKey, DesiredObject> first = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (DesiredObject desired : objects) {
            ObjectKey key = ObjectKey.of(desired.object());
            DesiredObject other = first.putIfAbsent(key, desired);
            if (other != null) {
                problems.add(new Problem(
                        desired.place(), key + " stands here and at " + other.place() + ". Keep one of them."));
            }
        }
        return problems;
    }
}
