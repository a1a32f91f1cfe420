package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static io.jenkins.plugins.continuousdeployment.engine.reconcile.Colours.map;
import static io.jenkins.plugins.continuousdeployment.engine.reconcile.Colours.sky;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.CommitWait.Answer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Waiting for one commit, on the real loop. */
class CommitWaitTest {
    private static String commit(Loop loop, String sky) {
        return loop.says(map(sky)).repository.commit(sky);
    }

    /** The first answer that is none to wait on. */
    private static Answer end(CommitWait wait) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Answer answer = wait.answer();
        while (answer instanceof Answer.Waiting) {
            assertThat(System.nanoTime() - end).as(answer.toString()).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            answer = wait.answer();
        }
        return answer;
    }

    @Test
    void commitThatWasJustPushedIsWaitedForUntilItIsSyncedAndHealthy() {
        try (Loop loop = new Loop()) {
            commit(loop, "blue");
            // So long an interval that only the look of whoever waits can find the second commit.
            loop.keeps(loop.automatic().replace("interval: 1s", "interval: 1h"));
            loop.next(Event.Kind.SYNCED);
            String second = commit(loop, "grey");
            assertThat(end(loop.reconciler().await(loop.name(), second))).isEqualTo(new Answer.There(""));
            assertThat(sky(loop)).isEqualTo("grey");
        }
    }

    @Test
    void laterCommitSatisfies() {
        try (Loop loop = new Loop()) {
            String first = commit(loop, "blue");
            String second = commit(loop, "grey");
            loop.keeps(loop.automatic());
            assertThat(end(loop.reconciler().await(loop.name(), first))).isEqualTo(new Answer.There(second));
        }
    }

    @Test
    void commitOfAnotherBranchIsSuperseded() {
        try (Loop loop = new Loop()) {
            commit(loop, "blue");
            loop.repository.git("checkout", "--quiet", "-b", "change");
            String other = commit(loop, "grey");
            loop.keeps(loop.automatic());
            loop.next(Event.Kind.SYNCED);
            Answer answer = end(loop.reconciler().await(loop.name(), other));
            assertThat(answer).isInstanceOf(Answer.Superseded.class);
            assertThat(answer.toString()).contains(other, "refs/heads/main");
        }
    }

    @Test
    void manualProjectIsWaitedForAndNothingIsConcluded() {
        try (Loop loop = new Loop()) {
            String first = commit(loop, "blue");
            loop.keeps(loop.definition());
            loop.next(Event.Kind.OUT_OF_SYNC);
            assertThat(loop.reconciler().await(loop.name(), first).answer()).isInstanceOf(Answer.Waiting.class);
            assertThat(loop.reconciler().await(loop.name(), "0".repeat(40)).answer())
                    .isInstanceOf(Answer.Waiting.class);
        }
    }

    @Test
    void projectThatIsGoneAndTextThatIsNoCommitAreNotWaitedFor() {
        try (Loop loop = new Loop()) {
            assertThat(loop.reconciler().await("nowhere", "0".repeat(40)).answer())
                    .isInstanceOf(Answer.Superseded.class);
            assertThatThrownBy(() -> loop.reconciler().await("nowhere", "main"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("main");
        }
    }
}
