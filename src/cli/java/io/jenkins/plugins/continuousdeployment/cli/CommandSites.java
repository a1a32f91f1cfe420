package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Sites;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import java.util.List;

/** What names in definitions stand for at a command line: repositories by address, contexts of a kubeconfig. */
record CommandSites(Console console, GitOptions git, KubeconfigOption kubeconfig) implements Sites {
    @Override
    public GitSource repository(Source source) {
        return git.source(console, source.repository());
    }

    @Override
    public List<String> clusters(DestinationSpec destination) {
        if (destination.clusters().isPresent()) {
            throw new RefusedException("clusters are chosen by labels only in Jenkins, which knows their labels; here"
                    + " name a context of the kubeconfig as cluster");
        }
        return List.of(destination.cluster());
    }

    @Override
    public Cluster cluster(String name) {
        return Cluster.of(name, kubeconfig.context(name));
    }
}
