package io.jenkins.plugins.continuousdeployment.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("main", "master", "release-1.4", "release-1.5", "Feature", "x");

    @ParameterizedTest
    @CsvSource({
        "mian, main",
        "maim, main",
        "mastre, master",
        "realease-1.4, release-1.4;release-1.5",
        "feature, Feature",
        "zzz, ''",
        "'', x"
    })
    void namesWhatDiffersLeastFirst(String meant, String near) {
        assertThat(String.join(";", Nearest.to(meant, KNOWN))).isEqualTo(near);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"mian|' Did you mean main?'", "zzz|''", "release-1.6|' Did you mean release-1.4 or release-1.5?'"})
    void saysItInASentence(String meant, String hint) {
        assertThat(Nearest.hint(meant, KNOWN)).isEqualTo(hint);
    }
}
