package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.SyncEnd.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The syncs that were ordered of one project, and have not ended yet: carried out one after the other. */
final class Orders {
    private final Deque<Placed> queue = new ArrayDeque<>();
    private final Runnable wake;
    private final Runnable interrupt;

    /**
     * Begins without any.
     *
     * @param wake sees to it that somebody takes the next one
     * @param interrupt ends the work on the one that is being carried out
     */
    Orders(Runnable wake, Runnable interrupt) {
        this.wake = wake;
        this.interrupt = interrupt;
    }

    /** An order, until it has ended. */
    final class Placed implements SyncHandle {
        private final SyncOrder order;
        private final CompletableFuture<SyncEnd> ended = new CompletableFuture<>();
        private boolean ready;
        private boolean atWork;
        private boolean resting;
        private String cancelled = "";

        private Placed(SyncOrder order) {
            this.order = order;
        }

        SyncOrder order() {
            return order;
        }

        @Override
        public CompletionStage<SyncEnd> ended() {
            return ended.minimalCompletionStage();
        }

        @Override
        public void cancel(String why) {
            boolean works;
            boolean rests;
            synchronized (Orders.this) {
                if (ended.isDone()) {
                    return;
                }
                cancelled = why;
                works = atWork;
                rests = resting;
            }
            if (works) {
                interrupt.run();
            } else if (rests) {
                wake.run();
            } else {
                end(Outcome.CANCELLED, Optional.empty(), why);
            }
        }

        /** Its turn may come from now on. */
        void ready() {
            synchronized (Orders.this) {
                ready = true;
            }
            wake.run();
        }

        /** Why somebody has cancelled it; empty where nobody has. */
        String cancelled() {
            synchronized (Orders.this) {
                return cancelled;
            }
        }

        /** Its work is done for now: it waits for health, say. Whoever makes it rest looks after it from now on. */
        void rests() {
            synchronized (Orders.this) {
                atWork = false;
                resting = true;
            }
        }

        void end(Outcome outcome, Optional<ChangeSet> changes, String message) {
            synchronized (Orders.this) {
                atWork = false;
                queue.remove(this);
            }
            ended.complete(new SyncEnd(outcome, changes, message));
        }
    }

    /** Takes an order, whose turn comes when somebody says that it is ready. */
    Placed place(SyncOrder order) {
        Placed placed = new Placed(order);
        synchronized (this) {
            queue.add(placed);
        }
        return placed;
    }

    /** The next one, which is being carried out from now on. */
    synchronized Optional<Placed> take() {
        Optional<Placed> next = queue.stream().filter(placed -> placed.ready).findFirst();
        next.ifPresent(placed -> {
            queue.remove(placed);
            placed.atWork = true;
        });
        return next;
    }

    /** Its time has not come yet. */
    void back(Placed placed) {
        String why;
        synchronized (this) {
            placed.atWork = false;
            why = placed.cancelled;
            if (why.isEmpty()) {
                queue.addFirst(placed);
            }
        }
        if (!why.isEmpty()) {
            placed.end(Outcome.CANCELLED, Optional.empty(), why);
        }
    }

    /** Whether somebody waits for a sync. */
    synchronized boolean any() {
        return queue.stream().anyMatch(placed -> placed.ready);
    }

    void cancelAll(String why) {
        Deque<Placed> all;
        synchronized (this) {
            all = new ArrayDeque<>(queue);
        }
        all.forEach(placed -> placed.cancel(why));
    }
}
