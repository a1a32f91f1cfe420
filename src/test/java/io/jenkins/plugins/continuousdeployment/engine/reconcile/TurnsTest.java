package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is at work when; the clock is moved by hand. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TurnsTest {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final HandAlarms alarms = new HandAlarms();
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);
    private Turns turns = new Turns(1, alarms);

    @AfterEach
    void close() {
        gate.countDown();
        turns.close();
    }

    private Turns.Turn turn(String lane, Runnable work) {
        return turns.turn(
                lane,
                () -> {
                    begun.release();
                    try {
                        work.run();
                    } finally {
                        ended.release();
                    }
                },
                LONGEST);
    }

    private Turns.Turn saying(String word) {
        return turn("lane", () -> said.add(word));
    }

    /** Works until the gate opens, or somebody interrupts it. */
    private void work() {
        try {
            gate.await();
            said.add("done");
        } catch (InterruptedException e) {
            said.add("interrupted");
        }
    }

    /** Once it has run, so has all that was queued before. */
    private void passed(String lane) {
        CountDownLatch passed = new CountDownLatch(1);
        turns.turn(lane, passed::countDown, LONGEST).soon();
        await(passed);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsAskedForWhileATurnRunsBecomesOneMoreTurn() {
        turns.close();
        turns = new Turns(4, alarms);
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Turns.Turn project = turn("lane", () -> {
            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            work();
            atWork.decrementAndGet();
        });
        project.soon();
        begun.acquireUninterruptibly();
        for (int i = 0; i < 5; i++) {
            project.soon();
            // There are free places for it.
            passed("lane");
        }
        gate.countDown();
        ended.acquireUninterruptibly(2);
        passed("lane");
        passed("lane");
        assertThat(said).containsExactly("done", "done");
        assertThat(most).hasValue(1);
    }

    @Test
    void whoIsQueuedIsNotQueuedAgainAndWhoComesFirstIsServedFirst() {
        turn("lane", this::work).soon();
        Turns.Turn a = saying("a");
        Turns.Turn b = saying("b");
        a.soon();
        b.soon();
        a.soon();
        saying("c").soon();
        gate.countDown();
        passed("lane");
        assertThat(said).containsExactly("done", "a", "b", "c");
    }

    @Test
    void laneThatHangsLeavesPlacesForOthers() {
        turns.close();
        turns = new Turns(4, alarms);
        for (int i = 0; i < 5; i++) {
            turn("hangs", this::work).soon();
        }
        begun.acquireUninterruptibly(3);
        passed("other");
        passed("other");
        assertThat(begun.availablePermits())
                .as("a fourth one of the lane that hangs")
                .isZero();
        gate.countDown();
        ended.acquireUninterruptibly(5);
        assertThat(said).hasSize(5).containsOnly("done");
    }

    @Test
    void turnThatTakesTooLongIsInterruptedAndTheNextOneOfItsThreadIsNot() {
        turn("lane", () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        LockSupport.park();
                    }
                    said.add("late");
                })
                .soon();
        begun.acquireUninterruptibly();
        alarms.pass(LONGEST.minusNanos(1));
        assertThat(alarms.pending()).containsExactly(Duration.ofNanos(1));
        turn("lane", () -> said.add("interrupted: " + Thread.currentThread().isInterrupted()))
                .soon();
        alarms.pass(Duration.ofNanos(1));
        passed("lane");
        assertThat(said).containsExactly("late", "interrupted: false");
        passed("lane");
    }

    @Test
    void turnThatEndsInTimeTakesItsDeadlineAlong() {
        saying("a").soon();
        ended.acquireUninterruptibly();
        passed("lane");
        turn("lane", this::work).soon();
        begun.acquireUninterruptibly(2);
        assertThat(alarms.pending()).as("of the one that runs").containsExactly(LONGEST);
    }

    @Test
    void ofSeveralTimesTheEarliestCounts() {
        Turns.Turn project = saying("a");
        project.after(Duration.ofSeconds(10));
        project.after(Duration.ofSeconds(20));
        assertThat(alarms.pending()).containsExactly(Duration.ofSeconds(10));
        project.after(Duration.ofSeconds(5));
        assertThat(alarms.pending()).containsExactly(Duration.ofSeconds(5));
        alarms.pass(Duration.ofSeconds(5));
        ended.acquireUninterruptibly();
        passed("lane");
        assertThat(said).containsExactly("a");
        project.after(Duration.ofSeconds(30));
        assertThat(alarms.pending()).contains(Duration.ofSeconds(30));
    }

    @Test
    void whoStopsGetsNoTurnAnyMore() {
        turn("lane", this::work).soon();
        Turns.Turn queued = saying("queued");
        queued.soon();
        Turns.Turn later = saying("later");
        later.after(Duration.ofSeconds(1));
        queued.stop(true);
        later.stop(true);
        alarms.pass(Duration.ofSeconds(1));
        gate.countDown();
        passed("lane");
        assertThat(said).containsExactly("done");
    }

    @Test
    void whoIsStoppedInATurnGetsNoOtherAndIsToldWhenThatOneIsOver() {
        AtomicReference<Turns.Turn> self = new AtomicReference<>();
        Turns.Turn project = turn("lane", () -> {
            work();
            self.get().soon();
            self.get().after(Duration.ofSeconds(1));
        });
        self.set(project);
        project.soon();
        begun.acquireUninterruptibly();
        project.stop(false, () -> said.add("over"));
        assertThat(said).isEmpty();
        gate.countDown();
        passed("lane");
        passed("lane");
        assertThat(said).containsExactly("done", "over");
        assertThat(alarms.pending()).doesNotContain(Duration.ofSeconds(1));
        project.stop(false, () -> said.add("at once"));
        assertThat(said).containsExactly("done", "over", "at once");
    }

    @Test
    void stoppingInterruptsOnlyWhereThatIsAskedFor() {
        Turns.Turn project = turn("lane", this::work);
        project.soon();
        begun.acquireUninterruptibly();
        project.soon();
        project.stop(false);
        gate.countDown();
        passed("lane");
        passed("lane");
        assertThat(said).as("ended by itself, and without the one more").containsExactly("done");
    }

    @Test
    void interruptedTurnIsTakenUpAgainWhereThatIsAskedFor() {
        Turns.Turn project = turn("lane", this::work);
        project.soon();
        begun.acquireUninterruptibly();
        project.soon();
        project.interrupt();
        begun.acquireUninterruptibly();
        gate.countDown();
        passed("lane");
        assertThat(said).containsExactly("interrupted", "done");
    }

    @Test
    void whatATurnThrowsEndsThatTurnAlone() {
        Turns.Turn project = turn("lane", () -> {
            said.add("thrown");
            throw new IllegalStateException("thrown by a test");
        });
        project.soon();
        passed("lane");
        project.soon();
        passed("lane");
        assertThat(said).containsExactly("thrown", "thrown");
    }

    @Test
    void closingInterruptsAndWaitsForWhatRuns() throws InterruptedException {
        AtomicBoolean closed = new AtomicBoolean();
        Thread closer = new Thread(() -> {
            turns.close();
            closed.set(true);
        });
        turn("lane", () -> {
                    work();
                    while (closer.getState() == Thread.State.RUNNABLE) {
                        Thread.onSpinWait();
                    }
                    said.add("closed: " + closed.get());
                })
                .soon();
        begun.acquireUninterruptibly();
        Turns.Turn queued = saying("queued");
        queued.soon();
        closer.start();
        closer.join();
        queued.soon();
        queued.after(Duration.ZERO);
        assertThat(said).containsExactly("interrupted", "closed: false");
        assertThat(alarms.pending()).isEmpty();
    }
}
