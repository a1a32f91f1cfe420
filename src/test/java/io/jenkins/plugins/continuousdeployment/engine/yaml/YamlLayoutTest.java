package io.jenkins.plugins.continuousdeployment.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where things are written. */
class YamlLayoutTest {
    private static YamlLayout read(String text) {
        return YamlLayout.read("a.yaml", text.getBytes(StandardCharsets.UTF_8), YamlLimits.DEFAULT);
    }

    /** Every scalar and alias as it is written, between brackets; nothing else is in them. */
    private static String bracketed(String text) {
        StringBuilder bracketed = new StringBuilder(text);
        List<YamlPart> parts = new ArrayList<>(read(text).parts());
        Collections.reverse(parts);
        for (YamlPart part : parts) {
            if (!part.isCollection()) {
                bracketed.insert(part.end(), '⟩').insert(part.start(), '⟨');
            }
        }
        return bracketed.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    a: b                     ; ⟨a⟩: ⟨b⟩
                    a : b  # c               ; ⟨a⟩ : ⟨b⟩  # c
                    a: &x b                  ; ⟨a⟩: &x ⟨b⟩
                    a: !!str &x 'b' # c      ; ⟨a⟩: !!str &x ⟨'b'⟩ # c
                    &x a: &y b               ; &x ⟨a⟩: &y ⟨b⟩
                    "a":\t"b \\" c"          ; ⟨"a"⟩:\t⟨"b \\" c"⟩
                    a: b c~  d~~ e ~f: g     ; ⟨a⟩: ⟨b c~  d~~ e⟩ ~⟨f⟩: ⟨g⟩
                    a: 'b~  c' ~d: e         ; ⟨a⟩: ⟨'b~  c'⟩ ~⟨d⟩: ⟨e⟩
                    [a , b, "c",{d: e,f: g}] ; [⟨a⟩ , ⟨b⟩, ⟨"c"⟩,{⟨d⟩: ⟨e⟩,⟨f⟩: ⟨g⟩}]
                    - a~- b~- - c            ; - ⟨a⟩~- ⟨b⟩~- - ⟨c⟩
                    - &x a~- *x~- *x # c     ; - &x ⟨a⟩~- ⟨*x⟩~- ⟨*x⟩ # c
                    a: | # c~   b  ~c: d     ; ⟨a⟩: | # c~   ⟨b  ⟩~⟨c⟩: ⟨d⟩
                    a: >1-~  b~~~            ; ⟨a⟩: >1-~ ⟨ b⟩~~~
                    a: |~  b~  c~d: e        ; ⟨a⟩: ⟨⟩|~  b~  c~⟨d⟩: ⟨e⟩
                    a:~b: ~c: d              ; ⟨a⟩:⟨⟩~⟨b⟩:⟨⟩ ~⟨c⟩: ⟨d⟩
                    ? a~: b                  ; ? ⟨a⟩~: ⟨b⟩
                    {a: , b}                 ; {⟨a⟩:⟨⟩ , ⟨b⟩⟨⟩}
                    --- a~--- # c~b~...      ; --- ⟨a⟩~--- # c~⟨b⟩~...
                    😀: 😀 # 😀~é: b         ; ⟨😀⟩: ⟨😀⟩ # 😀~⟨é⟩: ⟨b⟩
                    """)
    void scalarsStandWhereTheyAreWritten(String text, String expected) {
        for (String lineBreak : List.of("\n", "\r\n", "\r")) {
            assertThat(bracketed(text.replace("~", lineBreak))).isEqualTo(expected.replace("~", lineBreak));
        }
    }

    @Test
    void partsAreInOrderWithTheirWay() {
        YamlLayout layout = read("a:\n- {b: 1, \"c.d\": [x]} # one\n---\n# two\ne\n");
        assertThat(layout.parts())
                .extracting(
                        part -> part.document() + " " + part.kind() + " " + part.path() + (part.key() ? " key" : ""))
                .containsExactly(
                        "1 MAP ",
                        "1 PLAIN a key",
                        "1 LIST a",
                        "1 MAP a[0]",
                        "1 PLAIN a[0].b key",
                        "1 PLAIN a[0].b",
                        "1 DOUBLE_QUOTED a[0][\"c.d\"] key",
                        "1 LIST a[0][\"c.d\"]",
                        "1 PLAIN a[0][\"c.d\"][0]",
                        "2 PLAIN ");
        assertThat(layout.comments())
                .extracting(comment -> comment.line() + ":" + comment.column() + comment.text())
                .containsExactly("2:22# one", "4:1# two");
        YamlPart map = layout.parts().get(3);
        assertThat(layout.text().substring(map.start(), map.end())).isEqualTo("{b: 1, \"c.d\": [x]}");
        assertThat(layout.placeOf(layout.parts().get(9))).hasToString("a.yaml:5:1 (document 2)");
    }

    /** Whatever the reader of trees takes for YAML, this one does, and comes to the same scalars. */
    @Test
    void documentsOfTheTable() {
        int read = 0;
        for (List<String> row : GoTable.rows("documents.tsv")
                .subList(1, GoTable.rows("documents.tsv").size())) {
            String text = GoTable.text(row.get(1));
            if (GoTable.ours(text) instanceof RefusedException) {
                continue;
            }
            read++;
            YamlLayout layout = read(text);
            assertThat(layout.encoded(layout.text())).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
            for (YamlPart part : layout.parts()) {
                String written = part.isCollection() ? "" : layout.text().substring(part.start(), part.end());
                if (part.kind() == YamlPart.Kind.PLAIN && part.line() == part.lastLine()) {
                    assertThat(written).as(row.get(0)).isEqualTo(part.text());
                } else if (part.kind() == YamlPart.Kind.DOUBLE_QUOTED) {
                    assertThat(written)
                            .as(row.get(0))
                            .startsWith("\"")
                            .endsWith("\"")
                            .hasSizeGreaterThan(1);
                } else if (part.kind() == YamlPart.Kind.ALIAS) {
                    assertThat(written).as(row.get(0)).isEqualTo("*" + part.text());
                }
            }
        }
        assertThat(read).isGreaterThan(100);
    }
}
