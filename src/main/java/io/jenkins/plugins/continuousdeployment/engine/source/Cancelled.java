package io.jenkins.plugins.continuousdeployment.engine.source;

import java.util.concurrent.CancellationException;

/** A thread was told to stop while it waited for a server or a lock. */
final class Cancelled {
    private Cancelled() {}

    /** Puts the flag back and makes the exception that ends the work. */
    static CancellationException of(String what, Throwable cause) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("Interrupted: " + what);
        cancelled.initCause(cause);
        return cancelled;
    }
}
