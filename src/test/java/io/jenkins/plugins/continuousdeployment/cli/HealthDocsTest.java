package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/health.md does what the page says. */
class HealthDocsTest {
    private static final Path PAGE = Path.of(System.getProperty("checkout"), "docs", "health.md");

    @TempDir
    private Path folder;

    @Test
    void theExamplePrintsWhatThePageShows() throws IOException {
        String page = Files.readString(PAGE);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), block(page, "yaml rules"));
        Path objects = Files.writeString(folder.resolve("objects.yaml"), block(page, "yaml objects"));
        String command = block(page, "sh run").strip();
        assertThat(command).isEqualTo("cdctl health --rules rules.yaml objects.yaml");
        assertThat(Terminal.cdctl("health", "--rules", rules.toString(), objects.toString())
                        .ended(0)
                        .out())
                .isEqualTo(block(page, "text"));
    }

    @Test
    void theDefinitionOfThePageIsRead() throws IOException {
        String text = block(Files.readString(PAGE), "yaml definition");
        assertThat(new DefinitionReader().read("page.yaml", text))
                .singleElement()
                .satisfies(written ->
                        assertThat(written.definition().health().tree()).hasSize(1));
    }

    private static String block(String page, String kind) {
        Matcher block = Pattern.compile("(?ms)^```" + kind + "\n(.*?)^```$").matcher(page);
        assertThat(block.find()).as("a block ```%s", kind).isTrue();
        return block.group(1);
    }
}
