package io.jenkins.plugins.continuousdeployment.engine.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds filters and extracts to what {@code tools/tag-table} wrote of Go's regexp. */
class ExpansionTableTest {
    private static final int ROWS = 2000;
    private static final Pattern TWICE = Pattern.compile("\\(\\?P<(\\w+)>.*\\(\\?P<\\1>");

    @Test
    void extractsWhatGoExtracts() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String[]> rows = rows();
        for (String[] row : rows) {
            String answer = answer(row[0], row[1], row[2]);
            // The one thing that Go takes and RE2 does not.
            String expected = TWICE.matcher(row[0]).find() ? "error" : row[3];
            if (!answer.equals(expected)) {
                wrong.add("%s with %s of %s is %s, not %s".formatted(row[0], row[1], row[2], answer, expected));
            }
        }
        assertThat(rows).hasSizeGreaterThan(ROWS);
        assertThat(wrong).isEmpty();
    }

    private static String answer(String expression, String template, String tag) {
        try {
            // An empty template is no template here, as in a definition.
            return template.isEmpty()
                    ? TagPattern.of(expression, "$absent").compared(tag).orElse("none")
                    : TagPattern.of(expression, template).compared(tag).orElse("none");
        } catch (RefusedException e) {
            return "error";
        }
    }

    private static List<String[]> rows() throws IOException {
        try (InputStream table = ExpansionTableTest.class.getResourceAsStream("expansions.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .peek(row -> {
                        for (int i = 0; i < row.length; i++) {
                            row[i] = row[i].startsWith("\"") ? unquoted(row[i]) : row[i];
                        }
                    })
                    .toList();
        }
    }

    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1).translateEscapes();
    }
}
