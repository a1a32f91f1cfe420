package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example of docs/loop.md: its file, its command, and every line that the page shows. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoopDocsTest {
    private static final Path PAGE = Path.of(System.getProperty("checkout"), "docs", "loop.md");
    private static final String MAP = "{apiVersion: v1, kind: ConfigMap, metadata: {name: NAME}, data: {v: VALUE}}";

    private final Terminal terminal = new Terminal();
    private final String blog = terminal.kubectl.newNamespace();
    private final Repository repository = TestBed.get().newRepository("public");
    private final List<String> said = new ArrayList<>();

    @Test
    void loopSaysWhatThePageShows() throws Exception {
        String page = Files.readString(PAGE);
        repository
                .write("deploy/prices.yaml", MAP.replace("NAME", "prices").replace("VALUE", "a"))
                .write("blog/posts.yaml", MAP.replace("NAME", "posts").replace("VALUE", "a"))
                .commit("First");
        repository.git("tag", "v1.4.2");
        repository.publish();
        Process process = start(page);
        try (BufferedReader out = process.inputReader()) {
            until(out, block(page, "text begins"));
            terminal.kubectl.run("delete", "configmap", "prices", "-n", terminal.namespace);
            List<String> rest = block(page, "text goes on").lines().toList();
            int commit = rest.indexOf(rest.stream()
                    .filter(line -> line.contains("  commit "))
                    .findFirst()
                    .orElseThrow());
            until(out, String.join("\n", rest.subList(0, commit)));
            repository
                    .write("deploy/prices.yaml", MAP.replace("NAME", "prices").replace("VALUE", "b"))
                    .commit("Sale");
            until(out, String.join("\n", rest.subList(commit, rest.size())));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** The page's command on the page's file, with the places of the bed for those that the page names. */
    private Process start(String page) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of(block(page, "sh run").strip().split(" ")));
        assertThat(arguments).startsWith("cdctl", "run", "-f", "projects.yaml");
        String definitions = block(page, "yaml projects\\.yaml")
                .replace("https://git.example.com/shop/config.git", repository.url())
                .replace("cluster: prod", "cluster: testbed")
                .replace("namespace: shop", "namespace: " + terminal.namespace)
                .replace("namespace: blog", "namespace: " + blog)
                .replace("interval: 1m", "interval: 1s");
        assertThat(definitions).contains(repository.url(), terminal.namespace, blog, "interval: 1s");
        Path file = Files.writeString(terminal.folder.resolve("projects.yaml"), definitions);
        arguments.remove(0);
        arguments.set(arguments.indexOf("projects.yaml"), file.toString());
        arguments.addAll(List.of(
                "--instance",
                terminal.name(),
                "--ca-file",
                TestBed.get().git().ca().toString(),
                "--kubeconfig",
                terminal.kubectl.kubeconfig().toString()));
        return Child.start(
                TestBed.get().dir(),
                Map.of(),
                List.of("-Duser.home=" + Terminal.HOME),
                arguments.toArray(String[]::new));
    }

    /** Reads on until each of these lines was there, each once more than before; other lines may stand between them. */
    private void until(BufferedReader out, String shown) throws IOException {
        List<String> missing = new ArrayList<>(shown.lines().map(this::general).toList());
        while (!missing.isEmpty()) {
            String line = out.readLine();
            assertThat(line)
                    .as("a line with one of %s; so far: %s", missing, said)
                    .isNotNull();
            said.add(line);
            missing.remove(general(line));
        }
    }

    /** Without what is another each time. */
    private String general(String line) {
        return line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d", "TIME")
                .replaceFirst("\\b[0-9a-f]{12}\\b", "COMMIT")
                .replace(terminal.namespace + "/", "shop/")
                .replace(blog + "/", "blog/");
    }

    private static String block(String page, String kind) {
        Matcher block = Pattern.compile("(?ms)^```" + kind + "\n(.*?)^```$").matcher(page);
        assertThat(block.find()).as("a block ```%s", kind).isTrue();
        return block.group(1);
    }
}
