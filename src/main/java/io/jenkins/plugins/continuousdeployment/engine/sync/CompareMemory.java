package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.cluster.ObjectApi;
import io.jenkins.plugins.continuousdeployment.engine.diff.Comparer;
import io.jenkins.plugins.continuousdeployment.engine.diff.SlowLook;
import io.jenkins.plugins.continuousdeployment.engine.diff.VerdictCache;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What dry runs told, for somebody who compares again and again: as long as nothing has changed that an answer rests on,
 * it is not asked for again, and about once an hour it is all the same. Safe for many threads.
 */
public final class CompareMemory {
    private static final Duration LOOK = Duration.ofHours(1);
    private static final int REMEMBERED = 200_000;

    private final Comparer comparer;
    private final SeenNamespaces namespaces;

    /** Remembers nothing yet. */
    public CompareMemory(Clock clock) {
        SplittableRandom spread = new SplittableRandom();
        this.comparer = new Comparer(
                ObjectApi.FIELD_MANAGER,
                new VerdictCache(clock, spread, LOOK, REMEMBERED),
                new SlowLook(clock, spread.split(), LOOK, REMEMBERED));
        this.namespaces = new SeenNamespaces(clock);
    }

    Comparer comparer() {
        return comparer;
    }

    SeenNamespaces namespaces() {
        return namespaces;
    }
}
