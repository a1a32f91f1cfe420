package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Front;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Front.Fate;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Front.Seen;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** What happens to a sync on its way: at a request by its number, or at a write by its number among the writes. */
final class Interruptor {
    /** The ways. */
    private enum Way {
        NOTHING,
        ONE_CUT_BEFORE,
        ONE_CUT_AFTER,
        ONE_CUT_MIDWAY,
        /** As if the process died before it sent this, or the network went away. */
        DEATH_BEFORE,
        /** As if the process died while the server worked. */
        DEATH_AFTER,
        /** The thread is interrupted while the request is under way. */
        INTERRUPT
    }

    private final Front front;
    private final Way way;
    private final boolean writesAlone;
    private final int at;
    private final AtomicInteger counted = new AtomicInteger();
    private Thread thread;

    private Interruptor(Front front, Way way, boolean writesAlone, int at) {
        this.front = front;
        this.way = way;
        this.writesAlone = writesAlone;
        this.at = at;
    }

    static Interruptor none(Front front) {
        return new Interruptor(front, Way.NOTHING, false, 0);
    }

    static Interruptor any(Random random, Front front) {
        Way way = Way.values()[random.nextInt(Way.values().length)];
        boolean writesAlone = random.nextInt(3) > 0;
        return new Interruptor(front, way, writesAlone, random.nextInt(writesAlone ? 16 : 50));
    }

    void begin() {
        thread = Thread.currentThread();
        front.judge(this::fate);
    }

    private Fate fate(Seen request) {
        boolean counts = !writesAlone || request.writes();
        int number = counts ? counted.getAndIncrement() : counted.get() - 1;
        boolean now = counts && number == at;
        return switch (way) {
            case NOTHING -> Fate.PASS;
            case ONE_CUT_BEFORE -> now ? Fate.CUT_BEFORE : Fate.PASS;
            case ONE_CUT_AFTER -> now ? Fate.CUT_AFTER : Fate.PASS;
            case ONE_CUT_MIDWAY -> now ? Fate.CUT_MIDWAY : Fate.PASS;
            case DEATH_BEFORE -> number >= at ? Fate.CUT_BEFORE : Fate.PASS;
            case DEATH_AFTER -> now ? Fate.CUT_AFTER : number >= at ? Fate.CUT_BEFORE : Fate.PASS;
            case INTERRUPT -> {
                if (now) {
                    thread.interrupt();
                }
                yield Fate.PASS;
            }
        };
    }

    /** Waits for what is still under way, and lets everything through again. */
    void end() {
        front.judge(request -> Fate.PASS);
        front.awaitQuiet();
        boolean unused = Thread.interrupted();
    }

    @Override
    public String toString() {
        return way + (writesAlone ? " at write " : " at request ") + at;
    }
}
