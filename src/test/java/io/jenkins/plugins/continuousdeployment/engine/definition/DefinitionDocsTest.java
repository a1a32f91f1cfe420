package io.jenkins.plugins.continuousdeployment.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An option is declared once: here it is held that nothing misses one. */
class DefinitionDocsTest {
    private static final Path DOCS = Path.of(System.getProperty("checkout"), "docs");
    private static final String BEGIN = "<!-- keys -->\n";
    private static final String END = "<!-- /keys -->";

    /** Keys of maps whose keys are the user's. */
    private static final Pattern OPEN = Pattern.compile(
            "destinations\\[]\\.clusters\\.matchLabels\\..*|source\\.(kustomize\\.(labels|annotations)|helm\\.values)\\..*"
                    + "|health\\[]\\..*");

    @Test
    void referencePageHasEveryKeyAsItIsDeclared() throws IOException {
        String page = Files.readString(DOCS.resolve("definition.md"));
        String table = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
        assertThat(table).isEqualTo(expectedTable());
    }

    @Test
    void everyOptionSaysWhatItMeans() {
        assertThat(DeclaredOption.all()).hasSizeGreaterThan(40).allSatisfy(option -> {
            assertThat(option.help()).as(option.path()).endsWith(".").doesNotContain("|", "\n");
            assertThat(option.required() && !option.byDefault().isEmpty())
                    .as("%s is required and has a default", option.path())
                    .isFalse();
        });
    }

    @Test
    void everyComponentOfEveryRecordIsAnOption() {
        Set<String> declared =
                DeclaredOption.all().stream().map(DeclaredOption::path).collect(Collectors.toCollection(TreeSet::new));
        for (RecordComponent component : DeploymentDefinition.class.getRecordComponents()) {
            assertThat(declared).contains(component.getName());
        }
        for (RecordComponent component : SyncOptions.class.getRecordComponents()) {
            assertThat(declared).contains("sync." + component.getName());
        }
        assertThat(declared).contains("sync.retry.maxBackoff", "destinations[].clusters.matchLabels");
    }

    @Test
    void samplesShowEveryKey() throws IOException {
        String sample = Files.readString(DOCS.resolve("samples/definition.yaml"));
        Set<String> shown = new TreeSet<>();
        TestDefinitions.trees(sample).forEach(tree -> keys(tree, "", shown));
        Set<String> expected = new TreeSet<>(
                DeclaredOption.all().stream().map(DeclaredOption::path).toList());
        // Rare.
        expected.remove("trackingId");
        assertThat(shown.stream().filter(key -> !OPEN.matcher(key).matches()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void samplesAreRead() throws IOException {
        List<WrittenDefinition> definitions = new DefinitionReader()
                .read("definition.yaml", Files.readString(DOCS.resolve("samples/definition.yaml")));
        assertThat(definitions)
                .extracting(written -> written.definition().name())
                .containsExactly("shop", "docs", "shop-test", "cache");
    }

    @Test
    void leastDefinitionOfThePageIsRead() throws IOException {
        String page = Files.readString(DOCS.resolve("definition.md"));
        int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
        String block = page.substring(begin, page.indexOf("```", begin));
        assertThat(new DefinitionReader().read("page", block)).hasSize(1);
    }

    @Test
    void flagsAreTheNamesInKebabCase() {
        Map<String, String> flags = DeclaredOption.of(SyncOptions.class).stream()
                .filter(option -> option.path().equals(option.key()))
                .collect(Collectors.toMap(DeclaredOption::key, DeclaredOption::flag));
        assertThat(flags)
                .containsEntry("prune", "--prune")
                .containsEntry("createNamespace", "--create-namespace")
                .containsEntry("propagationPolicy", "--propagation-policy")
                .hasSize(SyncOptions.class.getRecordComponents().length);
    }

    private static String expectedTable() {
        StringBuilder table = new StringBuilder("| key | type | default | meaning |\n|---|---|---|---|\n");
        for (DeclaredOption option : DeclaredOption.all()) {
            String absent =
                    option.required() ? "required" : option.byDefault().isEmpty() ? "" : code(option.byDefault());
            table.append(
                    "| %s | %s | %s | %s |\n".formatted(code(option.path()), option.type(), absent, option.help()));
        }
        return table.toString();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static void keys(Object tree, String parent, Set<String> found) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                found.add(parent + key);
                keys(value, parent + key + (value instanceof List ? "[]." : "."), found);
            });
        } else if (tree instanceof List<?> list) {
            list.forEach(item -> keys(item, parent, found));
        }
    }
}
