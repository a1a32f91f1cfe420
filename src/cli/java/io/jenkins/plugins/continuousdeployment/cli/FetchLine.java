package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.source.FetchListener;
import io.jenkins.plugins.continuousdeployment.engine.source.FetchProgress;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAddress;
import java.time.Duration;
import java.util.function.LongSupplier;
import picocli.CommandLine.Help.Ansi;

/**
 * Tells a person on standard error how far a fetch is, if it takes long enough to wonder: on a terminal in a line that is
 * written over and goes away at the end, else in a line now and then.
 */
final class FetchLine implements FetchListener {
    private static final int WIDTH = 79;

    private final Console console;
    private final boolean terminal;
    private final LongSupplier nanos;
    private boolean begun;
    private boolean shown;
    private long next;

    /**
     * For a console.
     *
     * @param terminal whether a person looks at its standard error
     * @param nanos the time, of which only differences matter
     */
    FetchLine(Console console, boolean terminal, LongSupplier nanos) {
        this.console = console;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    /** For this process. */
    static FetchLine of(Console console) {
        // The same question as for colours, since a line is written over by the same means.
        boolean person = console.err() == System.err && Ansi.AUTO.enabled();
        return new FetchLine(console, person, System::nanoTime);
    }

    @Override
    public synchronized void progress(FetchProgress progress) {
        long now = nanos.getAsLong();
        if (!begun) {
            begun = true;
            next = now + Duration.ofMillis(terminal ? 500 : 3_000).toNanos();
        }
        if (now - next < 0) {
            return;
        }
        next = now + Duration.ofMillis(terminal ? 100 : 10_000).toNanos();
        String repository = progress.repository().toString();
        if (terminal) {
            shown = true;
            int room = WIDTH - text("", progress).length();
            console.err().print("\r" + text(fitting(repository, room), progress) + "\u001b[K");
            console.err().flush();
        } else {
            console.progress(text(repository, progress));
        }
    }

    private static String text(String repository, FetchProgress progress) {
        return "Fetching " + repository + ": " + progress;
    }

    /** Cut at the beginning, since the end tells more. */
    private static String fitting(String address, int room) {
        return address.length() <= room ? address : "…" + address.substring(address.length() - Math.max(0, room - 1));
    }

    @Override
    public synchronized void ended(RepositoryAddress repository) {
        if (shown) {
            console.err().print("\r\u001b[K");
            console.err().flush();
        }
        begun = false;
        shown = false;
    }
}
