package io.jenkins.plugins.continuousdeployment.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** The end of a suspension, as people write it. */
class UntilTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @Test
    void timeOfAFormIsOneInItsZone() {
        assertThat(Until.read("2027-01-01T08:00", ZONE, NOW)).contains(Instant.parse("2027-01-01T07:00:00Z"));
        assertThat(Until.read(" 2027-01-01T08:00:00Z ", ZONE, NOW)).contains(Instant.parse("2027-01-01T08:00:00Z"));
        assertThat(Until.read("  ", ZONE, NOW)).isEmpty();
    }

    @Test
    void whatIsNoTimeOrOverIsRefused() {
        assertThatThrownBy(() -> Until.read("tomorrow", ZONE, NOW))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("tomorrow");
        assertThatThrownBy(() -> Until.read("2026-11-21T12:00", ZONE, NOW))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("passed");
    }
}
