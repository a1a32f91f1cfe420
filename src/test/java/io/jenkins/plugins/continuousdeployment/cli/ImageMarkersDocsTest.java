package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/image-markers.md. */
class ImageMarkersDocsTest {
    private static final Path PAGE = Path.of(System.getProperty("checkout"), "docs", "image-markers.md");

    @TempDir
    private Path folder;

    @Test
    void examplesDoWhatThePageSays() throws IOException {
        String page = Files.readString(PAGE);
        String command = block(page, "sh run");
        Files.writeString(folder.resolve("web.yaml"), block(page, "yaml web.yaml"));
        assertThat(run(command)).isEqualTo(block(page, "text"));
        for (String file : List.of("values.yaml", "kustomization.yaml")) {
            Path written = Files.writeString(folder.resolve(file), block(page, "yaml " + file));
            run(command);
            assertThat(written).hasContent(block(page, "yaml " + file).replace("1.4.1", "1.4.2"));
        }
        assertThat(run(block(page, "sh run dry"))).contains("+        image: ghcr.io/shop/web:1.5.0 #");
        assertThat(folder.resolve("web.yaml")).content().contains("web:1.4.2");
    }

    private String run(String command) {
        List<String> words = List.of(command.strip().split(" "));
        assertThat(words).startsWith("cdctl", "images", "update", "--dir", ".");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
        arguments[3] = folder.toString();
        int code = Cdctl.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(code).as("%s", out).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String block(String page, String kind) {
        Matcher block = Pattern.compile("(?ms)^```" + kind + "\n(.*?)^```$").matcher(page);
        assertThat(block.find()).as("a block ```%s", kind).isTrue();
        return block.group(1);
    }
}
