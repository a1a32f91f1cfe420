package io.jenkins.plugins.continuousdeployment.cli;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Kubeconfigs;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** DESTINATION: which cluster, and which namespace in it. */
final class DestinationOptions {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Kubeconfig. Default: $KUBECONFIG, else ~/.kube/config.")
    Path kubeconfig;

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
        Config config = Kubeconfigs.read(file(), named);
        String ofContext = config.getCurrentContext().getContext().getNamespace();
        return new Connected(
                Cluster.of(config.getCurrentContext().getName(), config), ofContext == null ? "" : ofContext);
    }

    private Path file() {
        if (kubeconfig != null) {
            return kubeconfig;
        }
        String environment = System.getenv("KUBECONFIG");
        if (environment == null || environment.isBlank()) {
            return Path.of(System.getProperty("user.home"), ".kube", "config");
        }
        for (String each : environment.split(File.pathSeparator, -1)) {
            if (!each.isBlank() && Files.isReadable(Path.of(each))) {
                return Path.of(each);
            }
        }
        throw new RefusedException("No file that $KUBECONFIG names can be read: " + environment);
    }
}
