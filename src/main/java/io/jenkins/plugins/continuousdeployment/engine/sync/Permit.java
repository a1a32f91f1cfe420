package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import java.util.Optional;

/** What a project may touch in clusters, as whoever owns the clusters has said. */
public interface Permit {
    /** Everything. */
    Permit ALL = new Permit() {
        @Override
        public Optional<String> refusal(String cluster, String namespace) {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusal(String cluster, String namespace, GroupKind kind) {
            return Optional.empty();
        }
    };

    /**
     * Whether a namespace may be used at all.
     *
     * @param cluster the cluster's name
     * @return for a person: what is not granted, and where to change that; empty where it is
     */
    Optional<String> refusal(String cluster, String namespace);

    /**
     * Whether objects of a kind may be touched.
     *
     * @param namespace empty for objects outside namespaces
     * @return as for a namespace
     */
    Optional<String> refusal(String cluster, String namespace, GroupKind kind);
}
