package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Computer;
import hudson.model.TaskListener;
import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.ResultJson;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncCause;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncEnd;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncHandle;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncOrder;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;
import io.jenkins.plugins.continuousdeployment.project.ChangeLine;
import io.jenkins.plugins.continuousdeployment.project.DeploymentLoop;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A sync of an inline deployment. The loop carries it out; after a restart it is done again at the same commit. */
final class InlineSyncExecution extends StepExecution {
    private static final long serialVersionUID = 1;

    private final String definition;
    private final String dir;
    private final boolean waits;
    private final boolean confirmed;
    private final boolean propagate;
    private volatile String commit = "";
    private transient volatile InlineDeployments.Use use;
    private transient volatile SyncHandle handle;
    private transient volatile Throwable stopped;
    private transient volatile boolean over;

    InlineSyncExecution(StepContext context, DeploySyncStep step, String definition) {
        super(context);
        this.definition = definition;
        this.dir = step.getDir();
        this.waits = step.isWait();
        this.confirmed = step.isConfirmPrune();
        this.propagate = step.isPropagate();
    }

    InlineSyncExecution(StepContext context, DeployRollbackStep step, String definition) {
        super(context);
        this.definition = definition;
        this.dir = step.getDir();
        this.waits = true;
        this.confirmed = false;
        this.propagate = step.isPropagate();
    }

    @Override
    public boolean start() {
        Computer.threadPoolForRemoting.execute(this::begin);
        return false;
    }

    @Override
    public void onResume() {
        super.onResume();
        Computer.threadPoolForRemoting.execute(this::again);
    }

    /**
     * What was cut off. Files of a workspace are read again where they lie: they may hold what must not be stored, and
     * the pipeline, which is in this step, is the one that would have changed them.
     */
    private void again() {
        if (over) {
            return;
        }
        if (DeploymentLoop.get().isRunning() && (dir == null || WorkspaceFiles.reachable(getContext()))) {
            say(dir == null ? Messages.InlineSyncExecution_again() : Messages.InlineSyncExecution_readAgain(dir));
            begin();
        } else {
            later();
        }
    }

    /** Not in the timer's own threads, which everybody shares: what is far away may take its time. */
    private void later() {
        Timer.get().schedule(() -> Computer.threadPoolForRemoting.execute(this::again), 1, TimeUnit.SECONDS);
    }

    private void begin() {
        try {
            DeploymentDefinition read = Inline.read(definition);
            DeploymentDefinition wanted = commit.isEmpty() ? read : read.at(commit);
            Optional<Supplier<SourceTree>> files = WorkspaceFiles.of(getContext(), dir);
            InlineDeployments.Use taken = InlineDeployments.get().use(wanted, true, () -> order(wanted, files));
            boolean late;
            synchronized (this) {
                use = taken;
                late = over;
            }
            if (late) {
                InlineDeployments.get().end(taken);
            }
        } catch (IOException e) {
            getContext().onFailure(e);
        } catch (RefusedException e) {
            getContext().onFailure(new AbortException(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            getContext().onFailure(e);
        } catch (RuntimeException e) { // of the connection to an agent, too
            getContext().onFailure(e);
        }
    }

    private void order(DeploymentDefinition wanted, Optional<Supplier<SourceTree>> files) {
        SyncOrder order = SyncOrder.of(SyncCause.REQUEST, new Rows(wanted));
        if (files.isPresent()) {
            order = order.of(files.get());
        }
        if (confirmed) {
            order = order.confirmed();
        }
        if (!waits) {
            order = order.withoutWaiting();
        }
        try {
            SyncHandle ordered;
            synchronized (this) {
                if (over) {
                    return;
                }
                ordered = DeploymentLoop.get().reconciler().sync(wanted.name(), order);
                handle = ordered;
            }
            ordered.ended().thenAccept(end -> {
                if (end.outcome() == SyncEnd.Outcome.CANCELLED && stopped == null) {
                    cutOff();
                } else {
                    Timer.get().execute(() -> ended(end));
                }
            });
        } catch (RefusedException e) {
            release();
            getContext().onFailure(new AbortException(e.getMessage()));
        }
    }

    /** The loop has ended: with Jenkins, and this goes on when it is back, or for another loop. */
    private void cutOff() {
        release();
        if (!DeploymentLoop.get().isEnding()) {
            synchronized (this) {
                over = false;
                use = null;
                handle = null;
            }
            later();
        }
    }

    private void ended(SyncEnd end) {
        release();
        Throwable why = stopped;
        try {
            if (why != null) {
                getContext().onFailure(why);
            } else {
                conclude(end);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            getContext().onFailure(e);
        }
    }

    private void release() {
        InlineDeployments.Use now;
        synchronized (this) {
            over = true;
            now = use;
        }
        if (now != null) {
            InlineDeployments.get().end(now);
        }
    }

    private void conclude(SyncEnd end) throws IOException, InterruptedException {
        Map<String, Object> tree = end.changes()
                .map(changes -> PlainTree.map(ResultJson.of(changes)))
                .orElseGet(LinkedHashMap::new);
        if (!end.message().isEmpty()) {
            say(end.message());
        }
        tree.put("message", end.message());
        Conclusion conclusion = new Conclusion(SyncRun.result(end), tree, end.message());
        conclusion.tell(getContext(), propagate, getContext()::onSuccess, getContext()::onFailure);
    }

    @Override
    public void stop(@NonNull Throwable cause) {
        SyncHandle now;
        synchronized (this) {
            stopped = cause;
            now = handle;
        }
        if (now == null) {
            release();
            getContext().onFailure(cause);
        } else {
            now.cancel(Messages.InlineSyncExecution_stopped());
        }
    }

    private void say(String line) {
        try {
            TaskListener listener = getContext().get(TaskListener.class);
            if (listener != null) {
                listener.getLogger().println(line);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The log, as things happen. */
    private final class Rows implements SyncListener {
        private final DeploymentDefinition wanted;
        private final String prefix;

        Rows(DeploymentDefinition wanted) {
            this.wanted = wanted;
            this.prefix = "[" + wanted.name().substring(wanted.name().indexOf('#')) + "] ";
        }

        /** From now on it is this commit that a restart would take up. */
        private void noteCommit() {
            if (commit.isEmpty() && dir == null) {
                commit = DeploymentLoop.get()
                        .reconciler()
                        .state(wanted.name())
                        .map(state -> state.revision().commit())
                        .orElse("");
                if (!commit.isEmpty()) {
                    getContext().saveState();
                }
            }
        }

        @Override
        public void phase(String text) {
            noteCommit();
            say(prefix + text);
        }

        @Override
        public void done(Change change) {
            if (change.action() != Action.UNCHANGED) {
                say(prefix + ChangeLine.of(change, wanted.destinations().size() > 1));
            }
        }
    }
}
