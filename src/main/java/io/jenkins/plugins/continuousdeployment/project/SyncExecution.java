package io.jenkins.plugins.continuousdeployment.project;

import hudson.model.Executor;
import hudson.model.StreamBuildListener;
import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncEnd;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncHandle;
import io.jenkins.plugins.continuousdeployment.engine.source.Commit;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;
import io.jenkins.plugins.continuousdeployment.engine.sync.UsedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;
import jenkins.model.queue.AsynchronousExecution;
import jenkins.util.Timer;

/** A sync while the loop carries it out: its log, and the way to end it. No thread waits for it. */
final class SyncExecution extends AsynchronousExecution {
    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = Logger.getLogger(SyncExecution.class.getName());

    private final transient SyncRun run;
    private final transient StreamBuildListener log;
    private final transient RunFiles files;
    private transient volatile SyncHandle handle;
    private volatile boolean applying = true;

    SyncExecution(SyncRun run, StreamBuildListener log, RunFiles files) {
        this.run = run;
        this.log = log;
        this.files = files;
    }

    void begin() {
        SyncRequest request = run.request();
        ContinuousDeployment project = run.getParent();
        UsedCredentials.by(run);
        RunningSyncs.applying(run);
        try {
            handle = DeploymentLoop.get().sync(project, request, new Rows());
            handle.ended().thenAccept(end -> {
                applying = false;
                if (end.outcome() == SyncEnd.Outcome.CANCELLED
                        && DeploymentLoop.get().isEnding()) {
                    // Stays unfinished on disk: the next Jenkins closes it, and a new one takes it up.
                    return;
                }
                Timer.get().execute(() -> ended(end));
            });
        } catch (RefusedException e) {
            Timer.get().execute(() -> ended(new SyncEnd(SyncEnd.Outcome.FAILED, Optional.empty(), e.getMessage())));
        }
    }

    private void ended(SyncEnd end) {
        try {
            List<Commit> commits = DeploymentLoop.get().commits(run.getParent(), end);
            run.finish(end, log, commits);
        } catch (RuntimeException e) {
            LOGGER.log(Level.SEVERE, e, () -> run + " could not be ended as it should");
        } finally {
            completed(null);
            DeploymentLoop.get().afterRun(run, end);
        }
    }

    /** The log, as things happen. */
    private final class Rows implements SyncListener {
        @Override
        public void images(List<UsedImage> images) {
            run.uses(images);
        }

        @Override
        public void phase(String text) {
            applying = true;
            log.getLogger().println(text);
        }

        @Override
        public void waiting(String text) {
            applying = false;
            log.getLogger().println(text);
        }

        @Override
        public void done(Change change) {
            applying = true;
            if (change.action() == Action.UNCHANGED) {
                return;
            }
            log.getLogger().println(ChangeLine.of(change, run.getParent().hasSeveralClusters()));
            try {
                files.did(change);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "what " + run + " did can't be written beside it");
            }
        }
    }

    void cancel(String why) {
        SyncHandle now = handle;
        if (now != null) {
            now.cancel(why);
        }
    }

    @Override
    public void interrupt(boolean forShutdown) {
        SyncHandle now = handle;
        if (!forShutdown && now != null) {
            // Not in this thread: it holds the executor's lock, which the end of this takes while it holds its own.
            Timer.get().execute(() -> interrupted(now));
        }
    }

    private void interrupted(SyncHandle now) {
        Executor executor = getExecutor();
        StringBuilder why = new StringBuilder();
        if (executor != null) {
            for (CauseOfInterruption cause : executor.getCausesOfInterruption()) {
                why.append(why.isEmpty() ? "" : "; ").append(cause.getShortDescription());
            }
            executor.recordCauseOfInterruption(run, log);
        }
        now.cancel(why.isEmpty() ? Messages.SyncExecution_aborted() : why.toString());
    }

    /** Only while objects are being changed: one that waits can be taken up after a restart. */
    @Override
    public boolean blocksRestart() {
        return applying;
    }

    @Override
    public boolean displayCell() {
        return true;
    }
}
