package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Rings later. */
interface Alarms extends AutoCloseable {
    /** One that is set. */
    @FunctionalInterface
    interface Alarm {
        /** Rings no more, unless it is ringing. */
        void cancel();
    }

    /** The time in nanoseconds, of which only differences mean anything. */
    long nanos();

    /**
     * Sets one.
     *
     * @param ring must not wait; it is not called once this is closed
     */
    Alarm after(Duration delay, Runnable ring);

    @Override
    void close();

    /** On the machine's clock. */
    final class Timer implements Alarms {
        private final ScheduledThreadPoolExecutor timer;

        Timer() {
            this.timer = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "reconcile-timer");
                thread.setDaemon(true);
                return thread;
            });
            timer.setRemoveOnCancelPolicy(true);
            timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Alarm after(Duration delay, Runnable ring) {
            try {
                ScheduledFuture<?> set = timer.schedule(ring, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
                return () -> set.cancel(false);
            } catch (RejectedExecutionException e) {
                // Closed meanwhile.
                return () -> {};
            }
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }
}
