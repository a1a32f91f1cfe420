package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.continuousdeployment.cli.Terminal.Answer;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each command as a person or a program uses it: text, JSON, exit code, and what is where. */
class CommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HEAD = List.of(
            "schemaVersion",
            "project",
            "revision",
            "destinations",
            "syncStatus",
            "health",
            "message",
            "startedAt",
            "finishedAt",
            "lastSynced");
    private static final String OBJECTS = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, labels: {v: "1"}}
        data: {octal: "0777", yes: "on", multi: "a\\nb\\n"}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: keys}
        stringData: {password: hunter2}
        """;

    private final Terminal terminal = new Terminal();

    private static JsonNode json(Answer answer) throws IOException {
        assertThat(answer.lines()).hasSize(1);
        return JSON.readTree(answer.out());
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void whatIsLeftOutStandsInTheMessageOfEveryAnswer() throws IOException {
        terminal.write("all.yaml", OBJECTS)
                .write("values.yaml", "replicas: 1\n")
                .write(
                        "hook.yaml",
                        "{apiVersion: batch/v1, kind: Job, metadata: {name: migrate, annotations: {helm.sh/hook: test}}}");
        String said = "Left out: hook.yaml:1:1: Job migrate is a hook (helm.sh/hook: test); hooks are left out for now";
        for (Answer answer : List.of(
                terminal.shop("diff", "-o", "json").ended(1),
                terminal.shop("sync", "-o", "json").ended(0),
                terminal.shop("status", "-o", "json").ended(0),
                terminal.shop("diff", "-o", "json").ended(0))) {
            assertThat(json(answer).path("message").asText()).endsWith(said);
        }
        assertThat(terminal.shop("status").ended(0).out()).contains(said);
    }

    @Test
    void renderIsReadBackByKubectlAsTheSame() {
        terminal.write("all.yaml", OBJECTS).shop("sync").ended(0);
        Answer rendered =
                Terminal.cdctl("render", "--dir", terminal.folder.toString()).ended(0);
        assertThat(rendered.out()).contains("kind: ConfigMap", "kind: Secret").doesNotContain("tracking");
        String said = terminal.kubectl.feed(
                rendered.out(), "apply", "--server-side", "--dry-run=server", "-n", terminal.namespace, "-f", "-");
        assertThat(said).contains("configmap/settings serverside-applied", "secret/keys serverside-applied");
        String data = "jsonpath={.data}";
        String dry = terminal.kubectl.feed(
                rendered.out(),
                "apply",
                "--dry-run=client",
                "-n",
                terminal.namespace,
                "-o",
                "jsonpath={.items[*].data}",
                "-f",
                "-");
        assertThat(dry)
                .isEqualTo(terminal.kubectl.run("get", "-n", terminal.namespace, "configmap", "settings", "-o", data)
                        + " "
                        + terminal.kubectl.run("get", "-n", terminal.namespace, "secret", "keys", "-o", data));
    }

    @Test
    void diffShowsWhatASyncWouldDoAndNoSecret() throws IOException {
        terminal.write("all.yaml", OBJECTS);
        Answer first = terminal.shop("diff").ended(1);
        assertThat(first.out())
                .contains("+data:", "+  octal: '0777'")
                .contains("A sync would give: 2 created")
                .doesNotContain("hunter2", "aHVudGVyMg");
        assertThat(terminal.versions()).doesNotContain("settings");

        terminal.shop("sync").ended(0);
        terminal.write("all.yaml", OBJECTS.replace("0777", "0755").replace("hunter2", "hunter3"));
        Answer second = terminal.shop("diff").ended(1);
        assertThat(second.out())
                .contains("-  octal: '0777'", "+  octal: '0755'", "@@")
                .contains("A sync would give: 2 configured")
                .doesNotContain("hunter", "aHVudGVy");

        JsonNode changes = json(terminal.shop("diff", "-o", "json").ended(1));
        assertThat(changes.at("/changes"))
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.path("action").asText()).isEqualTo("configured"));
        assertThat(changes.toString()).doesNotContain("hunter", "aHVudGVy");
    }

    @Test
    void jsonIsTheChangeSetAndTheStatusThatAreDocumented() throws IOException {
        Repository repository = TestBed.get().newRepository("public");
        String commit = repository.write("deploy/all.yaml", OBJECTS).commit("All of it");
        List<String> source = List.of(
                "--repo",
                repository.url(),
                "--path",
                "deploy",
                "--ca-file",
                TestBed.get().git().ca().toString());
        Answer sync = terminal.about("sync", source, "-o", "json").ended(0);
        assertThat(sync.err()).contains("created     ConfigMap");
        JsonNode changes = json(sync);
        List<String> expected = new ArrayList<>(HEAD);
        expected.add("changes");
        assertThat(keys(changes)).isEqualTo(expected);
        assertThat(keys(changes.at("/revision"))).containsExactly("commit", "ref", "author", "message");
        assertThat(changes.at("/revision/commit").asText()).isEqualTo(commit);
        assertThat(changes.at("/revision/ref").asText()).isEqualTo("refs/heads/main");
        assertThat(changes.at("/revision/message").asText()).isEqualTo("All of it");
        assertThat(changes.at("/lastSynced").asText()).isEqualTo(commit);
        assertThat(keys(changes.at("/changes/0")))
                .containsExactly(
                        "cluster", "apiVersion", "kind", "namespace", "name", "action", "reason", "message", "wave");

        JsonNode status = json(terminal.about("status", source, "-o", "json").ended(0));
        expected.set(expected.size() - 1, "objects");
        assertThat(keys(status)).isEqualTo(expected);
        assertThat(status.at("/syncStatus").asText()).isEqualTo("Synced");
        assertThat(status.at("/health").asText()).isEqualTo("Healthy");
        assertThat(keys(status.at("/objects/0")))
                .containsExactly(
                        "cluster", "apiVersion", "kind", "namespace", "name", "syncStatus", "health", "message");
        assertThat(terminal.about("status", source).ended(0).out())
                .startsWith(terminal.name() + " at " + commit.substring(0, 12) + " (refs/heads/main): Synced, Healthy");
    }

    @Test
    void validateNeedsNoClusterAndListsEveryProblem() throws IOException {
        String folder = terminal.write("all.yaml", OBJECTS).folder.toString();
        assertThat(Terminal.cdctl("validate", "--dir", folder).ended(0).out()).contains("2 objects, no problem");
        terminal.write("b.yaml", "apiVersion: v1\nkind: [\n").write("c.yaml", "apiVersion: v1\nmetadata: {name: x}\n");
        assertThat(Terminal.cdctl("validate", "--dir", folder).ended(2).lines()).hasSize(2);
        JsonNode problems =
                json(Terminal.cdctl("validate", "--dir", folder, "-o", "json").ended(2));
        assertThat(problems).hasSize(2).allSatisfy(problem -> assertThat(keys(problem))
                .containsExactly("file", "document", "line", "column", "message"));
    }

    @Test
    void definitionsGiveOneJsonDocumentALine() throws IOException {
        Repository repository = TestBed.get().newRepository("basic");
        repository
                .write("a/a.yaml", OBJECTS)
                .write("b/b.yaml", OBJECTS.replace("settings", "b").replace("keys", "c"));
        repository.commit("both");
        StringBuilder text = new StringBuilder();
        for (String path : List.of("a", "b")) {
            text.append("""
                ---
                name: %s-%s
                source: {repository: "%s", path: %s}
                destinations: [{cluster: %s, namespace: %s}]
                """.formatted(
                            terminal.name(),
                            path,
                            repository.url(),
                            path,
                            terminal.kubectl.run("config", "current-context").strip(),
                            terminal.namespace));
        }
        Path file = Files.writeString(terminal.folder.resolveSibling(terminal.name() + ".yaml"), text);
        Map<String, String> password =
                Map.of("CDCTL_GIT_PASSWORD", TestBed.get().git().password());
        for (String command : List.of("diff", "sync", "status", "delete")) {
            List<String> arguments = new ArrayList<>(List.of(command, "-f", file.toString(), "-o", "json"));
            arguments.addAll(List.of("--git-user", TestBed.get().git().user()));
            arguments.addAll(List.of("--ca-file", TestBed.get().git().ca().toString()));
            arguments.addAll(
                    List.of("--kubeconfig", terminal.kubectl.kubeconfig().toString()));
            if (command.equals("delete")) {
                arguments.removeAll(List.of("--git-user", TestBed.get().git().user()));
                arguments.removeAll(
                        List.of("--ca-file", TestBed.get().git().ca().toString()));
                arguments.add("--yes");
            }
            Answer answer = Terminal.process(password, "", arguments.toArray(String[]::new))
                    .ended(command.equals("diff") ? 1 : 0);
            assertThat(answer.lines()).as(command).hasSize(2);
            for (int i = 0; i < 2; i++) {
                assertThat(JSON.readTree(answer.lines().get(i)).at("/project").asText())
                        .isEqualTo(terminal.name() + "-" + "ab".charAt(i));
            }
        }
        assertThat(terminal.versions()).doesNotContain("settings", "keys");
    }

    @Test
    void listShowsTheRecord() throws IOException {
        terminal.write("all.yaml", OBJECTS).shop("sync").ended(0);
        String kubeconfig = terminal.kubectl.kubeconfig().toString();
        assertThat(Terminal.cdctl("list", "--kubeconfig", kubeconfig).ended(0).lines())
                .anyMatch(line -> line.startsWith("cdctl ")
                        && line.contains(terminal.name())
                        && line.contains("ConfigMap,Secret"));
        for (String line : Terminal.cdctl("list", "--kubeconfig", kubeconfig, "-o", "json")
                .ended(0)
                .lines()) {
            assertThat(keys(JSON.readTree(line))).containsAll(HEAD).contains("objects");
        }
    }

    @Test
    void deleteAsksAndKeepsWhatMustBeKept() {
        terminal.write(
                        "all.yaml",
                        OBJECTS
                                + "---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: kept,"
                                + " annotations: {helm.sh/resource-policy: keep}}}\n")
                .shop("sync")
                .ended(0);
        List<String> delete = new ArrayList<>(List.of("delete", "--name", terminal.name()));
        delete.addAll(terminal.destination());
        String before = terminal.versions();
        Answer no =
                Terminal.process(Map.of(), "n\n", delete.toArray(String[]::new)).ended(2);
        assertThat(no.err()).contains("Delete 2 objects of project " + terminal.name() + "? [y/N]", "add --yes");
        assertThat(terminal.versions()).isEqualTo(before);

        Answer yes =
                Terminal.process(Map.of(), "y\n", delete.toArray(String[]::new)).ended(0);
        assertThat(yes.out()).contains("2 pruned", "1 kept", "kept        ConfigMap " + terminal.namespace + "/kept");
        assertThat(terminal.versions()).contains("ConfigMap/kept").doesNotContain("settings", "keys", "cd-shop");

        Answer again = terminal.about("delete", List.of(), "--yes").ended(0);
        assertThat(again.err()).contains("has no record there: nothing to delete");
    }

    @Test
    void pruneKeepsWithoutTheFlagAndAboveTheLimit() {
        terminal.write("all.yaml", OBJECTS)
                .write("more.yaml", OBJECTS.replace("settings", "more").replace("keys", "k2"));
        terminal.shop("sync").ended(0);
        terminal.clear().write("all.yaml", OBJECTS);
        assertThat(terminal.shop("sync").ended(1).out()).contains("2 kept", "prune is off");
        assertThat(terminal.shop("sync", "--prune", "--prune-limit", "1")
                        .ended(1)
                        .out())
                .contains("2 kept", "more than sync.pruneLimit 1 allows");
        assertThat(terminal.shop("sync", "--prune", "--prune-limit", "1", "--confirm-prune")
                        .ended(0)
                        .out())
                .contains("2 pruned");
    }

    @Test
    void interruptedWhileWaitingTellsWhatWasDone() throws Exception {
        terminal.write("all.yaml", OBJECTS + """
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: stuck}
            spec:
              selector: {matchLabels: {a: b}}
              template:
                metadata: {labels: {a: b}}
                spec:
                  nodeSelector: {no: node}
                  containers: [{name: a, image: x}]
            """);
        List<String> sync = new ArrayList<>(
                List.of("sync", "--name", terminal.name(), "--dir", terminal.folder.toString(), "-o", "json"));
        sync.addAll(terminal.destination());
        Process process = new ProcessBuilder(Terminal.command(sync.toArray(String[]::new))).start();
        BufferedReader progress = process.errorReader();
        String line = progress.readLine();
        while (line != null && !line.equals("Waiting for health")) {
            line = progress.readLine();
        }
        assertThat(line).isNotNull();
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(130);
        JsonNode changes = JSON.readTree(out);
        assertThat(changes.at("/message").asText()).contains("Interrupted during ");
        assertThat(changes.at("/changes"))
                .hasSize(3)
                .allSatisfy(change -> assertThat(change.path("action").asText()).isEqualTo("created"));
    }
}
