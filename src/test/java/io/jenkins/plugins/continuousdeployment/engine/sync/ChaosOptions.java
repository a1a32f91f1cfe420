package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Settings by chance. */
final class ChaosOptions {
    private static final List<String> SWITCHES =
            List.of("pruneLast", "allowEmpty", "applyAll", "replace", "force", "revertForeignFields");
    private static final List<String> VALUES =
            List.of("limit 0", "limit 2", "limit 50%", "delete ConfigMap", "delete Namespace");

    private ChaosOptions() {}

    static SyncOptions any(Random random) {
        SyncOptions options = random.nextInt(5) > 0
                ? complete()
                : Options.with(Options.withoutPrune(complete()), "propagation background");
        for (String each : SWITCHES) {
            options = random.nextInt(6) == 0 ? Options.with(options, each) : options;
        }
        return random.nextInt(3) == 0 ? Options.with(options, VALUES.get(random.nextInt(VALUES.size()))) : options;
    }

    /** Prunes without limits; in the background, since a collector of garbage takes its time to learn of new kinds. */
    static SyncOptions complete() {
        return Options.with(Options.timeout(Options.prune(), Duration.ofSeconds(30)), "propagation background");
    }
}
