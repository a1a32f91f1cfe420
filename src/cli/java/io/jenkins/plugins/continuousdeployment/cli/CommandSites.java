package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Sites;
import java.util.List;
import java.util.Optional;

/** What names in definitions stand for at a command line: repositories by address, contexts of a kubeconfig. */
record CommandSites(Console console, GitOptions git, KubeconfigOption kubeconfig) implements Sites {
    @Override
    public RepositorySite repository(DeploymentDefinition definition) {
        String address = definition.source().repository();
        return new RepositorySite(address, "", Optional.empty(), () -> git.source(console, address));
    }

    @Override
    public List<ClusterSite> clusters(DeploymentDefinition definition, DestinationSpec destination) {
        if (destination.clusters().isPresent()) {
            throw new RefusedException("clusters are chosen by labels only in Jenkins, which knows their labels; here"
                    + " name a context of the kubeconfig as cluster");
        }
        String name = destination.cluster();
        return List.of(new ClusterSite(name, "", "", () -> Cluster.of(name, kubeconfig.context(name))));
    }
}
