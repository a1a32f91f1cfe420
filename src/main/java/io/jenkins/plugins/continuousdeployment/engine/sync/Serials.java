package io.jenkins.plugins.continuousdeployment.engine.sync;

import java.util.OptionalLong;

/**
 * Remembers, for one project, the serial of the tracking record that this controller wrote last in each cluster. A
 * higher one in the cluster means that somebody else has written since: this controller is an old backup, or has a twin.
 */
public interface Serials {
    /** Remembers nothing, and so takes whatever is there for its own. */
    Serials NONE = new Serials() {
        @Override
        public OptionalLong last(String cluster) {
            return OptionalLong.empty();
        }

        @Override
        public void wrote(String cluster, long serial) {}
    };

    /**
     * What was written last.
     *
     * @param cluster the uid of its namespace {@code kube-system}
     * @return empty for a cluster of which nothing is remembered
     */
    OptionalLong last(String cluster);

    /** A record was written with this serial. */
    void wrote(String cluster, long serial);
}
