package io.jenkins.plugins.continuousdeployment.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text of every page and every message is there in Simplified Chinese. */
class TranslationsTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final String CHINESE = "_zh_CN.properties";
    private static final Pattern TEXT = Pattern.compile("\\$\\{%([^}(]+?)(?:\\([^}]*\\))?}|'%([^']+)'");

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    private static Path beside(Path file, String end) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + end);
    }

    private static Set<String> keys(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            }
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }

    private static Set<String> texts(Path jelly) throws IOException {
        Matcher matcher = TEXT.matcher(Files.readString(jelly));
        return matcher.results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .map(text -> text.replace("&#39;", "'"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyTextOfEveryViewIsTranslated() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path jelly : files(".jelly")) {
            Set<String> texts = texts(jelly);
            texts.removeAll(keys(beside(jelly, CHINESE)));
            texts.forEach(text -> missing.add(RESOURCES.relativize(jelly) + ": " + text));
        }
        assertThat(files(".jelly")).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    @Test
    void everyMessageIsTranslatedAndNoneIsLeftOver() throws IOException {
        List<Path> messages = files("/Messages.properties");
        assertThat(messages).isNotEmpty();
        for (Path file : messages) {
            assertThat(keys(beside(file, CHINESE))).as(file.toString()).isEqualTo(keys(file));
        }
    }

    @Test
    void everyHelpIsTranslated() throws IOException {
        assertThat(files(".html"))
                .filteredOn(file -> !file.toString().endsWith("_zh_CN.html"))
                .allSatisfy(file -> assertThat(beside(file, "_zh_CN.html")).exists());
    }
}
