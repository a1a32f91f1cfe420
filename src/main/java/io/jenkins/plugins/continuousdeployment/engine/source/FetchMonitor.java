package io.jenkins.plugins.continuousdeployment.engine.source;

import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends a fetch whose thread was told to stop. */
final class FetchMonitor extends EmptyProgressMonitor {
    private volatile boolean cancelled;

    @Override
    public boolean isCancelled() {
        cancelled |= Thread.currentThread().isInterrupted();
        return cancelled;
    }
}
