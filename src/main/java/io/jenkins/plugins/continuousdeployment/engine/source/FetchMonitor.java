package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.function.Consumer;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends a fetch whose thread was told to stop, and tells how far it is. */
final class FetchMonitor extends EmptyProgressMonitor {
    /** What is told of a task of unknown length, in objects. */
    private static final int STEP = 1_000;

    private final RepositoryAddress repository;
    private final Consumer<FetchProgress> heard;
    private volatile boolean cancelled;
    private FetchProgress now;
    private int told;

    FetchMonitor(RepositoryAddress repository, Consumer<FetchProgress> heard) {
        this.repository = repository;
        this.heard = heard;
    }

    @Override
    public synchronized void beginTask(String title, int totalWork) {
        now = new FetchProgress(repository, title, 0, Math.max(0, totalWork));
        told = 0;
        heard.accept(now);
    }

    @Override
    public synchronized void update(int completed) {
        if (now == null) {
            return;
        }
        now = new FetchProgress(repository, now.task(), now.done() + completed, now.total());
        int part = now.total() == 0 ? now.done() / STEP : now.percent();
        if (part != told) {
            told = part;
            heard.accept(now);
        }
    }

    @Override
    public boolean isCancelled() {
        cancelled |= Thread.currentThread().isInterrupted();
        return cancelled;
    }
}
