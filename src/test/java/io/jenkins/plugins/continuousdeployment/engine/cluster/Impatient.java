package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.fabric8.kubernetes.client.Config;
import java.time.Duration;

/** Clusters that try again as often as real ones, and wait for nothing. */
public final class Impatient {
    private Impatient() {}

    /** A cluster behind an address that asks for no credential. */
    public static Cluster cluster(String url) {
        return cluster(url, Duration.ofSeconds(60));
    }

    /** The same that waits for an answer only so long. */
    public static Cluster cluster(String url, Duration timeout) {
        Config config = Config.empty();
        config.setMasterUrl(url);
        return Cluster.of("front", config, new RetryPolicy(5, Duration.ofMillis(1), timeout, millis -> {}));
    }
}
