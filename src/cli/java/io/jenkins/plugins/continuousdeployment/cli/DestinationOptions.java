package io.jenkins.plugins.continuousdeployment.cli;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** DESTINATION: which cluster, and which namespace in it. */
final class DestinationOptions {
    @Mixin
    KubeconfigOption kubeconfig;

    @Option(names = "--context", paramLabel = "CONTEXT", description = "Context in it. Default: its current one.")
    String context;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "For objects that name none. Default: the context's.")
    String namespace;

    /**
     * A cluster that a kubeconfig names.
     *
     * @param cluster to be closed by the caller
     * @param namespace the context's, empty where it names none
     */
    record Connected(Cluster cluster, String namespace) {}

    /** The cluster that the flags name. */
    Connected connect() {
        Connected connected = connect(context);
        return namespace == null ? connected : new Connected(connected.cluster(), namespace);
    }

    /** The cluster of a context; null for the current one. */
    Connected connect(String named) {
        Config config = kubeconfig.context(named);
        String ofContext = config.getCurrentContext().getContext().getNamespace();
        return new Connected(
                Cluster.of(config.getCurrentContext().getName(), config), ofContext == null ? "" : ofContext);
    }
}
