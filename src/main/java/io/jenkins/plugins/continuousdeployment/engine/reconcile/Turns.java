package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives turns: each at work once at a time, first come first served, no more than so many at once, and no more than
 * most of those for one lane, so that a cluster that hangs holds up nobody else. Whatever is asked for while a turn
 * runs becomes one more turn after it; a turn that takes too long is interrupted.
 */
final class Turns implements AutoCloseable {
    private final int perLane;
    private final ExecutorService workers;
    private final Alarms alarms;
    private final Map<String, Lane> lanes = new HashMap<>();
    private boolean closed;

    /** Turns at work now, and those that wait for a free place. */
    private static final class Lane {
        private int running;
        private final Queue<Turn> waiting = new ArrayDeque<>();
    }

    Turns(int workers) {
        this(workers, new Alarms.Timer());
    }

    /**
     * With other alarms.
     *
     * @param alarms closed with it
     */
    Turns(int workers, Alarms alarms) {
        this.perLane = Math.max(1, workers * 3 / 4);
        AtomicInteger number = new AtomicInteger();
        this.workers =
                Executors.newFixedThreadPool(workers, task -> daemon(task, "reconcile-" + number.incrementAndGet()));
        this.alarms = alarms;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Somebody who gets turns.
     *
     * @param lane what it shares with others, such as a cluster
     * @param work what it does in a turn; whatever it throws ends the turn
     */
    Turn turn(String lane, Runnable work, Duration longest) {
        return new Turn(lane, work, longest);
    }

    /** One entry: never queued twice, never at work twice. */
    final class Turn {
        private final String lane;
        private final Runnable work;
        private final Duration longest;
        private boolean queued;
        private boolean running;
        private boolean again;
        private boolean stopped;
        private Runnable over = () -> {};
        private Thread thread;
        private long number;
        private Alarms.Alarm alarm;
        private long alarmAt = Long.MAX_VALUE;

        private Turn(String lane, Runnable work, Duration longest) {
            this.lane = lane;
            this.work = work;
            this.longest = longest;
        }

        /**
         * As soon as there is a place.
         *
         * @return false where there will be none, since it is stopped
         */
        boolean soon() {
            synchronized (Turns.this) {
                if (closed || stopped) {
                    return false;
                }
                if (running) {
                    again = true;
                } else if (!queued) {
                    queued = true;
                    lanes.computeIfAbsent(lane, name -> new Lane()).waiting.add(this);
                    next(lane);
                }
                return true;
            }
        }

        /** After a time, unless an earlier one was asked for. */
        void after(Duration delay) {
            synchronized (Turns.this) {
                long at = alarms.nanos() + delay.toNanos();
                if (closed || stopped || (alarm != null && at - alarmAt >= 0)) {
                    return;
                }
                cancelAlarm();
                alarmAt = at;
                alarm = alarms.after(delay, this::rang);
            }
        }

        private void rang() {
            synchronized (Turns.this) {
                alarm = null;
            }
            soon();
        }

        /** The same for whoever need not know when the last turn is over. */
        void stop(boolean interrupt) {
            stop(interrupt, () -> {});
        }

        /**
         * Gets no more turns, ever, but one that runs now; that one is interrupted if asked for.
         *
         * @param then runs when no turn does any more: at once, or by the thread whose turn is over
         */
        void stop(boolean interrupt, Runnable then) {
            synchronized (Turns.this) {
                stopped = true;
                cancelAlarm();
                again = false;
                if (queued) {
                    queued = false;
                    lanes.get(lane).waiting.remove(this);
                }
                if (interrupt) {
                    interrupt();
                }
                if (running) {
                    over = then;
                    return;
                }
            }
            then.run();
        }

        /** Ends what it is at, which is then to be taken up again. */
        void interrupt() {
            synchronized (Turns.this) {
                if (thread != null) {
                    thread.interrupt();
                }
            }
        }

        private void cancelAlarm() {
            if (alarm != null) {
                alarm.cancel();
                alarm = null;
            }
        }

        private void run() {
            Alarms.Alarm deadline = begun();
            try {
                if (deadline != null) {
                    work.run();
                }
            } finally {
                if (deadline != null) {
                    deadline.cancel();
                }
                ended();
            }
        }

        /** What will interrupt it; null where there are no turns any more. */
        private Alarms.Alarm begun() {
            synchronized (Turns.this) {
                thread = Thread.currentThread();
                long mine = ++number;
                return closed ? null : alarms.after(longest, () -> late(mine));
            }
        }

        /** Interrupts the turn that is late, and not one that has begun since. */
        private void late(long late) {
            synchronized (Turns.this) {
                if (late == number) {
                    interrupt();
                }
            }
        }

        private void ended() {
            Runnable then;
            synchronized (Turns.this) {
                thread = null;
                // Whoever interrupted this turn did not mean the next one of this thread.
                Thread.interrupted();
                running = false;
                lanes.get(lane).running--;
                boolean more = again;
                again = false;
                next(lane);
                if (more) {
                    soon();
                }
                then = over;
                over = () -> {};
                Turns.this.notifyAll();
            }
            then.run();
        }
    }

    private void next(String name) {
        Lane lane = lanes.get(name);
        while (!closed && lane.running < perLane && !lane.waiting.isEmpty()) {
            Turn turn = lane.waiting.remove();
            turn.queued = false;
            turn.running = true;
            lane.running++;
            workers.execute(turn::run);
        }
    }

    /** What its turns' alarms are set with; rings no more when this is closed. */
    Alarms alarms() {
        return alarms;
    }

    /** Ends all turns: what runs is interrupted, and waited for. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            alarms.close();
        }
        workers.shutdownNow();
        try {
            workers.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
