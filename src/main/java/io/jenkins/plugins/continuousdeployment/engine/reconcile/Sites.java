package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.sync.Permit;
import io.jenkins.plugins.continuousdeployment.engine.sync.Serials;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the names in definitions stand for: whoever runs the loop knows repositories, clusters and their credentials.
 * Answers come from memory: no repository and no cluster is asked.
 */
public interface Sites {
    /** The {@code source.repository} of a definition whose files come with each order: it has no repository. */
    String WORKSPACE = "workspace:";

    /**
     * The repository of a definition, with the credential to read it.
     *
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where there is none of that name, or its
     *     credential can't be used
     */
    RepositorySite repository(DeploymentDefinition definition);

    /**
     * The clusters that one destination of a definition means, at least one.
     *
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where it means none, or a credential
     *     can't be used
     */
    List<ClusterSite> clusters(DeploymentDefinition definition, DestinationSpec destination);

    /**
     * What a definition's project may touch; asked anew for each comparison.
     *
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where that can't be told
     */
    default Permit permit(DeploymentDefinition definition) {
        return Permit.ALL;
    }

    /** What is remembered of the records that were written for a definition's project. */
    default Serials serials(DeploymentDefinition definition) {
        return Serials.NONE;
    }

    /**
     * A repository.
     *
     * @param key what projects on it share: the same address read with the same credential
     * @param stamp changes when anything does that makes a client of it another, such as a renewed secret; holds none
     * @param interval how often it is asked, whatever its projects say; empty for the shortest of theirs
     * @param open makes the client; null from it where there is no repository
     */
    record RepositorySite(String key, String stamp, Optional<Duration> interval, Supplier<GitSource> open) {
        public RepositorySite {
            Objects.requireNonNull(interval, "interval");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(stamp, "stamp");
            Objects.requireNonNull(open, "open");
        }

        /** None: the files come with each order. */
        public static RepositorySite none() {
            return new RepositorySite(WORKSPACE, "", Optional.empty(), () -> null);
        }
    }

    /**
     * A cluster.
     *
     * @param key what projects on it share: the same configured cluster
     * @param stamp as that of a repository
     * @param namespace for destinations that name none; may be empty
     * @param open makes the client, which the loop closes
     */
    record ClusterSite(String key, String stamp, String namespace, Supplier<Cluster> open) {
        public ClusterSite {
            Objects.requireNonNull(namespace, "namespace");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(stamp, "stamp");
            Objects.requireNonNull(open, "open");
        }
    }
}
