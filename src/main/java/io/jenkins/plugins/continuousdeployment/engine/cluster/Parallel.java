package io.jenkins.plugins.continuousdeployment.engine.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Does the same to many things at once, as many as {@link ApiClient#PARALLEL} at a time, and gives the results in the
 * order of the things. The first exception ends it, after all that was begun has ended: no request is sent any more
 * when it is over, however it ended.
 */
public final class Parallel implements AutoCloseable {
    private final ExecutorService threads;

    /**
     * Prepares its threads, which do not keep the process alive.
     *
     * @param name how they are called in a thread dump
     */
    public Parallel(String name) {
        this.threads = Executors.newFixedThreadPool(ApiClient.PARALLEL, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Lets work begin until it is shut, and knows what is still under way. */
    private static final class Gate {
        private boolean shut;
        private int inside;

        synchronized boolean enter() {
            if (!shut) {
                inside++;
            }
            return !shut;
        }

        synchronized void leave() {
            inside--;
            notifyAll();
        }

        synchronized void shut() {
            shut = true;
        }

        synchronized void awaitEmpty() {
            boolean interrupted = false;
            while (inside > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Does it to each.
     *
     * @throws java.util.concurrent.CancellationException where this thread is interrupted meanwhile
     */
    public <T, R> List<R> each(List<T> things, Function<? super T, ? extends R> work) {
        if (things.size() == 1) {
            // Needs no other thread.
            List<R> one = new ArrayList<>();
            one.add(work.apply(things.get(0)));
            return one;
        }
        Gate gate = new Gate();
        List<Future<R>> begun = new ArrayList<>(things.size());
        things.forEach(thing -> begun.add(threads.submit(() -> within(gate, thing, work))));
        try {
            return results(begun, gate);
        } catch (InterruptedException e) {
            gate.shut();
            begun.forEach(each -> each.cancel(true));
            gate.awaitEmpty();
            throw Interruption.of("requests to a cluster");
        }
    }

    private static <T, R> R within(Gate gate, T thing, Function<? super T, ? extends R> work) {
        if (!gate.enter()) {
            return null;
        }
        try {
            return work.apply(thing);
        } catch (RuntimeException | Error e) {
            gate.shut();
            throw e;
        } finally {
            gate.leave();
        }
    }

    private static <R> List<R> results(List<Future<R>> begun, Gate gate) throws InterruptedException {
        List<R> results = new ArrayList<>(begun.size());
        RuntimeException first = null;
        for (Future<R> future : begun) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                RuntimeException failure =
                        e.getCause() instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            gate.awaitEmpty();
            throw first;
        }
        return results;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
