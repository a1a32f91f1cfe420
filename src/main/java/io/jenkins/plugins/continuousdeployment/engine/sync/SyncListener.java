package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Change;

/** Hears how a sync goes on, while it does. Called from several threads. */
public interface SyncListener {
    /** Hears nothing. */
    SyncListener NONE = new SyncListener() {
        @Override
        public void phase(String text) {}

        @Override
        public void done(Change change) {}
    };

    /** Something new begins, such as waiting for health. */
    void phase(String text);

    /** The same where what begins is waiting: nothing is lost if it is ended now. */
    default void waiting(String text) {
        phase(text);
    }

    /** An object was brought to its desired state, or could not be. */
    void done(Change change);
}
