package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;

/** Tells a person on standard error how a sync goes on. */
record ProgressLines(Console console) implements SyncListener {
    @Override
    public void phase(String text) {
        console.progress(text);
    }

    @Override
    public void done(Change change) {
        console.progress(TextOutput.line(console, change));
    }
}
