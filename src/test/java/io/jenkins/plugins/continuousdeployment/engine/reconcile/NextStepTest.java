package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextStepTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final DeploymentDefinition MANUAL = definition("");
    private static final DeploymentDefinition AUTOMATIC =
            definition("automatic: true, retry: {limit: 1, backoff: 10s}");
    private static final DeploymentDefinition HEALING = definition("automatic: true, selfHeal: true");

    private static DeploymentDefinition definition(String sync) {
        return Loop.read("{name: shop, source: {repository: 'https://git.example.com/shop.git'},"
                        + " destinations: [{cluster: prod, namespace: shop}], sync: {" + sync + "}}")
                .get(0);
    }

    private static NextStep step(
            DeploymentDefinition definition, boolean suspended, boolean todo, boolean recorded, Attempt last) {
        NextStep.Facts facts = new NextStep.Facts(
                definition, suspended, false, todo, "c1", recorded, Optional.ofNullable(last), HealDelay.NONE);
        return NextStep.of(facts, NOW);
    }

    private static Attempt failed(String commit, int times, Duration ago) {
        return new Attempt(commit, AUTOMATIC, times, NOW.minus(ago));
    }

    @Test
    void nothingIsDoneWhereNothingIsToDo() {
        assertThat(step(HEALING, false, false, false, null)).isInstanceOf(NextStep.Rest.class);
    }

    @Test
    void aPersonOrASuspensionComesFirst() {
        assertThat(step(MANUAL, false, true, false, null)).isInstanceOf(NextStep.Rest.class);
        assertThat(step(HEALING, true, true, false, null)).isInstanceOf(NextStep.Rest.class);
    }

    @Test
    void commitThatTheClusterDoesNotKnowIsSynced() {
        assertThat(step(AUTOMATIC, false, true, false, null)).isEqualTo(new NextStep.Go(SyncCause.COMMIT));
        assertThat(step(AUTOMATIC, false, true, true, failed("c0", 0, Duration.ZERO)))
                .isEqualTo(new NextStep.Go(SyncCause.COMMIT));
    }

    @Test
    void anotherDefinitionIsSynced() {
        Attempt before = new Attempt("c1", MANUAL, 0, NOW);
        assertThat(step(AUTOMATIC, false, true, true, before)).isEqualTo(new NextStep.Go(SyncCause.DEFINITION));
    }

    @Test
    void driftIsHealedOnlyIfThatIsWanted() {
        Attempt done = new Attempt("c1", HEALING, 0, NOW);
        assertThat(step(HEALING, false, true, true, done)).isEqualTo(new NextStep.Go(SyncCause.DRIFT));
        assertThat(step(HEALING, false, true, true, null)).isEqualTo(new NextStep.Go(SyncCause.DRIFT));
        assertThat(step(AUTOMATIC, false, true, true, null)).isInstanceOf(NextStep.Rest.class);
    }

    @Test
    void failedSyncIsTriedAgainAfterItsBackoffAndNotForEver() {
        assertThat(step(AUTOMATIC, false, true, false, failed("c1", 1, Duration.ofSeconds(4))))
                .isEqualTo(new NextStep.Wait(NOW.plusSeconds(6), "the last try failed"));
        assertThat(step(AUTOMATIC, false, true, false, failed("c1", 1, Duration.ofSeconds(10))))
                .isEqualTo(new NextStep.Go(SyncCause.RETRY));
        assertThat(step(AUTOMATIC, false, true, false, failed("c1", 2, Duration.ofDays(1))))
                .isInstanceOf(NextStep.Rest.class);
        assertThat(step(AUTOMATIC, false, true, false, failed("c0", 2, Duration.ZERO)))
                .isEqualTo(new NextStep.Go(SyncCause.COMMIT));
    }

    @Test
    void selfHealWaitsLongerAndLongerForWhoFightsItAndForgetsAfterAWhile() {
        HealDelay heal = HealDelay.NONE;
        Instant now = NOW;
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Instant due = heal.due(now);
            waits.add(Duration.between(now, due).toSeconds());
            now = due;
            heal = heal.healed(now);
        }
        assertThat(waits).containsExactly(0L, 2L, 6L, 18L, 54L, 162L, 300L, 300L);
        assertThat(heal.due(now.plusSeconds(601))).isEqualTo(now.plusSeconds(601));
        HealDelay once = HealDelay.NONE.healed(NOW);
        assertThat(once.due(NOW.plusSeconds(61))).isEqualTo(NOW.plusSeconds(61));
        assertThat(once.due(NOW.plusSeconds(1))).isEqualTo(NOW.plusSeconds(2));
    }
}
