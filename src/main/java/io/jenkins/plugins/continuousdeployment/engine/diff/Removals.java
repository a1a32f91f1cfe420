package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an apply removes: fields of our last entry that are live, not desired, and owned by nobody else. */
final class Removals {
    private final KubeObject desired;
    private final KubeObject live;
    private final FieldSet others;

    Removals(KubeObject desired, KubeObject live, FieldSet others) {
        this.desired = desired;
        this.live = live;
        this.others = others;
    }

    /** The outermost of them. */
    List<FieldPath> of(FieldSet ours) {
        List<FieldPath> paths = new ArrayList<>();
        collect(FieldPath.ROOT, ours, paths);
        return paths;
    }

    private void collect(FieldPath path, FieldSet ours, List<FieldPath> paths) {
        for (Map.Entry<PathElement, FieldSet> entry : ours.children().entrySet()) {
            FieldPath next = path.then(entry.getKey());
            if (goes(next, entry.getValue())) {
                paths.add(next);
            } else {
                collect(next, entry.getValue(), paths);
            }
        }
    }

    /** An item goes as a whole; of a structure the fields go one by one. */
    private boolean goes(FieldPath path, FieldSet ours) {
        boolean whole = ours.leaf() || (ours.member() && !(path.last() instanceof PathElement.Field));
        return whole
                && Presence.in(live.body(), path)
                && !Presence.in(desired.body(), path)
                && others.at(path).isEmpty()
                && !others.covers(path);
    }
}
