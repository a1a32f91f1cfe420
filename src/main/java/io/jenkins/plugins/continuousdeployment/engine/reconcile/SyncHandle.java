package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import java.util.concurrent.CompletionStage;

/** A sync that was ordered. */
public interface SyncHandle {
    /** Its end, which always comes; never exceptionally. Whoever hears of it must not wait long. */
    CompletionStage<SyncEnd> ended();

    /** Ends it as soon as may be; what was done stays done. */
    void cancel(String why);
}
