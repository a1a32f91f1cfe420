package io.jenkins.plugins.continuousdeployment.config;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/** Interrupts the thread that opened it when a time is over, and again later for whoever swallowed that. */
final class Deadline implements AutoCloseable {
    private static final long AGAIN_MILLIS = 10_000;

    private final Thread thread = Thread.currentThread();
    private final ScheduledFuture<?> alarm;
    private boolean passed;
    private boolean closed;

    private Deadline(Duration limit) {
        alarm = Timer.get().scheduleWithFixedDelay(this::pass, limit.toMillis(), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    static Deadline in(Duration limit) {
        return new Deadline(limit);
    }

    private synchronized void pass() {
        if (!closed) {
            passed = true;
            thread.interrupt();
        }
    }

    synchronized boolean passed() {
        return passed;
    }

    /** Nobody is interrupted from here on; an interruption of ours that nobody saw is taken back. */
    @Override
    public synchronized void close() {
        closed = true;
        alarm.cancel(false);
        if (passed) {
            Thread.interrupted();
        }
    }
}
