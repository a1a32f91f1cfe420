package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * When and how a project syncs. Each component is a key under {@code sync} and, at the command line, a flag; {@code
 * pruneLimit} is null where there is no limit.
 */
public record SyncOptions(
        @Option(byDefault = "false", help = "Sync by itself whenever Git changes. Without it a person does.")
        boolean automatic,

        @Option(byDefault = "3m", help = "How often to look at Git and compare, beside what webhooks report.")
        Duration interval,

        @Option(byDefault = "false", help = "Delete managed objects that Git no longer has.")
        boolean prune,

        @Option(
                byDefault = "false",
                help = "Sync also when the cluster has changed and Git has not. Needs `automatic`.")
        boolean selfHeal,

        @Option(byDefault = "false", help = "Let a rendering without any object prune everything.")
        boolean allowEmpty,

        @Option(byDefault = "false", help = "Make the destination's namespace where it is missing.")
        boolean createNamespace,

        @Option(
                byDefault = "false",
                help = "Leave out fields that the cluster does not know instead of failing; each is named.")
        boolean skipSchemaValidation,

        @Option(byDefault = "false", help = "Prune only after everything else is applied and healthy.")
        boolean pruneLast,

        @Option(byDefault = "true", help = "Send only objects that differ. `false` sends every object again.")
        boolean applyOutOfSyncOnly,

        @Option(
                byDefault = "foreground",
                help = "What becomes of the dependents of a deleted object: they go first (`foreground`), after it"
                        + " (`background`), or stay (`orphan`).")
        PropagationPolicy propagationPolicy,

        @Option(byDefault = "false", help = "Replace whole objects (PUT) instead of applying the fields in Git.")
        boolean replace,

        @Option(byDefault = "false", help = "Delete and make again what can't be changed in place.")
        boolean force,

        @Option(
                help = "How many objects, or what percentage of the managed ones, a sync may prune; above it a"
                        + " person confirms. Without it there is no limit.")
        PruneLimit pruneLimit,

        @Option(
                help = "Which of `Namespace`, `CustomResourceDefinition`, `PersistentVolume` and"
                        + " `PersistentVolumeClaim` may be deleted, be it by prune, deletion or `force`. They stay"
                        + " unless named.")
        List<String> deleteKinds,

        @Option(byDefault = "false", help = "Also remove what others have added to the objects.")
        boolean revertForeignFields,

        @Option(byDefault = "10m", help = "How long a sync may take, waiting for health included.")
        Duration timeout,

        @Option(help = "How a failed sync is tried again.") Retry retry) {
    /** What holds where nothing is said. */
    public static final SyncOptions DEFAULT = of(Map.of());

    public SyncOptions {
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(propagationPolicy, "propagationPolicy");
        deleteKinds = List.copyOf(deleteKinds);
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(retry, "retry");
    }

    /**
     * The options that a {@code sync} block would give.
     *
     * @param block keys and values as YAML has them: {@code prune} → true, {@code timeout} → {@code "5m"}
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException naming every problem
     */
    public static SyncOptions of(Map<String, Object> block) {
        return DefinitionReader.tree(new RecordForm<>(SyncOptions.class), block);
    }
}
