package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import java.util.Objects;

/**
 * Where the loop asks before it syncs by itself. Whoever keeps a record of every sync takes note here and comes back
 * with {@link Reconciler#sync} when the record is made; who keeps none lets the loop go on.
 */
@FunctionalInterface
public interface SyncDesk {
    /** Every sync is carried out at once by the loop. */
    SyncDesk AT_ONCE = due -> true;

    /**
     * A sync is due. Asked again now and then for as long as it is.
     *
     * @return whether the loop is to carry it out now; false where somebody will ask for it
     */
    boolean goesAhead(Due due);

    /**
     * A sync that is due.
     *
     * @param project the project's name
     * @param cause why
     * @param plan what it would do, and at which commit
     */
    record Due(String project, SyncCause cause, ChangeSet plan) {
        public Due {
            Objects.requireNonNull(project, "project");
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(plan, "plan");
        }
    }
}
