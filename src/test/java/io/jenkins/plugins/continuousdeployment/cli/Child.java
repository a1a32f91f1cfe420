package io.jenkins.plugins.continuousdeployment.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code cdctl} as a process of its own, or in this one. */
final class Child {
    private Child() {}

    /** How a command ended, and everything that it said. */
    record Ended(int code, String said) {}

    static Ended here(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = Cdctl.run(arguments, stream, stream);
        return new Ended(code, said.toString(StandardCharsets.UTF_8));
    }

    /** Starts a process whose environment is exactly this. */
    static Process start(Path home, Map<String, String> environment, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Cdctl.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Ended ended(Process process) {
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A kubeconfig for one address. */
    static Path kubeconfig(Path file, String server, String user) {
        String text = """
                apiVersion: v1
                kind: Config
                current-context: it
                clusters: [{name: it, cluster: {SERVER}}]
                contexts: [{name: it, context: {cluster: it, user: it}}]
                users: [{name: it, user: {USER}}]
                """.replace("SERVER", server).replace("USER", user);
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
