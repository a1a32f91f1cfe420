package io.jenkins.plugins.continuousdeployment.engine.reconcile;

/** Why the loop wants a sync. */
public enum SyncCause {
    /** Git says something new. */
    COMMIT("a new commit"),
    /** The project's definition says something new. */
    DEFINITION("a new definition"),
    /** The cluster was changed by somebody else. */
    DRIFT("drift"),
    /** The last sync failed. */
    RETRY("another try"),
    /** A timer asked to look, and there was something to do. */
    TIMER("a timer"),
    /** Somebody asked for it. */
    REQUEST("a request");

    private final String words;

    SyncCause(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
