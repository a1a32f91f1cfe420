package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Kubectl;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Programs;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A person at a terminal: {@code cdctl} and kubectl side by side, with a namespace of the real cluster and a folder of
 * manifests of one's own.
 */
final class Terminal {
    /** Kinds whose objects are looked at when nothing may have changed. */
    private static final String LOOKED_AT = "configmaps,secrets,services,serviceaccounts,deployments.apps,roles,jobs";

    /** Short runs on few cores, as the script before the jar has it. */
    private static final List<String> JAVA_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Where {@code cdctl} keeps its mirrors during tests; it goes with the bed. */
    static final Path HOME = TestBed.get().dir().resolve("home");

    final Kubectl kubectl = TestBed.get().kubectl();
    final String namespace = kubectl.newNamespace();
    final Path folder = newFolder();

    /** How a command ended, and what it wrote. */
    record Answer(int code, String out, String err) {
        Answer ended(int expected) {
            assertThat(code).as("exit code; it said:\n%s%s", err, out).isEqualTo(expected);
            return this;
        }

        List<String> lines() {
            return out.lines().toList();
        }
    }

    private static Path newFolder() {
        try {
            Path work = Files.createDirectories(TestBed.get().dir().resolve("work"));
            return Files.createTempDirectory(work, "terminal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code cdctl} in this process. */
    static Answer cdctl(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String home = System.setProperty("user.home", HOME.toString());
        try {
            int code = Cdctl.run(
                    arguments,
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
            return new Answer(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setProperty("user.home", home);
        }
    }

    /** Runs {@code cdctl} as a process of its own, with these environment variables and no others. */
    static Answer process(Map<String, String> environment, String input, String... arguments) {
        Programs.Output output = Programs.run(TestBed.get().dir(), environment, input, command(arguments));
        return new Answer(output.exitCode(), output.out(), output.err());
    }

    /** The line that starts {@code cdctl} as a process, from the classes under test. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.addAll(List.of("-Duser.home=" + HOME, "-cp", classPath()));
        command.add(Cdctl.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Writes a manifest; {@code NAMESPACE} in it is this terminal's. */
    Terminal write(String file, String text) {
        try {
            Path target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, text.replace("NAMESPACE", namespace));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empties the folder of manifests. */
    Terminal clear() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command about the project whose manifests are in the folder. */
    Answer shop(String command, String... more) {
        return about(command, List.of("--dir", folder.toString()), more);
    }

    /** A command about the same project from another source. */
    Answer about(String command, List<String> source, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--name", name()));
        arguments.addAll(source);
        arguments.addAll(destination());
        arguments.addAll(Arrays.asList(more));
        return cdctl(arguments.toArray(String[]::new));
    }

    /** The project's name, which no other test has. */
    String name() {
        return "shop-" + namespace;
    }

    List<String> destination() {
        return List.of("--kubeconfig", kubectl.kubeconfig().toString(), "-n", namespace);
    }

    /** Every object of the usual kinds in the namespace with its resourceVersion, a line each. */
    String versions() {
        return kubectl.run(
                "get",
                LOOKED_AT,
                "-n",
                namespace,
                "-o",
                "jsonpath={range .items[*]}{.kind}/{.metadata.name} {.metadata.uid} {.metadata.resourceVersion}{\"\\n"
                        + "\"}{end}");
    }
}
