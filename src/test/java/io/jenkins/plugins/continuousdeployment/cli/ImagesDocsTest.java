package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/images.md do what the page says; they are run by a shell, whose quotes they show. */
class ImagesDocsTest {
    private static final Path PAGE = Path.of(System.getProperty("checkout"), "docs", "images.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("(?s)```sh select ?(\\d*)\n([^\n]+)\n```(?:\n```text\n(.*?)```)?");
    private static final int EXAMPLES = 5;

    @Test
    void examplesChooseWhatThePageShows() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
        int count = 0;
        while (example.find()) {
            count++;
            String cdctl = String.join(
                    " ", Terminal.command().stream().map(ImagesDocsTest::quoted).toList());
            Programs.Output output = Programs.run(
                    Path.of("."),
                    Map.of("PATH", System.getenv("PATH")),
                    "",
                    List.of("sh", "-c", example.group(2).replace("| cdctl ", "| " + cdctl + " ")));
            assertThat(output.exitCode())
                    .as("%s said %s", example.group(2), output.err())
                    .isEqualTo(example.group(1).isEmpty() ? 0 : Integer.parseInt(example.group(1)));
            assertThat(output.out()).isEqualTo(example.group(3) == null ? "" : example.group(3));
        }
        assertThat(count).isEqualTo(EXAMPLES);
    }

    private static String quoted(String word) {
        return "'" + word + "'";
    }

    @Test
    void theDefinitionOfThePageIsRead() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("```yaml definition\n") + "```yaml definition\n".length();
        String block = page.substring(begin, page.indexOf("```", begin));
        assertThat(new DefinitionReader().read("page.yaml", block))
                .singleElement()
                .satisfies(written -> assertThat(written.definition().images()).hasSize(2));
    }
}
