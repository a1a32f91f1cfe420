package io.jenkins.plugins.continuousdeployment.engine.yaml;

/**
 * How much a file may hold, so that a small file can't fill the memory.
 *
 * @param maxDepth how deep maps and lists may be nested
 * @param maxNodes how many maps, lists and scalars a file may hold, aliases counted with all that they stand for
 */
public record YamlLimits(int maxDepth, int maxNodes) {
    /** 100 levels; 5,000,000 nodes. */
    public static final YamlLimits DEFAULT = new YamlLimits(100, 5_000_000);

    public YamlLimits {
        if (maxDepth < 1 || maxNodes < 1) {
            throw new IllegalArgumentException("limits start at 1");
        }
    }
}
