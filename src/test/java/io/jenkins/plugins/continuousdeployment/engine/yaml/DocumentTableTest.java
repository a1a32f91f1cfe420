package io.jenkins.plugins.continuousdeployment.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document is read as sigs.k8s.io/yaml reads it in its strict mode, but for the deliberate differences below. */
class DocumentTableTest {
    /** Its parser reads the first root and ignores what follows; we say so instead of dropping it. */
    private static final Set<String> REST_IS_IGNORED = Set.of(
            "rest after a quoted root",
            "rest after a flow root",
            "literal at the root without indentation",
            "closed twice");

    /** Its parser ignores tags that it does not know; whoever wrote one meant something by it. */
    private static final Set<String> TAG_IS_IGNORED =
            Set.of("wrong tag of a list", "tag of a set", "own tag", "own tag of a map", "not a tag");

    /** Its strict mode can't tell a merged key from a written one; overriding what a merge brought is what it is for. */
    private static final Set<String> AS_NOT_STRICT = Set.of("merge, overridden below", "merge of two that overlap");

    /** JSON's escapes, since kubectl reads JSON in a file of any name. */
    private static final Map<String, Object> AS_JSON =
            Map.of("escaped slash", Map.of("a", "/"), "surrogate pair", Map.of("a", "\uD83D\uDE00"));

    /** Refused, since the key would be the float's text and nobody writes this. */
    private static final Set<String> REFUSED = Set.of("number alias as a key");

    static Stream<Arguments> documents() {
        return GoTable.rows("documents.tsv").stream()
                .skip(1)
                .map(row -> Arguments.of(row.get(0), GoTable.text(row.get(1)), row.get(2), row.get(3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void isReadAsTheApiServersParserReadsIt(String name, String text, String strict, String lenient) {
        Object ours = GoTable.ours(text);
        if (REST_IS_IGNORED.contains(name)) {
            assertThat(strict).isNotEqualTo(GoTable.ERROR);
            assertThat(((RefusedException) ours)).hasMessageContaining("the document has ended before this");
        } else if (TAG_IS_IGNORED.contains(name)) {
            assertThat(strict).isNotEqualTo(GoTable.ERROR);
            assertThat(((RefusedException) ours)).hasMessageContaining("unknown tag");
        } else if (REFUSED.contains(name)) {
            assertThat(ours).isInstanceOf(RefusedException.class);
        } else if (AS_JSON.containsKey(name)) {
            assertThat(ours).isEqualTo(AS_JSON.get(name));
        } else {
            equal(ours, AS_NOT_STRICT.contains(name) ? lenient : strict);
        }
    }

    private static void equal(Object ours, String theirs) {
        if (theirs.equals(GoTable.ERROR)) {
            assertThat(ours).isInstanceOf(RefusedException.class);
        } else {
            assertThat(ours).isEqualTo(GoTable.value(theirs));
        }
    }

    @Test
    void theDifferencesStandInTheTable() {
        Set<String> names =
                GoTable.rows("documents.tsv").stream().map(row -> row.get(0)).collect(Collectors.toSet());
        assertThat(names).hasSizeGreaterThan(200);
        for (Set<String> some : List.of(REST_IS_IGNORED, TAG_IS_IGNORED, AS_NOT_STRICT, AS_JSON.keySet(), REFUSED)) {
            assertThat(names).containsAll(some);
        }
    }
}
