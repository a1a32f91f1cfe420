package io.jenkins.plugins.continuousdeployment.engine.definition;

import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short ways to read in tests. */
final class TestDefinitions {
    static final String LEAST = """
            name: shop
            source:
              repository: https://git.example.com/shop.git
            destinations:
            - cluster: prod
            """;

    private TestDefinitions() {}

    static DeploymentDefinition read(String text) {
        List<WrittenDefinition> read = new DefinitionReader().read("shop.yaml", text);
        if (read.size() != 1) {
            throw new AssertionError("one definition expected, not " + read.size());
        }
        return read.get(0).definition();
    }

    static List<Object> trees(String text) {
        return YamlReader.read("test.yaml", text.getBytes(StandardCharsets.UTF_8), YamlLimits.DEFAULT).stream()
                .map(YamlDocument::tree)
                .toList();
    }
}
