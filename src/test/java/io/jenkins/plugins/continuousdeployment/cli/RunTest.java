package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code cdctl run} as a process: its lines, its file, its end. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Terminal terminal = new Terminal();
    private final Repository repository = TestBed.get().newRepository("public");
    private final Path file = terminal.folder.resolve("projects.yaml");
    private final List<JsonNode> lines = new ArrayList<>();

    private void define(String more) throws IOException {
        // Written beside and moved, as editors do.
        Path fresh = file.resolveSibling("fresh");
        Files.writeString(
                fresh,
                "name: " + terminal.name() + "\nsource: {repository: '" + repository.url()
                        + "', revision: main}\ndestinations: [{cluster: testbed, namespace: " + terminal.namespace
                        + "}]\nsync: {automatic: true, selfHeal: true, interval: 1s}\n" + more);
        Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private Process start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "-f",
                file.toString(),
                "--ca-file",
                TestBed.get().git().ca().toString(),
                "--kubeconfig",
                terminal.kubectl.kubeconfig().toString()));
        arguments.addAll(List.of(more));
        return Child.start(
                TestBed.get().dir(),
                Map.of(),
                List.of("-Duser.home=" + Terminal.HOME),
                arguments.toArray(String[]::new));
    }

    private JsonNode next(BufferedReader out, String event) throws IOException {
        while (true) {
            String line = out.readLine();
            assertThat(line).as("a line before the end; so far: %s", lines).isNotNull();
            JsonNode node = JSON.readTree(line);
            lines.add(node);
            if (node.path("event").asText().equals(event)) {
                return node;
            }
        }
    }

    @Test
    void linesTellWhatHappensAndTheFileMayChangeMeanwhile() throws Exception {
        repository
                .write("a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {v: a}}")
                .commit("First");
        define("");
        Process process = start("-o", "json");
        try (BufferedReader out = process.inputReader()) {
            assertThat(next(out, "added").path("project").asText()).isEqualTo(terminal.name());
            JsonNode synced = next(out, "synced");
            assertThat(synced.path("revision").path("message").asText()).startsWith("First");
            assertThat(synced.at("/changes/0/action").asText()).isEqualTo("created");
            assertThat(synced.at("/changes/0/name").asText()).isEqualTo("settings");

            define("surprise: true\n");
            JsonNode refused = next(out, "definitions");
            assertThat(refused.path("message").asText()).contains("surprise").contains("stay in force");
            terminal.kubectl.run("delete", "configmap", "settings", "-n", terminal.namespace);
            assertThat(next(out, "syncing").path("message").asText()).isEqualTo("drift");
            next(out, "synced");

            define("description: The web shop\n");
            next(out, "changed");
            process.toHandle().destroy();
            out.lines().forEach(line -> assertThat(line).startsWith("{"));
        }
        assertThat(process.waitFor())
                .as("128 and SIGTERM, with nothing else said")
                .isEqualTo(143);
        assertThat(terminal.versions()).contains("settings");
    }

    @Test
    void peopleReadSentences() throws Exception {
        repository
                .write("a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {v: a}}")
                .commit("First");
        define("");
        Process process = start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            String line = "";
            while (!line.contains("  synced ")) {
                line = out.readLine();
                said.add(line);
            }
            said.add(out.readLine());
        }
        process.destroy();
        process.waitFor();
        assertThat(String.join("\n", said))
                .containsPattern("\\d\\d:\\d\\d:\\d\\d  added +" + terminal.name())
                .containsPattern("syncing +" + terminal.name() + " at [0-9a-f]{12}: a new commit")
                .contains("created     ConfigMap " + terminal.namespace + "/settings");
    }

    @Test
    void fileThatIsWrongAtTheStartEndsIt() throws Exception {
        define("surprise: true\n");
        Child.Ended ended = Child.ended(start());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).contains("projects.yaml").contains("surprise");
    }
}
