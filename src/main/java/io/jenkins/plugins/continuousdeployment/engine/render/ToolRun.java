package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program to its end, or to the end of what it may take: then it is killed, and whatever it has started. It reads
 * nothing, and knows no environment but the one that is given.
 */
final class ToolRun {
    private static final File NOTHING = new File("/dev/null");
    private static final int MOST_COMPLAINTS = 64 * 1024;

    /** How long a dead program's last words may take to arrive: someone else may hold its pipes. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Process process;
    private volatile boolean tooMuch;

    private ToolRun(Process process) {
        this.process = process;
    }

    /**
     * Runs.
     *
     * @param what what is done, for the message of whoever interrupts it
     */
    static ToolResult of(
            List<String> command, Map<String, String> environment, Path folder, RenderLimits limits, String what) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(NOTHING);
        try {
            return new ToolRun(builder.start()).await(limits, what);
        } catch (IOException e) {
            throw new RefusedException(command.get(0) + " can't be run: " + e.getMessage(), e);
        }
    }

    private ToolResult await(RenderLimits limits, String what) {
        Pipe out = new Pipe(process.getInputStream(), limits.maxOutputBytes(), true);
        Pipe err = new Pipe(process.getErrorStream(), MOST_COMPLAINTS, false);
        out.start();
        err.start();
        try {
            boolean ended = process.waitFor(limits.renderTimeout().toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                kill();
            }
            out.join(LAST_WORDS.toMillis());
            err.join(LAST_WORDS.toMillis());
            boolean whole = !out.isAlive();
            ToolResult.Ending ending = tooMuch
                    ? ToolResult.Ending.TOO_MUCH
                    : ended && whole ? ToolResult.Ending.BY_ITSELF : ToolResult.Ending.TOO_LATE;
            int code = ending == ToolResult.Ending.BY_ITSELF ? process.exitValue() : -1;
            return new ToolResult(ending, code, out.bytes(), new String(err.bytes(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("Interrupted while " + what);
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    /** Children first, as long as they can be found by their parent. */
    private void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        Process ended = process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        // Whoever removes its folder must not meet it there.
        ended.onExit()
                .completeOnTimeout(ended, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Reads what the program writes. */
    private final class Pipe extends Thread {
        private final InputStream stream;
        private final long most;
        private final boolean deadly;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        /**
         * Prepares.
         *
         * @param deadly whether the program is killed for writing more; otherwise the rest is dropped
         */
        Pipe(InputStream stream, long most, boolean deadly) {
            super("output of a tool");
            this.stream = stream;
            this.most = most;
            this.deadly = deadly;
            setDaemon(true);
        }

        @Override
        public void run() {
            byte[] buffer = new byte[16 * 1024];
            try (stream) {
                for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                    take(buffer, count);
                }
            } catch (IOException e) {
                // The program was killed; what it wrote until then is there.
            }
        }

        private synchronized void take(byte[] buffer, int count) {
            long room = most - bytes.size();
            bytes.write(buffer, 0, (int) Math.min(count, room));
            if (count > room && deadly && !tooMuch) {
                tooMuch = true;
                kill();
            }
        }

        synchronized byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
