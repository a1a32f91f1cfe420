package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import java.util.Objects;

/**
 * A desired object and what is to be done with it.
 *
 * @param resolved what is desired
 * @param live what is there, or null
 * @param verdict what follows
 * @param note what else a person should know, empty where there is nothing
 */
record PlannedObject(ResolvedObject resolved, KubeObject live, Verdict verdict, String note) {
    PlannedObject {
        Objects.requireNonNull(resolved, "resolved");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(note, "note");
    }

    ObjectKey key() {
        return resolved.key();
    }

    int wave() {
        return resolved.options().wave();
    }

    PlannedObject with(Verdict other) {
        return new PlannedObject(resolved, live, other, note);
    }

    boolean inSync() {
        return verdict instanceof Verdict.InSync;
    }
}
