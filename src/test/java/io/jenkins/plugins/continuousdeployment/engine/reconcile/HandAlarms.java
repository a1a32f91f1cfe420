package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Alarms of a clock that a test moves. */
final class HandAlarms implements Alarms {
    private final List<Set> set = new ArrayList<>();
    private long now;

    private long number;

    private record Set(long number, long at, Runnable ring) {}

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Alarm after(Duration delay, Runnable ring) {
        Set alarm = new Set(++number, now + delay.toNanos(), ring);
        set.add(alarm);
        return () -> cancel(alarm);
    }

    private synchronized void cancel(Set alarm) {
        set.removeIf(each -> each.number() == alarm.number());
    }

    /** How long until those that are set, the next first. */
    synchronized List<Duration> pending() {
        return set.stream()
                .map(each -> Duration.ofNanos(each.at() - now))
                .sorted()
                .toList();
    }

    /** Lets time pass, and rings what is due. */
    void pass(Duration time) {
        synchronized (this) {
            now += time.toNanos();
        }
        for (Optional<Set> due = due(); due.isPresent(); due = due()) {
            due.get().ring().run();
        }
    }

    private synchronized Optional<Set> due() {
        Optional<Set> due = set.stream().filter(each -> each.at() <= now).min(Comparator.comparingLong(Set::at));
        due.ifPresent(this::cancel);
        return due;
    }

    @Override
    public synchronized void close() {
        set.clear();
    }
}
