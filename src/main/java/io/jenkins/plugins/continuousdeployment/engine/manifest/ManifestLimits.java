package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import java.util.Objects;

/**
 * How much is read of one source, so that a repository can't fill the memory of whoever reads it. Messages name the
 * limits as they are called here.
 *
 * @param maxFiles how many manifest files may lie below the path
 * @param maxBytes how many bytes they may have together
 * @param maxFileBytes how many bytes one of them may have
 * @param maxObjects how many objects they may hold
 * @param yaml how deep and how large one file's content may be
 */
public record ManifestLimits(int maxFiles, long maxBytes, long maxFileBytes, int maxObjects, YamlLimits yaml) {
    private static final long MIB = 1024L * 1024;

    /** 20,000 files, 256 MiB, 64 MiB a file, 20,000 objects. */
    public static final ManifestLimits DEFAULT =
            new ManifestLimits(20_000, 256 * MIB, 64 * MIB, 20_000, YamlLimits.DEFAULT);

    public ManifestLimits {
        if (maxFiles < 1 || maxBytes < 1 || maxFileBytes < 1 || maxObjects < 1) {
            throw new IllegalArgumentException("limits start at 1");
        }
        Objects.requireNonNull(yaml, "yaml");
    }
}
