package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.definition.DeclaredOption;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A setting is declared once: here it is held that neither form, help, code nor docs have forgotten one. */
class ProjectOptionsTest {
    private static final Path RESOURCES = Path.of("src/main/resources/io/jenkins/plugins/continuousdeployment/project");

    /** Options that are no field of their own, and where they are instead. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "name", "the item has it",
            "suspended", "suspending and resuming are operations",
            "source", "its keys are fields",
            "sync", "its keys are fields",
            "sync.retry", "its keys are fields",
            "destinations[].clusters", "its one key is a field");

    /** Blocks that are one field, as YAML; what is in them the reader checks. */
    private static final List<String> BLOCKS =
            List.of("source.kustomize.", "source.helm.", "images[].", "imageUpdates.", "suspended.");

    private static String read(String file) throws IOException {
        return Files.readString(RESOURCES.resolve(file));
    }

    private static String forms() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve("DefinitionFields"))) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jelly")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    @Test
    void everyOptionIsAFieldWithHelpInBothLanguagesAndARowOfTheDocs() throws IOException {
        String docs = Files.readString(Path.of("docs", "definition.md"));
        String forms = forms();
        for (DeclaredOption option : DeclaredOption.all()) {
            String path = option.path();
            assertThat(docs).contains("| `" + path + "` |");
            boolean block = BLOCKS.stream().anyMatch(path::startsWith);
            // Core's own page has the description, with core's help.
            if (ELSEWHERE.containsKey(path) || block || path.equals("description")) {
                continue;
            }
            boolean row = path.startsWith("destinations[].");
            String form = row ? read("DestinationFields/config.jelly") : forms;
            String help = (row ? "DestinationFields" : "DefinitionFields") + "/help-" + option.key();
            assertThat(form).as(path).contains("field=\"" + option.key() + "\"");
            assertThat(read(help + ".html")).contains("<div>");
            assertThat(read(help + "_zh_CN.html")).containsPattern("\\p{IsHan}");
        }
    }

    @Test
    void noHelpIsLeftBehindByAFieldThatIsGone() throws IOException {
        Set<String> fields = FormField.all().stream().map(FormField::key).collect(Collectors.toSet());
        fields.add("destinations");
        try (Stream<Path> files = Files.list(RESOURCES.resolve("DefinitionFields"))) {
            List<String> helped = files.map(each -> each.getFileName().toString())
                    .filter(each -> each.startsWith("help-"))
                    .map(each -> each.replaceFirst("^help-", "").replaceFirst("(_zh_CN)?\\.html$", ""))
                    .toList();
            assertThat(fields).containsAll(helped);
        }
    }

    @Test
    void noTwoFieldsShareAName() {
        assertThat(FormField.all()).extracting(FormField::key).doesNotHaveDuplicates();
    }

    /** The tests of form and code go there and back with it: an option that it lacks they would not try. */
    @Test
    void theLargestDefinitionOfTheTestsSaysSomethingForEveryField() {
        Map<String, Object> tree = DefinitionWriter.tree(new DefinitionReader("everything")
                .read("test", ProjectFormTest.EVERYTHING)
                .get(0)
                .definition());
        assertThat(FormField.all())
                .filteredOn(field -> !field.key().equals("helm"))
                .allSatisfy(field -> assertThat(field.in(tree)).as(field.key()).isPresent());
    }

    @Test
    void everyWordOfTheFormIsTranslated() throws IOException {
        for (String form : List.of(
                "DefinitionFields/entries",
                "DefinitionFields/basics",
                "DefinitionFields/source",
                "DefinitionFields/sync",
                "DefinitionFields/rest",
                "DefinitionFields/check",
                "DestinationFields/config",
                "ContinuousDeployment/configure-entries")) {
            Properties words = new Properties();
            words.load(new StringReader(read(form + "_zh_CN.properties")));
            Matcher word = Pattern.compile("\\$\\{%([^}]+)}").matcher(read(form + ".jelly"));
            while (word.find()) {
                assertThat(words.getProperty(word.group(1)))
                        .as("%s of %s", word.group(1), form)
                        .isNotBlank();
            }
        }
    }

    @Test
    void everyMessageIsTranslated() throws IOException {
        Properties english = messages("Messages.properties");
        Properties chinese = messages("Messages_zh_CN.properties");
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        assertThat(chinese.values())
                .allSatisfy(text -> assertThat(text.toString()).containsPattern("\\p{IsHan}"));
    }

    private static Properties messages(String name) throws IOException {
        Properties messages = new Properties();
        try (InputStream stream = ProjectOptionsTest.class.getResourceAsStream(name)) {
            messages.load(new java.io.InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        return messages;
    }

    @Test
    void noFormHoldsAnInlineScript() throws IOException {
        assertThat(forms()).doesNotContain("<script").doesNotContainPattern("\\bon[a-z]+=");
    }
}
