package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.kubernetes.credentials.FileSystemServiceAccountCredential;
import org.jenkinsci.plugins.kubernetes.credentials.TokenProducer;

/**
 * The credentials of the plugin kubernetes-credentials that ask somebody for a token, such as OpenShift's login. Nothing
 * else of it is used: what it makes of a secret file runs programs.
 */
final class TokenProducers {
    private TokenProducers() {}

    static Optional<ClusterLogin> login(StandardCredentials found, DeploymentCluster cluster) {
        return present() ? Producers.login(found, cluster) : Optional.empty();
    }

    /** Whether they stand for the controller's own account, which a cluster chooses in another way. */
    static boolean areControllersOwn(StandardCredentials found) {
        return present() && Producers.areControllersOwn(found);
    }

    private static boolean present() {
        return Jenkins.get().getPlugin("kubernetes-credentials") != null;
    }

    /** Loaded only where the plugin is. */
    private static final class Producers {
        private Producers() {}

        static boolean areControllersOwn(StandardCredentials found) {
            return found instanceof FileSystemServiceAccountCredential;
        }

        static Optional<ClusterLogin> login(StandardCredentials found, DeploymentCluster cluster) {
            if (areControllersOwn(found)) {
                throw new RefusedException(
                        "the credentials " + found.getId() + " stand for the controller's own account."
                                + " An administrator may choose that on a cluster that is defined in Jenkins itself.");
            }
            if (!(found instanceof TokenProducer producer)) {
                return Optional.empty();
            }
            List<String> parts = found instanceof StandardUsernamePasswordCredentials login
                    ? List.of(login.getUsername(), Secret.toString(login.getPassword()))
                    : List.of(found.getId());
            return Optional.of(new ClusterLogin.Produced(() -> token(producer, found.getId(), cluster), parts));
        }

        private static String token(TokenProducer producer, String id, DeploymentCluster cluster) {
            try {
                return producer.getToken(cluster.getAddress(), ca(cluster), cluster.isSkipTlsVerify());
            } catch (IOException | RuntimeException e) {
                throw new RefusedException(
                        "the credentials " + id + " gave no token for " + cluster.getAddress()
                                + ". Look whether the login server answers, and whether user and password are right.",
                        e);
            }
        }

        /** Base64 of PEM, as the plugin takes it. */
        private static String ca(DeploymentCluster cluster) {
            String pem = cluster.getCaCertificate();
            return pem.isEmpty() ? null : ClusterLogin.base64(pem);
        }
    }
}
