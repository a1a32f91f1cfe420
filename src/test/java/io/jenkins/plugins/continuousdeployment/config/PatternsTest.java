package io.jenkins.plugins.continuousdeployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns and labels, as people write them. */
class PatternsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prod             | prod                | true
            prod             | prod2               | false
            prod, edge-*     | edge-1              | true
            *                | team/prod           | false
            **               | team/prod           | true
            team/*           | team/prod           | true
            a.c              | abc                 | false
            https://g/shop/* | https://g/shop/a    | true
            https://g/shop/* | https://g/shop/a/b  | false
            https://g/shop/**| https://g/shop/a/b  | true
            *.apps           | Deployment.apps     | true
            (a+)+            | aaaaaaaaaaaaaaaaaab | false
            """)
    void starsStandForCharacters(String patterns, String value, boolean matches) {
        assertThat(Patterns.of(patterns).match(value)).isEqualTo(matches);
    }

    @Test
    void labelsAreKeysAndValues() {
        assertThat(Labels.parse("tier=edge, example.com/zone=a b=\nc="))
                .containsEntry("tier", "edge")
                .containsEntry("example.com/zone", "a")
                .containsEntry("c", "");
    }

    @ParameterizedTest
    @CsvSource({"tier", "=a", "'a=b=c'", "'a=1,a=2'", "'a=-'"})
    void whatIsNoLabelIsRefused(String text) {
        assertThatThrownBy(() -> Labels.parse(text)).isInstanceOf(RefusedException.class);
    }
}
