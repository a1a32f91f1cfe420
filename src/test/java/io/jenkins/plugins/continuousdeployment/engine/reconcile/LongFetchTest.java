package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.source.AddressRules;
import io.jenkins.plugins.continuousdeployment.engine.source.FetchProgress;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LongFetchTest {
    private static final RepositoryAddress SHOP =
            RepositoryAddress.parse("https://git.example.com/shop.git", AddressRules.STRICT);

    private final HandAlarms alarms = new HandAlarms();
    private final List<String> said = new ArrayList<>();
    private Optional<FetchProgress> fetching = Optional.empty();
    private final LongFetch fetch = new LongFetch(alarms, () -> fetching, progress -> said.add(progress.toString()));

    private void comesTo(int done) {
        fetching = Optional.of(new FetchProgress(SHOP, "Receiving objects", done, 4_000));
    }

    @Test
    void fetchThatTakesLongIsToldOnce() {
        fetch.during(() -> {
            comesTo(1_000);
            alarms.pass(Duration.ofMillis(9_999));
            assertThat(said).isEmpty();
            alarms.pass(Duration.ofMillis(1));
            comesTo(2_000);
            alarms.pass(Duration.ofMinutes(5));
        });
        assertThat(said).containsExactly("Receiving objects, 1,000 of 4,000 (25 %)");
    }

    @Test
    void serverThatThinksLongBeforeItSendsIsWaitedFor() {
        fetch.during(() -> {
            alarms.pass(Duration.ofSeconds(15));
            comesTo(4_000);
            alarms.pass(Duration.ofSeconds(10));
        });
        assertThat(said).containsExactly("Receiving objects, 4,000 of 4,000 (100 %)");
    }

    @Test
    void fetchThatIsOverIsNotToldOfHoweverItEnded() {
        comesTo(1);
        fetch.during(() -> {});
        assertThatThrownBy(() -> fetch.during(() -> {
                    throw new IllegalStateException("no answer");
                }))
                .hasMessage("no answer");
        alarms.pass(Duration.ofMinutes(1));
        assertThat(said).isEmpty();
        assertThat(alarms.pending()).isEmpty();
    }
}
