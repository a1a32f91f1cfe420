package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;
import io.jenkins.plugins.continuousdeployment.engine.sync.UsedImage;
import java.util.List;
import java.util.function.Consumer;

/** Notes when a sync only waits, so that something new may end it; passes everything on. */
record Waits(SyncListener next, Consumer<Boolean> waiting) implements SyncListener {
    @Override
    public void images(List<UsedImage> images) {
        next.images(images);
    }

    @Override
    public void phase(String text) {
        waiting.accept(false);
        next.phase(text);
    }

    @Override
    public void waiting(String text) {
        waiting.accept(true);
        next.waiting(text);
    }

    @Override
    public void done(Change change) {
        waiting.accept(false);
        next.done(change);
    }
}
