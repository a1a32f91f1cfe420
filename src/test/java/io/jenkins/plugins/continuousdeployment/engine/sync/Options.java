package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.definition.PropagationPolicy;
import io.jenkins.plugins.continuousdeployment.engine.definition.PruneLimit;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Settings for tests, changed one at a time. */
final class Options {
    private Options() {}

    static SyncOptions prune() {
        return with(timeout(SyncOptions.DEFAULT, Duration.ofSeconds(60)), "prune");
    }

    /** The same settings with one of the switches on. */
    static SyncOptions with(SyncOptions o, String name) {
        return new SyncOptions(
                o.automatic(),
                o.interval(),
                o.prune() || name.equals("prune"),
                o.selfHeal(),
                o.allowEmpty() || name.equals("allowEmpty"),
                o.createNamespace() || name.equals("createNamespace"),
                o.skipSchemaValidation() || name.equals("skipSchemaValidation"),
                o.pruneLast() || name.equals("pruneLast"),
                o.applyOutOfSyncOnly() && !name.equals("applyAll"),
                name.startsWith("propagation ")
                        ? PropagationPolicy.valueOf(name.substring(12).toUpperCase(Locale.ROOT))
                        : o.propagationPolicy(),
                o.replace() || name.equals("replace"),
                o.force() || name.equals("force"),
                name.startsWith("limit ") ? PruneLimit.parse(name.substring(6)) : o.pruneLimit(),
                name.startsWith("delete ") ? List.of(name.substring(7)) : o.deleteKinds(),
                o.revertForeignFields() || name.equals("revertForeignFields"),
                o.timeout(),
                o.retry());
    }

    static SyncOptions withoutPrune(SyncOptions o) {
        SyncOptions d = SyncOptions.DEFAULT;
        return timeout(d, o.timeout());
    }

    static SyncOptions timeout(SyncOptions o, Duration timeout) {
        return new SyncOptions(
                o.automatic(),
                o.interval(),
                o.prune(),
                o.selfHeal(),
                o.allowEmpty(),
                o.createNamespace(),
                o.skipSchemaValidation(),
                o.pruneLast(),
                o.applyOutOfSyncOnly(),
                o.propagationPolicy(),
                o.replace(),
                o.force(),
                o.pruneLimit(),
                o.deleteKinds(),
                o.revertForeignFields(),
                timeout,
                o.retry());
    }
}
