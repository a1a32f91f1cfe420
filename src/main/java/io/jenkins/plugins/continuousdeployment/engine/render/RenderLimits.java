package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.manifest.ManifestLimits;
import java.time.Duration;
import java.util.Objects;

/**
 * How much a rendering may take. Messages name the limits as they are called here.
 *
 * @param renderTimeout how long a tool may run
 * @param maxOutputBytes how much it may print
 * @param maxExportFiles how many files it may be given
 * @param maxExportBytes how many bytes they may have together
 * @param manifests what holds for manifests, rendered or plain
 */
public record RenderLimits(
        Duration renderTimeout,
        long maxOutputBytes,
        int maxExportFiles,
        long maxExportBytes,
        ManifestLimits manifests) {
    private static final long MIB = 1024L * 1024;

    /** 2 minutes, 256 MiB, 20,000 files, 256 MiB. */
    public static final RenderLimits DEFAULT =
            new RenderLimits(Duration.ofMinutes(2), 256 * MIB, 20_000, 256 * MIB, ManifestLimits.DEFAULT);

    public RenderLimits {
        Objects.requireNonNull(renderTimeout, "renderTimeout");
        Objects.requireNonNull(manifests, "manifests");
        if (renderTimeout.isNegative() || renderTimeout.isZero() || maxOutputBytes < 1 || maxExportFiles < 1) {
            throw new IllegalArgumentException("limits start at 1");
        }
    }
}
