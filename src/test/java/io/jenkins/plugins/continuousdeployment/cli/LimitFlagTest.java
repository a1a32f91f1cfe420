package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.render.RenderLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitFlagTest {
    private static final String TWO = """
            {apiVersion: v1, kind: ConfigMap, metadata: {name: one}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: two}}
            """;

    @Test
    void messageNamesTheLimitAndTheFlagRaisesIt() {
        Terminal terminal = new Terminal().write("a.yaml", TWO);
        String folder = terminal.folder.toString();
        Terminal.Answer refused = Terminal.cdctl("render", "--dir", folder, "--limit", "maxObjects=1");
        assertThat(refused.ended(2).err()).contains("maxObjects");
        Terminal.cdctl("render", "--dir", folder, "--limit", "maxObjects=2").ended(0);
    }

    @Test
    void unitsAreUnderstood() {
        RenderLimits limits = LimitFlag.limits(
                List.of("maxFileBytes=2Mi", "maxBytes=3000000000", "renderTimeout=1m30s", "maxDepth=7"));
        assertThat(limits.manifests().maxFileBytes()).isEqualTo(2 * 1024 * 1024);
        assertThat(limits.manifests().maxBytes()).isEqualTo(3_000_000_000L);
        assertThat(limits.renderTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(limits.manifests().yaml().maxDepth()).isEqualTo(7);
        assertThat(LimitFlag.limits(List.of())).isEqualTo(RenderLimits.DEFAULT);
    }

    @Test
    void whatIsNoLimitIsRefusedWithThoseThatAre() {
        String folder = new Terminal().folder.toString();
        assertThat(Terminal.cdctl("render", "--dir", folder, "--limit", "maxWords=1")
                        .ended(2)
                        .err())
                .contains("maxWords")
                .contains("maxObjects");
        assertThat(Terminal.cdctl("render", "--dir", folder, "--limit", "maxObjects")
                        .ended(2)
                        .err())
                .contains("NAME=VALUE");
    }

    @ParameterizedTest
    @CsvSource({
        "maxObjects=5m, maxObjects takes a whole number",
        "maxObjects=5Mi, maxObjects takes a whole number",
        "maxObjects=none, maxObjects takes a whole number",
        "maxObjects=0, maxObjects takes a whole number",
        "maxDepth=2147483648, from 1 to 2147483647",
        "maxFileBytes=5m, maxFileBytes takes a number of bytes",
        "maxFileBytes=5M, maxFileBytes takes a number of bytes",
        "maxBytes=, maxBytes takes a number of bytes",
        "renderTimeout=300, renderTimeout takes a duration",
        "renderTimeout=5Mi, renderTimeout takes a duration",
        "renderTimeout=0, renderTimeout takes a duration"
    })
    void eachLimitSaysWhatItTakes(String flag, String said) {
        assertThatThrownBy(() -> LimitFlag.limits(List.of(flag)))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("--limit " + flag + ": ")
                .hasMessageContaining(said);
    }

    @Test
    void thePageHasThemAll() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("checkout"), "docs", "sources.md"));
        for (LimitFlag.Name name : LimitFlag.Name.values()) {
            assertThat(page).contains("`" + name + "`");
        }
    }
}
