package io.jenkins.plugins.continuousdeployment.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scalar in every position is read as sigs.k8s.io/yaml reads it, but for three deliberate refusals, each where that
 * parser would change the value without a word:
 *
 * <ul>
 *   <li>integers beyond 64 bits, which it rounds to floating point;
 *   <li>{@code !!binary} whose bytes are no UTF-8, which it replaces by U+FFFD;
 *   <li>tags that it does not know ({@code !,}), which it ignores, and what stands behind the end of the document.
 * </ul>
 */
class ScalarTableTest {
    private static final Set<String> BEYOND_64_BITS = Set.of(
            "-9223372036854775809",
            "18446744073709551616",
            "+18446744073709551615",
            "100000000000000000000",
            "-100000000000000000000",
            "123456789012345678901234567890",
            "02000000000000000000000",
            "0123456789012345678901234567890");
    private static final Set<String> WITH_A_TAG_OR_REST = Set.of("[!, x]", "!: v");

    static Stream<Arguments> scalars() {
        return GoTable.rows("scalars.tsv").stream()
                .skip(1)
                .map(row -> Arguments.of(GoTable.text(row.get(0)), row.subList(1, row.size())));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @MethodSource("scalars")
    void meansWhatTheApiServersParserSays(String scalar, List<String> cells) {
        List<String> positions = positions();
        assertThat(cells).hasSameSizeAs(positions);
        SoftAssertions each = new SoftAssertions();
        for (int i = 0; i < cells.size(); i++) {
            String text = positions.get(i).replace("%s", scalar);
            Object ours = GoTable.ours(text);
            String theirs = cells.get(i);
            if (theirs.equals(GoTable.ERROR) || deliberatelyRefused(scalar, text, theirs)) {
                each.assertThat(ours).as(text).isInstanceOf(RefusedException.class);
            } else {
                each.assertThat(ours).as(text).isEqualTo(GoTable.value(theirs));
            }
        }
        each.assertAll();
    }

    private static boolean deliberatelyRefused(String scalar, String text, String theirs) {
        boolean rounded = BEYOND_64_BITS.contains(scalar) && !theirs.contains("\"" + scalar + "\"");
        return rounded || theirs.contains("\\ufffd") || WITH_A_TAG_OR_REST.contains(text);
    }

    private static List<String> positions() {
        List<String> head = GoTable.rows("scalars.tsv").get(0);
        return head.subList(1, head.size());
    }

    @Test
    void coversSomeHundredScalarsInManyPositions() {
        assertThat(GoTable.rows("scalars.tsv")).hasSizeGreaterThan(200);
        assertThat(positions()).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void refusesIntegersThatWouldBeRounded(String scalar) {
        assertThat(GoTable.ours("v: " + scalar)).isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e)
                .hasMessage("f.yaml:1:4: an integer beyond 64 bits, which Kubernetes would round;"
                        + " quote it if it is meant as text"));
        assertThat(GoTable.ours("v: '" + scalar + "'")).hasToString("{v=" + scalar + "}");
    }

    static Stream<String> beyond() {
        return BEYOND_64_BITS.stream();
    }
}
