package io.jenkins.plugins.continuousdeployment.engine.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs programs to their end. */
public final class Programs {

    /** What a program left behind. */
    public record Output(int exitCode, String out, String err) {}

    private Programs() {}

    /**
     * Runs a program with exactly these variables besides {@code PATH}.
     *
     * @param input what it reads from standard input
     */
    public static Output run(Path folder, Map<String, String> environment, String input, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> drain(process));
            CompletableFuture<Void> in = CompletableFuture.runAsync(() -> feed(process, input));
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            in.join();
            return new Output(process.waitFor(), out, err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs what must succeed, and returns its standard output. */
    public static String succeed(Path folder, Map<String, String> environment, String input, List<String> command) {
        Output output = run(folder, environment, input, command);
        if (output.exitCode() != 0) {
            throw new AssertionError(
                    String.join(" ", command) + " ended with " + output.exitCode() + ":\n" + output.err());
        }
        return output.out();
    }

    private static String drain(Process process) {
        try {
            return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void feed(Process process, String input) {
        try (var stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A program that ends without reading its input is judged by its exit code.
        }
    }
}
