package io.jenkins.plugins.continuousdeployment.cli;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Kubeconfigs;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which kubeconfig. */
final class KubeconfigOption {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Kubeconfig. Default: $KUBECONFIG, else ~/.kube/config.")
    Path kubeconfig;

    /** What a context says; null for the current one. */
    Config context(String named) {
        return Kubeconfigs.read(file(), named);
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
