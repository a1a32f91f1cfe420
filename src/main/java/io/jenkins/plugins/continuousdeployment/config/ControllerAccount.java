package io.jenkins.plugins.continuousdeployment.config;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The account of the Pod in which the controller runs. Its files are read only for a cluster of Jenkins itself that
 * chooses it; Kubernetes renews the token in place.
 */
@SuppressFBWarnings(value = "DMI_HARDCODED_ABSOLUTE_FILENAME", justification = "Kubernetes fixes this path")
final class ControllerAccount {
    /** Where Kubernetes puts it. */
    static final Path HERE = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private static final String ADDRESS = "https://kubernetes.default.svc";

    private ControllerAccount() {}

    static ClusterAccess access(DeploymentCluster cluster, Path folder) {
        String token = read(folder.resolve("token"));
        String ca = cluster.getCaCertificate().isEmpty() ? read(folder.resolve("ca.crt")) : cluster.getCaCertificate();
        String address = cluster.getAddress().isEmpty() ? ADDRESS : cluster.getAddress();
        // The Pod's own network needs no proxy, and few proxies would know the way.
        Optional<HttpProxy> proxy = address.equals(ADDRESS) ? Optional.empty() : JenkinsProxy.toAddress(address);
        return new ClusterAccess(
                address, ca, cluster.isSkipTlsVerify(), cluster.getNamespace(), new ClusterLogin.Token(token), proxy);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new RefusedException(
                    "the controller has no service account: " + file + " can't be read. Choose credentials for the"
                            + " cluster, or run the controller in a Pod that mounts its account's token.",
                    e);
        }
    }
}
