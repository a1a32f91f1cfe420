package io.jenkins.plugins.continuousdeployment.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code engine/class-path.txt} names what the engine runs with. The plugin's own test holds that list against what
 * Jenkins and its plugins bring, and needs no build of the engine for that.
 */
class ClassPathTest {
    @Test
    void theListIsWhatMavenResolves() throws IOException {
        String checkout = System.getProperty("checkout");
        assumeTrue(checkout != null, "run by Maven, which says where the checkout is");
        Path engine = Path.of(checkout, "engine");
        List<String> resolved = Files.readAllLines(engine.resolve("target/class-path.txt")).stream()
                .map(String::strip)
                .filter(line -> line.contains(":jar:"))
                .map(line -> line.replaceFirst(":jar:([^: ]+).*", ":$1"))
                .sorted()
                .toList();

        assertThat(Files.readAllLines(engine.resolve("class-path.txt")))
                .as("engine/class-path.txt, sorted; if the change is wanted, write the list anew")
                .isEqualTo(resolved);
    }
}
