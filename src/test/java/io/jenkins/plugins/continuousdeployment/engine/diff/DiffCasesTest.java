package io.jenkins.plugins.continuousdeployment.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases, told from what a real API server once answered; {@link DiffCasesOnServerTest} asks it again. */
class DiffCasesTest {
    static Stream<DiffCase> cases() {
        return DiffCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatTheCaseExpects(DiffCase diffCase) {
        check(diffCase, diffCase.recording(), DiffCase.NAMESPACE);
    }

    static void check(DiffCase diffCase, DiffCase.Recording recording, String namespace) {
        KubeObject desired = diffCase.desired(namespace);
        Proof proof = new InSyncProof(LiveServer.US).prove(desired, recording.live());
        if (recording.predicted() != null) {
            DryRunVerdict verdict = DryRunVerdict.of(recording.live(), recording.predicted(), LiveServer.US);
            assertThat(DiffCase.lines(verdict)).as("changes").containsExactlyElementsOf(diffCase.changes());
            if (proof.proved()) {
                assertThat(verdict.changes()).as("what the proof overlooked").isEmpty();
            }
        }
        assertThat(proof.proved() ? "proved" : proof.toString()).as("proof").isEqualTo(diffCase.proof());
    }
}
