package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletionTest {
    /** What a shell would offer after these words; the last one is being typed. */
    private static String offered(String script, String... words) {
        String typed = String.join(" ", words);
        String ask = script + "\nCOMP_WORDS=(" + typed + (typed.endsWith(" ") ? "''" : "") + ")\nCOMP_CWORD="
                + (words.length - 1) + "\nCOMP_LINE='" + typed
                + "'\nCOMP_POINT=${#COMP_LINE}\n_complete_cdctl\necho \"${COMPREPLY[@]}\"\n";
        return Programs.succeed(Path.of("."), Map.of("PATH", System.getenv("PATH")), ask, List.of("bash", "-s"));
    }

    @Test
    void shellOffersCommandsAndFlags() {
        String script = Terminal.cdctl("completion", "bash").ended(0).out();
        assertThat(offered(script, "cdctl", "st")).contains("status");
        assertThat(offered(script, "cdctl", "sync", "--pr")).contains("--prune");
    }

    @Test
    void zshGetsAScriptThatTurnsOnWhatItNeeds() {
        assertThat(Terminal.cdctl("completion", "zsh").ended(0).out()).contains("bashcompinit");
    }

    @Test
    void otherShellsAreRefusedByName() {
        assertThat(Terminal.cdctl("completion", "fish").ended(2).err())
                .contains("fish")
                .contains("zsh");
    }

    @Test
    void wordsAreColouredOnlyForATerminal() {
        Terminal.Answer answer = Terminal.cdctl(
                "list", "--kubeconfig", new Terminal().kubectl.kubeconfig().toString());
        assertThat(answer.out()).doesNotContain("\u001b");
        assertThat(Paint.painted("Synced", "green")).startsWith("\u001b[").contains("Synced");
    }
}
