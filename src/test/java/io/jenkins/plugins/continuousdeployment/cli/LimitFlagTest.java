package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.render.RenderLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        RenderLimits limits = LimitFlag.limits(List.of("maxFileBytes=2Mi", "renderTimeout=5m", "maxDepth=7"));
        assertThat(limits.manifests().maxFileBytes()).isEqualTo(2 * 1024 * 1024);
        assertThat(limits.renderTimeout()).isEqualTo(Duration.ofMinutes(5));
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
        assertThat(Terminal.cdctl("render", "--dir", folder, "--limit", "maxObjects=none")
                        .ended(2)
                        .err())
                .contains("NAME=NUMBER");
    }

    @Test
    void thePageHasThemAll() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("checkout"), "docs", "sources.md"));
        LimitFlag.NAMES.forEach(name -> assertThat(page).contains("`" + name + "`"));
    }
}
