package io.jenkins.plugins.continuousdeployment.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
    private static List<YamlDocument> read(String text) {
        return YamlReader.read("a.yaml", text.getBytes(StandardCharsets.UTF_8), YamlLimits.DEFAULT);
    }

    private static List<YamlDocument> readJson(String text) {
        return YamlReader.read("a.json", text.getBytes(StandardCharsets.UTF_8), YamlLimits.DEFAULT);
    }

    private static List<String> problems(String text) {
        return messages(catchThrowableOfType(RefusedException.class, () -> read(text)));
    }

    private static List<String> messages(RefusedException e) {
        return e.problems().stream().map(Problem::toString).toList();
    }

    private static List<Object> trees(List<YamlDocument> documents) {
        List<Object> trees = new ArrayList<>();
        documents.forEach(document -> trees.add(document.tree()));
        return trees;
    }

    @Test
    void readsEveryDocumentOfAStream() {
        List<YamlDocument> documents = read("a: 1\n---\n---\n# nothing\n--- # again\nb: 2\n...\n---\n- c\n");
        assertThat(trees(documents)).containsExactly(Map.of("a", 1L), null, null, Map.of("b", 2L), List.of("c"));
        assertThat(documents).extracting(YamlDocument::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(documents.get(3).place()).isEqualTo(new Place("a.yaml", 4, 6, 1));
    }

    @Test
    void aFileOfCommentsHasNoDocument() {
        assertThat(read("# nothing\n\n")).isEmpty();
        assertThat(read("")).isEmpty();
        assertThat(readJson(" \n")).isEmpty();
    }

    @Test
    void treesAreMadeOfPlainTypes() {
        Object tree = read("s: x\nb: yes\ni: 0o17\nu: 18446744073709551615\nf: 1.5\nw: 2.0\nz:\nl: [{}]\n")
                .get(0)
                .tree();
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("s", "x");
        expected.put("b", true);
        expected.put("i", 15L);
        expected.put("u", new BigInteger("18446744073709551615"));
        expected.put("f", 1.5);
        expected.put("w", 2L);
        expected.put("z", null);
        expected.put("l", List.of(Map.of()));
        assertThat(tree).isExactlyInstanceOf(LinkedHashMap.class).isEqualTo(expected);
        assertThat(((Map<?, ?>) tree).keySet()).hasToString("[s, b, i, u, f, w, z, l]");
        assertThat(((Map<?, ?>) tree).get("l")).isExactlyInstanceOf(ArrayList.class);
    }

    @Test
    void namesThePlaceOfKeysAndValues() {
        YamlDocument document =
                read("---\na:\n  b: [x, {c: y}]\n  d:\n    e: >\n      z\n").get(0);
        assertThat(document.placeOf("a", "b", 1, "c")).hasToString("a.yaml:3:14");
        assertThat(document.placeOfKey("a", "b", 1, "c")).hasToString("a.yaml:3:11");
        assertThat(document.placeOf("a", "b", 0)).hasToString("a.yaml:3:7");
        assertThat(document.placeOf("a", "d", "e")).hasToString("a.yaml:5:8");
        assertThat(document.placeOf("a", "d")).hasToString("a.yaml:5:5");
        assertThat(document.placeOfKey("a", "d")).hasToString("a.yaml:4:3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.x", "a.0", "a.b.7", "a.b.c"})
    void aPathThatLeadsNowhereEndsWhereItGotTo(String path) {
        YamlDocument document = read("a:\n  b: [1]\n").get(0);
        Object[] steps = Stream.of(path.split("\\."))
                .map(step -> step.matches("\\d") ? (Object) Integer.valueOf(step) : step)
                .toArray();
        String expected = path.startsWith("a.b") ? "a.yaml:2:6" : path.startsWith("a") ? "a.yaml:2:3" : "a.yaml:1:1";
        assertThat(document.placeOf(steps)).hasToString(expected);
    }

    @Test
    void placesFollowAliasesAndMerges() {
        YamlDocument document =
                read("x: &x {a: 1, b: 2}\nz:\n  <<: *x\n  b: 3\n  c: *x\n").get(0);
        assertThat(document.placeOf("z", "a")).hasToString("a.yaml:1:11");
        assertThat(document.placeOf("z", "b")).hasToString("a.yaml:4:6");
        assertThat(document.placeOf("z", "c")).hasToString("a.yaml:5:6");
        assertThat(document.placeOf("z", "c", "b")).hasToString("a.yaml:1:17");
    }

    @Test
    void whatAliasesStandForIsNotShared() {
        Map<?, ?> tree = (Map<?, ?>) read("a: &x {l: [1]}\nb: *x\n").get(0).tree();
        assertThat(tree.get("a")).isEqualTo(tree.get("b")).isNotSameAs(tree.get("b"));
        assertThat(((Map<?, ?>) tree.get("a")).get("l")).isNotSameAs(((Map<?, ?>) tree.get("b")).get("l"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
    void readsTextWithAByteOrderMark(String charset) {
        byte[] content = "\ufeffa: \u65e5\u672c\n".getBytes(java.nio.charset.Charset.forName(charset));
        assertThat(YamlReader.read("a.yaml", content, YamlLimits.DEFAULT).get(0).tree())
                .isEqualTo(Map.of("a", "\u65e5\u672c"));
    }

    @Test
    void byteOrderMarksMayBeginFurtherDocuments() {
        assertThat(trees(read("a: 1\n---\n\ufeffb: 2\n"))).containsExactly(Map.of("a", 1L), Map.of("b", 2L));
    }

    @Test
    void refusesTextInAnotherEncoding() {
        byte[] latin = "a: 1\nname: Stra\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1);
        RefusedException e = catchThrowableOfType(
                RefusedException.class, () -> YamlReader.read("a.yaml", latin, YamlLimits.DEFAULT));
        assertThat(e).hasMessage("a.yaml:2:11: the file is not UTF-8 from here on; save it as UTF-8");
    }

    static Stream<Arguments> brokenTexts() {
        return Stream.of(
                Arguments.of("a: 1\n\tb: 2\n", "a.yaml:2:1: a tab can't indent; use spaces"),
                Arguments.of("a: 'b\nc: d\n", "a.yaml:1:4: the quote that opens here is never closed"),
                Arguments.of(
                        "a: b: c\n",
                        "a.yaml:1:5: a second ':' can't stand in a value; quote the value, or give the key a line of its"
                                + " own"),
                Arguments.of(
                        "a: 1\n---\nb: 1\nc\nd: 2\n",
                        "a.yaml:4:1 (document 2): a key with its ':' or an entry with its '-' is expected here, as in the"
                                + " lines above"),
                Arguments.of(
                        "a:\n   b: 1\n  c: 2\n",
                        "a.yaml:3:3: no key stands here that fits the map that begins at line 1; look at the"
                                + " indentation"),
                Arguments.of(
                        "-  a: 1\n  - b\n",
                        "a.yaml:2:3: no '-' stands here that fits the list that begins at line 1; look at the"
                                + " indentation"),
                Arguments.of("a: [b, c\nd: e\n", "a.yaml:2:2: ',' or ']' is missing in the list that begins at line 1"),
                Arguments.of("a: {b: c\n", "a.yaml:2:1: ',' or '}' is missing in the map that begins at line 1"),
                Arguments.of(
                        "{a: 1}\nb: 2\n",
                        "a.yaml:2:1: the document has ended before this; look at the indentation, or begin a new one"
                                + " with ---"),
                Arguments.of("a: @b\n", "a.yaml:1:4: nothing can begin with @; quote the text if it is meant as text"),
                Arguments.of(
                        "a: \"\\q\"\n", "a.yaml:1:5: unknown escape; write a backslash as \\\\ or use single quotes"),
                Arguments.of("a: *b\n", "a.yaml:1:4: no anchor \"b\" stands before this alias"),
                Arguments.of("a: &b [*b]\n", "a.yaml:1:8: the anchor \"b\" contains itself"),
                Arguments.of(
                        "a: \u0007\n", "a.yaml:1:4: the character U+0007 may stand only as an escape in double quotes"),
                Arguments.of(
                        "%YAML 1.2\n---\na: 1\n",
                        "a.yaml:1:1: Kubernetes reads YAML 1.1, where yes and on are booleans; remove the directive or"
                                + " say 1.1"),
                Arguments.of(
                        "a: .inf\n", "a.yaml:1:4: JSON has no infinity and no NaN; quote it if it is meant as text"),
                Arguments.of("a: !x b\n", "a.yaml:1:4: unknown tag; Kubernetes has no use for it, remove it"),
                Arguments.of("a: !!int b\n", "a.yaml:1:4: the tag says an integer, and the text is a string"),
                Arguments.of("a: !!binary b\n", "a.yaml:1:4: the tag says binary, and the text is no base64"),
                Arguments.of(
                        "a: !!binary /w==\n",
                        "a.yaml:1:4: the bytes are no text, and JSON carries only text; write the base64 without the"
                                + " tag"),
                Arguments.of("~: a\n", "a.yaml:1:1: a key can't be null; quote it if it is meant as text"),
                Arguments.of(
                        "? [a]\n: b\n",
                        "a.yaml:1:3: a key can't be a map or a list; a template, {{ }}, must be rendered or quoted"),
                Arguments.of("a: &x 1\n*x : b\n", "a.yaml:2:1: an alias that is a key must stand for a string"),
                Arguments.of("a:\n  <<: b\n", "a.yaml:2:3: a merge (<<) takes a map or a list of maps"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("brokenTexts")
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertThat(problems(text)).contains(message);
    }

    @Test
    void namesBothPlacesOfADuplicateKey() {
        assertThat(problems("a:\n  b: 1\n  c: 2\n  'b': 3\n"))
                .containsExactly("a.yaml:4:3: the key \"b\" stands twice in one map, here and at line 2, column 3");
        assertThat(problems("1: a\n'1': b\n"))
                .containsExactly("a.yaml:2:1: the key \"1\" stands twice in one map, here and at line 1, column 1");
        assertThat(problems("m: &m {a: 1}\nx:\n  a: 2\n  <<: *m\n"))
                .containsExactly("a.yaml:4:3: the merge sets \"a\" again, which stands at line 3, column 3;"
                        + " readers disagree on which wins: put the merge first");
    }

    @Test
    void namesAllProblemsOfAFileAtOnceUpToFifty() {
        assertThat(problems("a: .nan\na: 99999999999999999999\n---\nb: !x y\nc: [\n"))
                .containsExactly(
                        "a.yaml:1:4: JSON has no infinity and no NaN; quote it if it is meant as text",
                        "a.yaml:2:4: an integer beyond 64 bits, which Kubernetes would round; quote it if it is meant as"
                                + " text",
                        "a.yaml:2:1: the key \"a\" stands twice in one map, here and at line 1, column 1",
                        "a.yaml:4:4 (document 2): unknown tag; Kubernetes has no use for it, remove it",
                        "a.yaml:6:1 (document 2): a value is missing here, or something before is not closed");
        assertThat(problems("a: 1\n".repeat(500))).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k: !!int s3cret\n",
                "k: 's3cret\n",
                "k: \"s3cret\\q\"\n",
                "k: s3cret: x\n",
                "k: !!binary s3cret!\n",
                "k: [s3cret\n",
                "k: 31337313373133731337313373\n",
                "k: 1\nk: s3cret\n",
            })
    void neverRepeatsAValue(String text) {
        assertThat(String.join("\n", problems(text)))
                .isNotEmpty()
                .doesNotContain("s3cret")
                .doesNotContain("31337");
    }

    // Limits

    @Test
    void refusesWhatIsNestedTooDeep() {
        YamlLimits limits = new YamlLimits(3, 1000);
        assertThat(refusal("a: {b: {c: 1}}", limits)).isNull();
        assertThat(refusal("a: {b: {c: []}}", limits))
                .isEqualTo("f.yaml:1:12: nested deeper than 3 levels; raise the setting maxDepth if this is meant");
        assertThat(refusal("a: &x {b: 1}\nc:\n  d: *x", limits)).isNull();
        assertThat(refusal("a: &x {b: 1}\nc:\n  d: [*x]", limits)).startsWith("f.yaml:3:7: nested deeper");
        assertThat(refusal("[".repeat(1_000_000), YamlLimits.DEFAULT)).startsWith("f.yaml:1:101: nested deeper");
        assertThat(refusal("- ".repeat(1_000_000), YamlLimits.DEFAULT)).startsWith("f.yaml:1:201: nested deeper");
    }

    @Test
    void refusesAliasesThatGrowBeyondAllBounds() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            String list = String.join(", ", java.util.Collections.nCopies(10, "*a" + (i - 1)));
            bomb.append("a" + i + ": &a" + i + " [" + list + "]\n");
        }
        assertThat(refusal(bomb.toString(), YamlLimits.DEFAULT))
                .matches(
                        "f\\.yaml:7:\\d+: the file holds more than 5,000,000 values, aliases counted with all that they"
                                + " stand for; raise the setting maxNodes if this is meant");
    }

    @Test
    void refusesMergesThatGrowBeyondAllBounds() {
        StringBuilder bomb = new StringBuilder("a0: &a0 {k: [x, x, x, x, x, x, x, x, x, x]}\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a" + i + ": &a" + i + " {<<: *a" + (i - 1) + ", k" + i + ": *a" + (i - 1) + "}\n");
        }
        assertThat(refusal(bomb.toString(), new YamlLimits(100, 100_000))).contains("more than 100,000 values");
    }

    @Test
    void countsEveryNodeOfAllDocuments() {
        assertThat(refusal("[a, b]\n---\n[c]\n", new YamlLimits(3, 5))).isNull();
        assertThat(refusal("[a, b]\n---\n[c, d]\n", new YamlLimits(3, 5)))
                .startsWith("f.yaml:3:5 (document 2): the file");
        assertThat(refusal("{a: b}\n", new YamlLimits(3, 2))).startsWith("f.yaml:1:5: the file holds more than 2");
    }

    @Test
    void aMillionDigitsAreTextAsForTheApiServer() {
        String digits = "1".repeat(1_000_000);
        assertThat(read("a: " + digits).get(0).tree()).isEqualTo(Map.of("a", digits));
    }

    private static String refusal(String text, YamlLimits limits) {
        try {
            YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8), limits);
            return null;
        } catch (RefusedException e) {
            return e.getMessage();
        }
    }

    // JSON

    @Test
    void readsJsonValuesInARow() {
        List<YamlDocument> documents =
                readJson("{\"a\":\t[1, 2.5, 1.0, 18446744073709551615]}{\"b\": \"\\ud83d\\ude00\\/\"}\n\n[null]\n");
        assertThat(trees(documents))
                .containsExactly(
                        Map.of("a", List.of(1L, 2.5, 1L, new BigInteger("18446744073709551615"))),
                        Map.of("b", "\ud83d\ude00/"),
                        java.util.Collections.singletonList(null));
        assertThat(documents.get(1).placeOfKey("b")).hasToString("a.json:1:44 (document 2)");
        assertThat(documents.get(1).placeOf("b")).hasToString("a.json:1:49 (document 2)");
    }

    @Test
    void jsonWordsAreNoYamlWords() {
        assertThat(readJson("{\"y\": \"yes\", \"0777\": 777}").get(0).tree())
                .isEqualTo(Map.of("y", "yes", "0777", 777L));
        assertThat(read("{\n\t\"y\":\t\"yes\",\n\t\"0777\": 777\n}").get(0).tree())
                .isEqualTo(Map.of("y", "yes", "0777", 777L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1, \"a\": 2}|a.json:1:10: the key \"a\" stands twice in one map, here and at line 1, column 2",
                "{\"a\": 18446744073709551616}|a.json:1:7: an integer beyond 64 bits, which Kubernetes would round; quote it"
                        + " if it is meant as text",
                "{\"a\": 1e999}|a.json:1:7: a number beyond the range of 64 bit floating point",
                "{\"a\": \"\\ud83d\"}|a.json:1:7: an escape stands for half a character",
                "{\"a\": s3cret}|a.json:1:13: no JSON: a word that is neither true, false nor null",
            })
    void refusesJsonThatCantBeKept(String text, String message) {
        RefusedException e = catchThrowableOfType(RefusedException.class, () -> readJson(text));
        assertThat(messages(e)).containsExactly(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\": 1", "{\"a\" 1}", "{'a': 1}", "{\"a\": 01}", "// c\n{}", "{\"a\": 1,}", "a: 1", "{} x"})
    void refusesBrokenJsonWithItsPlace(String text) {
        RefusedException e = catchThrowableOfType(RefusedException.class, () -> readJson(text));
        assertThat(e.problems()).hasSize(1);
        assertThat(e.getMessage()).matches("(?s)a\\.json:\\d+:\\d+.*: no JSON: .+");
    }

    @Test
    void limitsHoldForJsonToo() {
        RefusedException e = catchThrowableOfType(RefusedException.class, () -> readJson("[".repeat(2_000_000)));
        assertThat(e)
                .hasMessage("a.json:1:101: nested deeper than 100 levels; raise the setting maxDepth if this is meant");
    }
}
