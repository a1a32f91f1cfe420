package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import java.util.List;

/** What the names in definitions stand for: whoever runs the loop knows repositories, clusters and their credentials. */
public interface Sites {
    /**
     * The repository of a source, with the credential to read it.
     *
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where there is none of that name, or its
     *     credential can't be used
     */
    GitSource repository(Source source);

    /**
     * The names of the clusters that a destination means.
     *
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where it means none
     */
    List<String> clusters(DestinationSpec destination);

    /**
     * A client for a cluster; the loop asks once for each name, and closes it.
     *
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where there is none of that name
     */
    Cluster cluster(String name);
}
