package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A registry of one's own, open to everybody, that tells Jenkins of every push. */
final class NotifyingRegistry implements AutoCloseable {
    private final Process process;
    private final int port;

    /** One that says so at the address of this Jenkins, followed by its own host, with these headers. */
    NotifyingRegistry(Path folder, String address, Map<String, List<String>> headers) throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Map<String, Object> endpoint = Map.of(
                "name",
                "jenkins",
                "url",
                address + host(),
                "headers",
                headers,
                "timeout",
                "5s",
                "threshold",
                5,
                "backoff",
                "1s");
        Path config = folder.resolve("registry-" + port + ".yml");
        // JSON is YAML.
        Files.write(
                config,
                Json.write(Map.of(
                        "version", 0.1,
                        "log", Map.of("level", "warn", "accesslog", Map.of("disabled", true)),
                        "storage", Map.of("inmemory", Map.of()),
                        "http", Map.of("addr", host(), "secret", "tests"),
                        "notifications", Map.of("endpoints", List.of(endpoint)))));
        process = new ProcessBuilder(TestBed.program("registry").toString(), "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Shop.until(this::answers, () -> "the registry does not begin");
    }

    private boolean answers() {
        assertThat(process.isAlive()).as("the registry has ended").isTrue();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** As image names have it. */
    String host() {
        return "127.0.0.1:" + port;
    }

    String url() {
        return "http://" + host();
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
