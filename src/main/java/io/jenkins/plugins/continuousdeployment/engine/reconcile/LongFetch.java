package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.source.FetchProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Says once of a fetch that takes long how far it is, so that a person knows what the projects on it wait for. */
final class LongFetch {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Alarms alarms;
    private final Supplier<Optional<FetchProgress>> fetching;
    private final Consumer<FetchProgress> heard;
    private Alarms.Alarm alarm;

    /**
     * Prepares.
     *
     * @param fetching how far the fetch is that goes on now; empty where none does
     * @param heard is told at most once for each {@link #during}
     */
    LongFetch(Alarms alarms, Supplier<Optional<FetchProgress>> fetching, Consumer<FetchProgress> heard) {
        this.alarms = alarms;
        this.fetching = fetching;
        this.heard = heard;
    }

    /** Looks after work that may fetch. */
    void during(Runnable work) {
        set();
        try {
            work.run();
        } finally {
            synchronized (this) {
                alarm.cancel();
                alarm = null;
            }
        }
    }

    private synchronized void set() {
        alarm = alarms.after(LONG, this::look);
    }

    private void look() {
        Optional<FetchProgress> progress = fetching.get();
        synchronized (this) {
            if (alarm == null) {
                return;
            }
            if (progress.isEmpty()) {
                // The server may still be thinking.
                alarm = alarms.after(LONG, this::look);
            }
        }
        progress.ifPresent(heard);
    }
}
