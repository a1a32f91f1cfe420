package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.cli.Terminal.Answer;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cdctl health}: what it reads, prints and refuses. */
class HealthCommandTest {
    private static final String PODS = """
        apiVersion: v1
        kind: List
        items:
        - {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: shop}, status: {phase: Succeeded}}
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: b, namespace: shop}}
        ---
        # nothing
        ---
        apiVersion: example.com/v1
        kind: Thing
        metadata: {name: c}
        status: {phase: CreateFailed, message: no disk}
        """;

    private static final String OWN_RULES = """
        - kinds: Thing.example.com
          rules:
          - when: {status.phase: CreateFailed}
            health: Suspended
            message: 'waits for a disk: {status.message}'
        - kinds: ConfigMap
          rules:
          - health: Healthy
            message: is there
        """;

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void jsonHasOneLineForEachObjectInOrder() throws IOException {
        String pods = file("pods.yaml", PODS);
        Answer answer = Terminal.cdctl("health", pods, "-o", "json").ended(0);
        assertThat(answer.lines())
                .containsExactly(
                        "{\"file\":\"" + pods
                                + "\",\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"namespace\":\"shop\",\"name\":\"a\","
                                + "\"health\":\"Healthy\",\"message\":\"All containers ended well\"}",
                        "{\"file\":\"" + pods
                                + "\",\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"namespace\":\"shop\","
                                + "\"name\":\"b\",\"health\":null,\"message\":\"\"}",
                        "{\"file\":\"" + pods
                                + "\",\"apiVersion\":\"example.com/v1\",\"kind\":\"Thing\",\"namespace\":\"\","
                                + "\"name\":\"c\",\"health\":\"Degraded\",\"message\":\"Its phase is CreateFailed: no"
                                + " disk\"}");
        assertThat(answer.err()).isEmpty();
    }

    @Test
    void textIsATableThatNamesTheFileOnlyWhereThereAreSeveral() throws IOException {
        String one = file("one.yaml", PODS);
        String other = file(
                "other.json",
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"d\"},"
                        + "\"status\":{\"phase\":\"Active\"}}");
        assertThat(Terminal.cdctl("health", one).ended(0).lines())
                .first()
                .asString()
                .startsWith("KIND ");
        assertThat(Terminal.cdctl("health", one, other).ended(0).lines())
                .first()
                .asString()
                .startsWith("FILE ");
        assertThat(Terminal.cdctl("health", one, other).lines())
                .last()
                .asString()
                .matches(".*other\\.json +Namespace +d +Healthy +Active");
    }

    @Test
    void rulesOfOnesOwnComeFirst() throws IOException {
        String rules = file("rules.yaml", OWN_RULES);
        assertThat(Terminal.cdctl("health", "--rules", rules, file("pods.yaml", PODS))
                        .ended(0)
                        .out())
                .contains("Suspended  waits for a disk: no disk")
                .containsPattern("ConfigMap +shop +b +Healthy +is there");
    }

    @Test
    void aKeyThatStandsTwiceIsNotedAndTheLastCounts() throws IOException {
        String dump = file(
                "dump.yaml",
                "kind: Thing\napiVersion: example.com/v1\nstatus: {phase: Failed}\nstatus: {phase: Ready}\n");
        Answer answer = Terminal.cdctl("health", dump, "-o", "json").ended(0);
        assertThat(answer.out()).contains("\"Healthy\"");
        assertThat(answer.err())
                .contains("dump.yaml:4:1: the key \"status\" stands twice in one map, here and at line 3, column 1; the"
                        + " last one counts");
    }

    @Test
    void standardInputIsReadByADash() {
        Answer answer = Terminal.process(Map.of(), PODS, "health", "-", "-o", "json");
        answer.ended(0);
        assertThat(answer.lines()).hasSize(3).first().asString().startsWith("{\"file\":\"-\",");
    }

    @Test
    void everyFileThatCannotBeReadIsNamedAndNothingIsPrinted() throws IOException {
        Answer answer = Terminal.cdctl(
                        "health",
                        file("good.yaml", PODS),
                        file("bad.yaml", "kind: Pod\nstatus: {phase: [\n"),
                        file("list.yaml", "- a\n"),
                        file("none.yaml", "metadata: {name: a}\n"),
                        folder.resolve("missing.yaml").toString())
                .ended(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .contains("bad.yaml:", "list.yaml:1:1: an object is a map; this is a list")
                .contains("none.yaml:1:1: this is no object: it has no kind")
                .contains("missing.yaml: the file is missing or can't be read");
    }

    @Test
    void mistakesInRulesAreToldAllAtOnce() throws IOException {
        String rules = file(
                "rules.yaml",
                "- kinds: [a b]\n  rules:\n  - {when: {staus.phase: x}, health: Fine}\n  - {helth: none}\n");
        Answer answer =
                Terminal.cdctl("health", "--rules", rules, file("a.yaml", PODS)).ended(2);
        assertThat(answer.err())
                .contains("rules.yaml:1:11: \"a b\" names no kind")
                .contains("rules.yaml:3:13: \"staus.phase\" is no path", "Did you mean status?")
                .contains("rules.yaml:3:38: must be one of Healthy")
                .contains("rules.yaml:4:6: unknown key \"helth\"");
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void aKindDumpedInAnotherEncodingIsRead() throws IOException {
        Path file = folder.resolve("utf16.yaml");
        Files.write(file, "\uFEFFkind: Thing\nstatus: {phase: Ready}\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(Terminal.cdctl("health", file.toString()).ended(0).out()).contains("Healthy");
    }

    @Test
    void rulesOfOnesOwnAreReadWhereASyncWaitsAndAStatusIsShown() throws IOException {
        Terminal terminal = new Terminal();
        terminal.write(
                "a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: switch}, data: {position: 'off'}}\n");
        String rules = file("rules.yaml", """
            - kinds: ConfigMap
              rules:
              - {when: {data.position: 'off'}, health: Degraded, message: 'is {data.position}'}
              - {health: Healthy, message: 'is {data.position}'}
            """);
        Answer sync = terminal.shop("sync", "--rules", rules).ended(1);
        assertThat(sync.out()).contains("Synced, Degraded").contains("switch: is off");
        assertThat(terminal.shop("status", "--rules", rules).ended(1).out())
                .containsPattern("switch +Synced +Degraded +is off");
        assertThat(terminal.shop("status").ended(0).out()).doesNotContain("is off");
        String kubeconfig = terminal.kubectl.kubeconfig().toString();
        assertThat(Terminal.cdctl("list", "--kubeconfig", kubeconfig, "-o", "json", "--rules", rules)
                        .ended(0)
                        .lines())
                .anyMatch(line -> line.contains(terminal.name()) && line.contains("is off"));
    }

    @Test
    void rulesOfADefinitionComeBeforeThoseOfTheFile() throws IOException {
        Terminal terminal = new Terminal();
        Repository repository = TestBed.get().newRepository("public");
        repository
                .write("a.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: switch}, data: {position: 'off'}}")
                .commit("A switch");
        String definition = file("shop.yaml", """
                name: NAME
                source: {repository: 'URL'}
                destinations: [{cluster: testbed, namespace: NAMESPACE}]
                health:
                - kinds: ConfigMap
                  rules:
                  - {when: {data.position: 'off'}, health: Degraded, message: 'the definition: {data.position}'}
                """.replace("NAMESPACE", terminal.namespace)
                .replace("NAME", terminal.name())
                .replace("URL", repository.url()));
        String rules = file("rules.yaml", """
                - kinds: ConfigMap
                  rules:
                  - {health: Healthy, message: the file}
                """);
        List<String> common = List.of(
                "-f",
                definition,
                "--rules",
                rules,
                "--kubeconfig",
                terminal.kubectl.kubeconfig().toString(),
                "--ca-file",
                TestBed.get().git().ca().toString());
        assertThat(command("sync", common).ended(1).out())
                .contains("Synced, Degraded")
                .contains("switch: the definition: off");
        assertThat(command("status", common).ended(1).out())
                .containsPattern("switch +Synced +Degraded +the definition");
    }

    private static Answer command(String name, List<String> common) {
        List<String> arguments = new ArrayList<>(List.of(name));
        arguments.addAll(common);
        return Terminal.cdctl(arguments.toArray(String[]::new));
    }
}
