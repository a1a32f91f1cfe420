package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ResourceType;
import java.util.Objects;

/**
 * A managed object that is no longer desired.
 *
 * @param live what is there
 * @param type how the cluster serves it
 * @param kept why it stays, or null where it is to be deleted
 * @param last whether it waits until all else is healthy
 */
record PlannedPrune(KubeObject live, ResourceType type, Kept kept, boolean last) {
    /**
     * Why something stays.
     *
     * @param reason one word for programs
     * @param message for a person
     * @param settled whether that is how it should be: if not, the project is out of sync
     */
    record Kept(String reason, String message, boolean settled) {
        Kept {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(message, "message");
        }
    }

    ObjectKey key() {
        return ObjectKey.of(live);
    }

    boolean goes() {
        return kept == null;
    }

    PlannedPrune keep(Kept why) {
        return new PlannedPrune(live, type, why, last);
    }
}
