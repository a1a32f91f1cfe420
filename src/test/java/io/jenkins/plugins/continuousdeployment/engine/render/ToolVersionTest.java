package io.jenkins.plugins.continuousdeployment.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs as a person names them: found, asked, or refused with a reason. */
class ToolVersionTest {
    @TempDir
    private Path folder;

    @Test
    void theRealProgramsTellTheirVersion() {
        assertThat(ToolVersion.ofKustomize(TestBed.program("kustomize"))).matches("v5\\.\\d+\\.\\d+");
        assertThat(ToolVersion.ofHelm(TestBed.program("helm"))).matches("v3\\.\\d+\\.\\d+\\S*");
    }

    @ParameterizedTest
    @CsvSource({
        "v5.8.1, v5.8.1",
        "5.0.0, 5.0.0",
        "{Version:kustomize/v4.5.7 GitCommit:abc}, v4.5.7",
        "'{v5.8.1  unknown   }', v5.8.1"
    })
    void kustomizesOfSeveralAgesAreUnderstood(String said, String version) {
        assertThat(ToolVersion.ofKustomize(FakeTool.script(folder.resolve("kustomize"), "echo '" + said + "'")))
                .isEqualTo(version);
    }

    @Test
    void whatIsAnotherProgramOrFailsIsRefused() {
        assertThatThrownBy(() -> ToolVersion.ofKustomize(TestBed.program("kubectl")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("does not answer as kustomize does");
        assertThatThrownBy(() -> ToolVersion.ofHelm(TestBed.program("kustomize")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("does not answer as helm does");
        Path broken = FakeTool.script(folder.resolve("helm"), "echo no such luck >&2; exit 3");
        assertThatThrownBy(() -> ToolVersion.ofHelm(broken))
                .hasMessageContaining("does not answer as helm does: helm failed (exit code 3): no such luck");
    }

    @Test
    void onlyAnAbsolutePathOfAProgramIsTaken() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no program");
        Path program = FakeTool.script(folder.resolve("helm"), "true");
        assertThat(ToolPaths.program("helm", "  ")).isEmpty();
        assertThat(ToolPaths.program("helm", " " + program + " ")).contains(program);
        assertThatThrownBy(() -> ToolPaths.program("helm", "bin/helm"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("by an absolute path, such as /usr/local/bin/helm, not 'bin/helm'");
        assertThatThrownBy(() -> ToolPaths.program("helm", folder + "/none"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("/none, and there is no such file");
        assertThatThrownBy(() -> ToolPaths.program("helm", text.toString()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("notes.txt, and that is no program that can be run");
        assertThatThrownBy(() -> ToolPaths.program("helm", folder.toString()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("that is no program that can be run");
        assertThatThrownBy(() -> ToolPaths.program("helm", "/a\0b"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is no path");
    }
}
