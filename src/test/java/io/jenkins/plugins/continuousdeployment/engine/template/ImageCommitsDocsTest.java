package io.jenkins.plugins.continuousdeployment.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates of docs/image-commits.md give what the page shows. */
class ImageCommitsDocsTest {
    private static final Path PAGE = Path.of(System.getProperty("checkout"), "docs", "image-commits.md");

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    private static Stream<String> names() throws IOException {
        return Pattern.compile("```template (\\S+)\n").matcher(page()).results().map(found -> found.group(1));
    }

    private static String block(String kind) throws IOException {
        Matcher found =
                Pattern.compile("```" + kind + "\n(.*?\n)```\n", Pattern.DOTALL).matcher(page());
        assertThat(found.find()).as(kind).isTrue();
        return found.group(1);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aTemplateGivesWhatThePageShows(String name) throws IOException {
        String message = UpdateText.of(name, block("template " + name)).message(TemplateTableTest.facts());
        assertThat(message.stripTrailing()).isEqualTo(block("text " + name).stripTrailing());
    }

    @Test
    void theDefaultIsTheDefault() throws IOException {
        assertThat(block("template default").strip()).isEqualTo(UpdateText.DEFAULT_MESSAGE);
    }

    @Test
    void everyFunctionIsListed() throws IOException {
        String functions = page().substring(page().indexOf("Functions: "), page().indexOf("`define`"));
        List<String> listed = Pattern.compile("`([a-z]\\w+)`")
                .matcher(functions)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(Functions.NAMES);
    }

    @Test
    void everyFieldIsListed() throws IOException {
        String page = page();
        assertThat(fieldsOf(UpdateData.of(TemplateTableTest.facts())))
                .contains("NewValue", "APIVersion", "Registry")
                .allMatch(field -> page.contains("`." + field + "`")
                        || page.contains("." + field + "`")
                        || page.contains("`." + field + "."));
    }

    private static Set<String> fieldsOf(Object value) {
        Set<String> fields = new TreeSet<>();
        if (value instanceof Struct struct) {
            fields.addAll(struct.fields().keySet());
            struct.fields().values().forEach(each -> fields.addAll(fieldsOf(each)));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                fields.addAll(fieldsOf(key));
                fields.addAll(fieldsOf(each));
            });
        } else if (value instanceof List<?> list) {
            list.forEach(each -> fields.addAll(fieldsOf(each)));
        }
        return fields;
    }
}
