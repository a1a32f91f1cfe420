package io.jenkins.plugins.continuousdeployment.engine.semver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds versions and ranges to what {@code tools/semver-table} wrote of the model. */
class SemverTableTest {
    private static final int RELEASES = 37;

    @Test
    void readsEveryVersionAsTheModelDoes() throws IOException {
        for (String[] row : rows("versions.tsv")) {
            String read = Version.parse(row[0]).map(Version::toString).orElse("error");
            assertThat(read).as(row[0]).isEqualTo(row[1]);
        }
    }

    @Test
    void ordersAnyTwoVersionsAsTheModelDoes() throws IOException {
        List<String[]> readable =
                rows("versions.tsv").stream().filter(row -> row.length > 2).toList();
        for (String[] left : readable) {
            for (String[] right : readable) {
                int order = Version.PRECEDENCE.compare(version(left[0]), version(right[0]));
                assertThat(Integer.signum(order))
                        .as("%s beside %s", left[0], right[0])
                        .isEqualTo(Integer.signum(Integer.parseInt(left[2]) - Integer.parseInt(right[2])));
            }
        }
    }

    @Test
    void acceptsWhatTheModelAccepts() throws IOException {
        List<String> versions = rows("versions.tsv").subList(0, RELEASES).stream()
                .map(row -> row[0])
                .toList();
        List<String> wrong = new ArrayList<>();
        for (String[] row : rows("ranges.tsv")) {
            String matches = SemverRange.parse(row[0])
                    .map(range -> versions.stream()
                            .filter(text -> range.accepts(version(text)))
                            .collect(Collectors.joining(" ")))
                    .orElse("error");
            if (!matches.equals(row[1])) {
                wrong.add("'" + row[0] + "'\n  is   " + matches + "\n  not  " + row[1]);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aRangeIsShownAsItWasWritten() {
        assertThat(SemverRange.parse(" >=1.2, <2")).map(Object::toString).isEqualTo(Optional.of(" >=1.2, <2"));
    }

    private static Version version(String text) {
        return Version.parse(text).orElseThrow();
    }

    private static List<String[]> rows(String name) throws IOException {
        try (InputStream table = SemverTableTest.class.getResourceAsStream(name)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .peek(row -> row[0] = unquoted(row[0]))
                    .toList();
        }
    }

    /** Undoes Go's quotes, as far as the tables use them. */
    private static String unquoted(String text) {
        String inner = text.substring(1, text.length() - 1);
        return inner.replace("\\v", "\u000b").replace("\\u00a0", "\u00a0").translateEscapes();
    }
}
