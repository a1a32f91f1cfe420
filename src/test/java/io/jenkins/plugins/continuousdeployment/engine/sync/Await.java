package io.jenkins.plugins.continuousdeployment.engine.sync;

import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again until the cluster has come round; a cluster that never does fails the test by its last answer. */
final class Await {
    private static final int ATTEMPTS = 100;

    private Await() {}

    static <T> T until(Supplier<T> answer, Predicate<T> wanted) {
        T last = answer.get();
        for (int attempt = 0; attempt < ATTEMPTS && !wanted.test(last); attempt++) {
            last = answer.get();
        }
        return last;
    }
}
