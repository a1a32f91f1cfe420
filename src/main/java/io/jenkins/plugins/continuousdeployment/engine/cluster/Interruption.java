package io.jenkins.plugins.continuousdeployment.engine.cluster;

import java.util.concurrent.CancellationException;

/** A thread was told to stop while it waited: the flag is put back, and whoever asked sees why it ended. */
public final class Interruption {
    private Interruption() {}

    /**
     * Marks this thread interrupted again and makes the exception that ends its work.
     *
     * @param what what was under way
     */
    public static CancellationException of(String what) {
        Thread.currentThread().interrupt();
        return new CancellationException("Interrupted during " + what);
    }
}
