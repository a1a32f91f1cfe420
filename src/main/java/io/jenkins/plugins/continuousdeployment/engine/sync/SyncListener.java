package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Change;
import java.util.List;

/** Hears how a sync goes on, while it does. Called from several threads. */
public interface SyncListener {
    /** Hears nothing. */
    SyncListener NONE = new SyncListener() {
        @Override
        public void phase(String text) {}

        @Override
        public void done(Change change) {}
    };

    /** What runs when all is done; told once, before the first change. */
    default void images(List<UsedImage> images) {}

    /** Something new begins, such as waiting for health. */
    void phase(String text);

    /** The same where what begins is waiting: nothing is lost if it is ended now. */
    default void waiting(String text) {
        phase(text);
    }

    /** An object was brought to its desired state, or could not be. */
    void done(Change change);
}
