package io.jenkins.plugins.continuousdeployment.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionValuesTest {
    @ParameterizedTest
    @CsvSource({
        "3m, PT3M, 3m",
        "90s, PT1M30S, 1m30s",
        "1h30m, PT1H30M, 1h30m",
        "1.5h, PT1H30M, 1h30m",
        ".5s, PT0.5S, 500ms",
        "1.s, PT1S, 1s",
        "1s500ms, PT1.5S, 1s500ms",
        "36h, PT36H, 36h",
        "0, PT0S, 0s",
        "1us1ns, PT0.000001001S, 1001ns",
        "1s1s, PT2S, 2s",
        "2562047h, PT2562047H, 2562047h",
    })
    void durationsAreReadAndWrittenAsGoDoes(String text, Duration duration, String written) {
        assertThat(GoDuration.parse(text)).contains(duration);
        assertThat(GoDuration.format(duration)).isEqualTo(written);
        assertThat(GoDuration.parse(written)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "m", "3 m", "-3m", "3M", "1d", "1h30", ".s", "1e3s", "9999999999h", "PT3M"})
    void otherDurationsAreNone(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10, 1000, false",
        "10, 11, 1000, true",
        "0, 0, 10, false",
        "0, 1, 10, true",
        "25%, 1, 4, false",
        "25%, 2, 4, true",
        "100%, 4, 4, false",
        "0%, 1, 1000, true",
        "10%, 1, 9, true",
        "50%, 1000000000, 2000000000, false",
    })
    void pruneLimitIsExceededByMoreThanItSays(String limit, int pruned, int managed, boolean exceeded) {
        PruneLimit read = PruneLimit.parse(limit);
        assertThat(read.exceededBy(pruned, managed)).isEqualTo(exceeded);
        assertThat(read).hasToString(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "101%", "%", "1.5", "ten", "10 %", "9999999999"})
    void otherPruneLimitsAreNone(String text) {
        assertThatThrownBy(() -> PruneLimit.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pruneLimitCantBeMadeWrong() {
        assertThatThrownBy(() -> new PruneLimit(-1, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PruneLimit(101, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "3, 20", "6, 160", "7, 180", "2147483647, 180"})
    void waitsGrowToTheLongest(int attempt, long seconds) {
        assertThat(SyncOptions.DEFAULT.retry().before(attempt)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void waitsThatDoNotGrowEndToo() {
        Retry constant = new Retry(5, Duration.ofSeconds(1), 1, Duration.ofSeconds(9));
        assertThat(constant.before(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(1));
        Retry none = new Retry(5, Duration.ZERO, 2, Duration.ofSeconds(9));
        assertThat(none.before(Integer.MAX_VALUE)).isEqualTo(Duration.ZERO);
    }

    @Test
    void wordsOfTheEnums() {
        assertThat(PropagationPolicy.ORPHAN).hasToString("orphan");
        assertThat(PropagationPolicy.ORPHAN.api()).isEqualTo("Orphan");
        assertThat(OnDelete.REMOVE).hasToString("remove");
    }
}
