package io.jenkins.plugins.continuousdeployment.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLayout;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlPart;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The net below the edits: values that no image can have, and that would spoil the file. */
class RewriteTest {
    @Test
    void valueThatWouldReadAsSomethingElseIsNotWritten() {
        assertThat(written("a: b", "c")).contains("a: c");
        assertThat(written("a: b", "c: d")).isEmpty();
        assertThat(written("a: b", "c #d")).isEmpty();
        assertThat(written("a: b", "[c]")).isEmpty();
        assertThat(written("a: b", "c\nd: e")).isEmpty();
        assertThat(written("a: b", "*c")).isEmpty();
        assertThat(written("a: b", "&c d")).isEmpty();
        assertThat(written("a: 'b'", "c'")).isEmpty();
        assertThat(written("a: \"b\"", "\\x63")).isEmpty();
        assertThat(written("a: |\n  b\n", "c\n d")).isEmpty();
        assertThat(written("[x, b]", "c, d")).isEmpty();
    }

    @Test
    void valueThatIsNoStringIsNotWrittenUnderATag() {
        assertThat(written("a: !!str b", "1.10")).contains("a: !!str 1.10");
        assertThat(written("a: !!float 1.0", "1.10")).isEmpty();
    }

    /** Changes the last scalar of a file. */
    private static Optional<String> written(String text, String value) {
        YamlLayout layout = YamlLayout.read("a.yaml", Editing.bytes(text), YamlLimits.DEFAULT);
        YamlPart last = layout.parts().get(layout.parts().size() - 1);
        return new Rewrite(layout, Map.of(last, value))
                .bytes("a.yaml", YamlLimits.DEFAULT)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
