package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Something that is waited for: looked at every second, from memory or a file, also after a restart. Whoever the
 * pipeline runs as was asked when it began; looking on is Jenkins' own.
 */
abstract class PollingExecution extends StepExecution {
    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = Logger.getLogger(PollingExecution.class.getName());
    private static final long EVERY_MILLIS = 1000;

    private transient volatile ScheduledFuture<?> timer;
    private transient volatile boolean over;

    PollingExecution(StepContext context) {
        super(context);
    }

    /** Looks; calls {@link #succeed} or {@link #fail} when it is over. */
    abstract void look() throws IOException, InterruptedException;

    final void poll() {
        timer = Timer.get().scheduleWithFixedDelay(this::tick, EVERY_MILLIS / 4, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onResume() {
        super.onResume();
        poll();
    }

    private synchronized void tick() {
        if (over) {
            return;
        }
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            look();
        } catch (RefusedException e) {
            fail(new AbortException(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "a step that waits failed");
            fail(e);
        }
    }

    /** Ends well; only the first end counts. */
    final synchronized void succeed(Object result) {
        if (end()) {
            getContext().onSuccess(result);
        }
    }

    /** Ends badly; only the first end counts. */
    final synchronized void fail(Throwable why) {
        if (end()) {
            getContext().onFailure(why);
        }
    }

    private boolean end() {
        boolean first = !over;
        over = true;
        ScheduledFuture<?> now = timer;
        if (now != null) {
            now.cancel(false);
        }
        return first;
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        fail(cause);
    }

    final Run<?, ?> run() throws IOException, InterruptedException {
        return Calls.run(getContext());
    }

    final void say(String line) throws IOException, InterruptedException {
        TaskListener listener = getContext().get(TaskListener.class);
        if (listener != null) {
            listener.getLogger().println(line);
        }
    }
}
