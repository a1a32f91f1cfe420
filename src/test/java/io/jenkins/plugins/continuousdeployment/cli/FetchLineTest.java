package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.source.AddressRules;
import io.jenkins.plugins.continuousdeployment.engine.source.FetchProgress;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAddress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FetchLineTest {
    private static final RepositoryAddress SHOP =
            RepositoryAddress.parse("https://git.example.com/shop.git", AddressRules.STRICT);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Console console = new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));

    private void after(FetchLine line, long millis, int done) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        line.progress(new FetchProgress(SHOP, "Receiving objects", done, 5_000));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shortFetchIsNotWorthALine() {
        for (boolean terminal : new boolean[] {true, false}) {
            FetchLine line = new FetchLine(console, terminal, nanos::get);
            after(line, 0, 1);
            after(line, 499, 5_000);
            line.ended(SHOP);
            after(line, 60_000, 1);
            line.ended(SHOP);
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void withoutATerminalThereIsALineNowAndThen() {
        FetchLine line = new FetchLine(console, false, nanos::get);
        after(line, 0, 1);
        after(line, 3_000, 1_234);
        after(line, 9_999, 2_000);
        after(line, 1, 2_500);
        line.ended(SHOP);
        assertThat(said()).isEqualToNormalizingNewlines("""
                        Fetching https://git.example.com/shop.git: Receiving objects, 1,234 of 5,000 (24 %)
                        Fetching https://git.example.com/shop.git: Receiving objects, 2,500 of 5,000 (50 %)
                        """);
    }

    @Test
    void onATerminalOneLineIsWrittenOverAndGoesAway() {
        FetchLine line = new FetchLine(console, true, nanos::get);
        after(line, 0, 1);
        after(line, 500, 50);
        after(line, 50, 60);
        after(line, 50, 75);
        line.ended(SHOP);
        line.ended(SHOP);
        assertThat(said().split("\r", -1))
                .containsExactly(
                        "",
                        "Fetching https://git.example.com/shop.git: Receiving objects, 50 of 5,000 (1 %)\u001b[K",
                        "Fetching https://git.example.com/shop.git: Receiving objects, 75 of 5,000 (1 %)\u001b[K",
                        "\u001b[K");
        assertThat(out.size()).as("standard output is for answers").isZero();
    }

    @Test
    void lineIsNoLongerThanATerminalIsWide() {
        RepositoryAddress longer =
                RepositoryAddress.parse("https://git.example.com/" + "shop/".repeat(30) + "a.git", AddressRules.STRICT);
        FetchLine line = new FetchLine(console, true, nanos::get);
        line.progress(new FetchProgress(longer, "Receiving objects", 0, 0));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        line.progress(new FetchProgress(longer, "Receiving objects", 2_000, 0));
        assertThat(said())
                .hasSize(79 + "\r\u001b[K".length())
                .startsWith("\rFetching …")
                .endsWith("shop/a.git: Receiving objects, 2,000 so far\u001b[K");
    }
}
