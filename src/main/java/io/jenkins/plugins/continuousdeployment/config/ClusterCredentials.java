package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.KubeconfigAccess;
import io.jenkins.plugins.continuousdeployment.engine.cluster.KubeconfigReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import jenkins.security.FIPS140;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Turns what is configured for a cluster, and Jenkins's credentials, into what the engine needs to reach it. */
final class ClusterCredentials {
    private ClusterCredentials() {}

    /**
     * How a cluster is reached now.
     *
     * @param home where it is defined, hence where its credentials are looked up
     * @param account where the controller's own account would be
     * @throws RefusedException saying what is missing or can't be used, and where to change it
     */
    static ClusterAccess access(DeploymentCluster cluster, Home home, Path account) {
        String what = "the cluster " + home.key(cluster.getName());
        try {
            TlsRule.check(cluster.isSkipTlsVerify(), FIPS140.useCompliantAlgorithms());
            if (cluster.isServiceAccount()) {
                Checks.refuseIf(!home.isGlobal(), Messages.DeploymentCluster_ServiceAccountGlobal());
                return ControllerAccount.access(cluster, account);
            }
            return withCredentials(cluster, home, what);
        } catch (RefusedException e) {
            throw new RefusedException(
                    what + " can't be used: " + e.getMessage() + " It is defined in " + home.describe() + ".", e);
        }
    }

    private static ClusterAccess withCredentials(DeploymentCluster cluster, Home home, String what) {
        if (cluster.getCredentialsId().isEmpty()) {
            return plain(cluster, new ClusterLogin.Nobody());
        }
        StandardCredentials found =
                CredentialContext.of(home).find(cluster.getCredentialsId(), cluster.getAddress(), what);
        Optional<ClusterLogin> produced = TokenProducers.login(found, cluster);
        if (produced.isPresent()) {
            return plain(cluster, produced.get());
        }
        if (found instanceof FileCredentials file) {
            return kubeconfig(cluster, file);
        }
        return plain(cluster, login(found));
    }

    private static ClusterAccess plain(DeploymentCluster cluster, ClusterLogin login) {
        Checks.refuseIf(cluster.getAddress().isEmpty(), "it has no address, and only a kubeconfig brings one.");
        return new ClusterAccess(
                cluster.getAddress(),
                cluster.getCaCertificate(),
                cluster.isSkipTlsVerify(),
                cluster.getNamespace(),
                login,
                JenkinsProxy.toAddress(cluster.getAddress()));
    }

    private static ClusterLogin login(StandardCredentials found) {
        if (found instanceof StringCredentials text) {
            return new ClusterLogin.Token(Secret.toString(text.getSecret()).strip());
        }
        if (found instanceof StandardUsernamePasswordCredentials login) {
            return new ClusterLogin.Password(login.getUsername(), Secret.toString(login.getPassword()));
        }
        if (found instanceof StandardCertificateCredentials certificate) {
            return KeyStores.login(certificate);
        }
        throw new RefusedException("the credentials " + found.getId() + " are of a kind that no cluster takes. Choose a"
                + " secret text with a token, a certificate, a user and password, or a secret file with a kubeconfig.");
    }

    /** What the cluster itself says comes before what the file says. */
    private static ClusterAccess kubeconfig(DeploymentCluster cluster, FileCredentials file) {
        KubeconfigAccess read = KubeconfigReader.read(
                "the kubeconfig " + file.getId(), SecretTexts.bytes(file), cluster.isSkipTlsVerify());
        String ca = cluster.getCaCertificate().isEmpty() ? decoded(read.caData()) : cluster.getCaCertificate();
        String address = first(cluster.getAddress(), read.server());
        return new ClusterAccess(
                address,
                ca,
                cluster.isSkipTlsVerify(),
                first(cluster.getNamespace(), read.namespace()),
                login(read),
                JenkinsProxy.toAddress(address));
    }

    private static ClusterLogin login(KubeconfigAccess read) {
        if (!read.token().isEmpty()) {
            return new ClusterLogin.Token(read.token());
        }
        if (!read.certificateData().isEmpty()) {
            return new ClusterLogin.Certificate(decoded(read.certificateData()), decoded(read.keyData()));
        }
        return read.username().isEmpty()
                ? new ClusterLogin.Nobody()
                : new ClusterLogin.Password(read.username(), read.password());
    }

    private static String decoded(String base64) {
        return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String first(String wanted, String otherwise) {
        return wanted.isEmpty() ? otherwise : wanted;
    }
}
