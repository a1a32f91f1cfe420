package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactedTest {
    @Test
    void takesSecretsOutOfEveryCause() {
        Exception original = new IOException("geheim twice: geheim", new IllegalStateException("and geheim"));
        Redacted redacted = new Redacted(original, List.of("geheim", ""));

        assertThat(redacted).hasMessage("java.io.IOException: … twice: …").hasStackTraceContaining("and …");
        assertThat(redacted.words()).isEqualTo("… twice: …");
    }

    @Test
    void keepsToOneLineThatATerminalDoesNotObey() {
        Redacted redacted = new Redacted(new IOException("remote:\n \u001b[2Jgone\r\n" + "x".repeat(1000)), List.of());

        assertThat(redacted.words()).startsWith("remote: [2Jgone xxx").hasSize(501);
    }

    @Test
    void endsWhereCausesGoRound() {
        Exception one = new IOException("one");
        one.initCause(new IOException("two", one));

        assertThat(new Redacted(one, List.of())).hasStackTraceContaining("two");
    }
}
