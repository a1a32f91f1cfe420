package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/cdctl.md that are marked {@code run}, in the order of the page; a number is the exit code. */
class DocsTest {
    private static final Path PAGE = Path.of(System.getProperty("checkout"), "docs", "cdctl.md");
    private static final Pattern EXAMPLE = Pattern.compile("```sh run ?(\\d*)\ncdctl ([^\n]+)\n```");

    @Test
    void examplesDoWhatThePageSays() throws IOException {
        Terminal terminal = new Terminal();
        terminal.write("all.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {v: a}}\n");
        Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
        List<String> commands = new ArrayList<>();
        while (example.find()) {
            String line = example.group(2)
                    .replace("--dir deploy", "--dir " + terminal.folder)
                    .replace("--name shop", "--name " + terminal.name())
                    .replace("NAMESPACE", terminal.namespace);
            List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
            commands.add(arguments.get(0));
            if (!List.of("render", "validate", "completion").contains(arguments.get(0))) {
                arguments.addAll(
                        List.of("--kubeconfig", terminal.kubectl.kubeconfig().toString()));
            }
            int expected = example.group(1).isEmpty() ? 0 : Integer.parseInt(example.group(1));
            Terminal.cdctl(arguments.toArray(String[]::new)).ended(expected);
        }
        assertThat(commands)
                .containsExactly("render", "validate", "diff", "sync", "status", "list", "delete", "completion");
        assertThat(terminal.versions()).doesNotContain("settings");
    }
}
