package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import org.junit.jupiter.api.Test;

/**
 * Random histories: commits, settings, foreign objects, people who meddle, and syncs that break at any request. More of
 * them with {@code -Dchaos.runs=1000}; a failure names its seed, and {@code -Dchaos.seed=N -Dchaos.runs=1} repeats it.
 */
class ChaosTest {
    private static final int RUNS = Integer.getInteger("chaos.runs", 20);
    private static final long FIRST = Long.getLong("chaos.seed", 1);

    @Test
    void nothingForeignIsTouchedAndNothingOfOursIsLeftBehind() {
        try (TestBed bed = TestBed.start("--with", "kubernetes,controllers");
                ChaosWorld world = new ChaosWorld(bed)) {
            for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
                StringBuilder log = new StringBuilder();
                try {
                    new ChaosRun(world, seed, log).run();
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("Seed " + seed + ":\n" + log, e);
                }
            }
            System.out.println("Chaos: " + RUNS + " runs from seed " + FIRST + ", " + world.front.total()
                    + " requests through the front");
        }
    }
}
