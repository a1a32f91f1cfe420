package io.jenkins.plugins.continuousdeployment.engine.testbed;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A running test bed. It lives as long as the pipe to its standard input is open, hence never longer than this JVM.
 */
public final class TestBed implements AutoCloseable {

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private static TestBed shared;

    /** What the program says of itself when it is ready; a part that was not asked for is null. */
    private record Announcement(
            Path dir, KubernetesServer kubernetes, GitServer git, SshServer ssh, RegistryServer registry) {}

    /** A cluster. {@code kubeconfig} is its administrator's; {@code parts} are the names that stop and start take. */
    public record KubernetesServer(
            String server,
            Path kubeconfig,
            Path ca,
            String adminToken,
            String version,
            Path auditLog,
            List<String> parts) {}

    /** Git over HTTPS; see {@code tools/testbed/README.md} for the realms. */
    public record GitServer(
            String url, Path ca, String user, String password, String token, Path root, Path requests) {}

    /** The same repositories by SSH. */
    public record SshServer(
            String url,
            Path knownHosts,
            Path wrongKnownHosts,
            Path identity,
            Path encryptedIdentity,
            Path rsaIdentity,
            Path encryptedRsaIdentity,
            Path unknownIdentity,
            String passphrase,
            Path root) {}

    /** A registry for images: open, with tokens, and with user and password. */
    public record RegistryServer(
            String url, String authUrl, String basicUrl, String user, String password, Path ca, Path requests) {}

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private final Announcement announced;

    private TestBed(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(program("testbed").toString(), "up"));
        command.addAll(options);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        commands = process.outputWriter();
        answers = process.inputReader();
        announced = JSON.treeToValue(read(), Announcement.class);
    }

    /** The bed that all tests of this JVM share, with everything in it. */
    public static synchronized TestBed get() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    /** A bed of one's own, for tests that need other options, or that stop what others use. */
    public static TestBed start(String... options) {
        try {
            return new TestBed(List.of(options));
        } catch (IOException e) {
            throw new UncheckedIOException("The test bed did not start; what it said stands above", e);
        }
    }

    /** A program of the bed: kubectl, kustomize, helm, crane. */
    public static Path program(String name) {
        String folder = System.getProperty("CD_TESTBED_BIN", System.getenv("CD_TESTBED_BIN"));
        if (folder == null || !Files.isExecutable(Path.of(folder, name))) {
            throw new AssertionError("This test needs the test bed, and CD_TESTBED_BIN "
                    + (folder == null ? "is not set" : "names a folder without " + name + ": " + folder)
                    + ". `make test` sets it; by hand: export CD_TESTBED_BIN=$(tools/testbed/build.sh)");
        }
        return Path.of(folder, name);
    }

    public Path dir() {
        return announced.dir();
    }

    public KubernetesServer kubernetes() {
        return announced.kubernetes();
    }

    public GitServer git() {
        return announced.git();
    }

    /** Ends the test as skipped where the machine has no OpenSSH server; {@code make test} names that. */
    public SshServer ssh() {
        if (announced.ssh() == null) {
            Assumptions.abort("There is no sshd on this machine");
        }
        return announced.ssh();
    }

    public RegistryServer registry() {
        return announced.registry();
    }

    /** kubectl as the administrator. */
    public Kubectl kubectl() {
        return new Kubectl(kubernetes().kubeconfig());
    }

    /** kubectl as somebody who has only the rights that RBAC objects give to the name or the groups. */
    public Kubectl kubectlAs(String name, String... groups) {
        String answer = command("user " + name + " " + String.join(" ", groups))
                .path("kubeconfig")
                .asText();
        return new Kubectl(Path.of(answer));
    }

    /** One more cluster: an API server with nothing that moves in it. */
    public KubernetesServer newCluster() {
        try {
            return JSON.treeToValue(command("cluster"), KubernetesServer.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new repository of that realm ({@code public}, {@code basic}, {@code token}, {@code push}). */
    public Repository newRepository(String realm, String... initOptions) {
        return Repository.create(this, realm, initOptions);
    }

    /** Kills a part, as a crash would; {@link #startPart} brings it back on the same port with the same data. */
    public void stopPart(String name) {
        command("stop " + name);
    }

    /** See {@link #stopPart}. */
    public void startPart(String name) {
        command("start " + name);
    }

    /** Sends one of the commands that {@code testbed help} lists. */
    public synchronized JsonNode command(String line) {
        try {
            commands.write(line + "\n");
            commands.flush();
            JsonNode answer = read();
            if (answer.has("error")) {
                throw new IllegalStateException(
                        line + ": " + answer.path("error").asText());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("The test bed does not answer", e);
        }
    }

    private JsonNode read() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The test bed ended");
        }
        return JSON.readTree(line);
    }

    /** Ends the bed and waits until nothing of it is left. */
    @Override
    public void close() {
        try {
            commands.close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
