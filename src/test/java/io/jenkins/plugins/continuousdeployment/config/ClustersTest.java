package io.jenkins.plugins.continuousdeployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.CertificateCredentialsImpl;
import hudson.ProxyConfiguration;
import hudson.model.Item;
import hudson.model.Result;
import hudson.util.FormValidation;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.AccessReviews;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Sites.ClusterSite;
import io.jenkins.plugins.continuousdeployment.engine.testbed.ConnectProxy;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.kubernetes.credentials.FileSystemServiceAccountCredential;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each way to a real API server with Jenkins's credentials. */
class ClustersTest extends OneJenkins {
    private static final String ADDRESS = "https://git.example.com/a.git";

    private TestBed bed;

    @BeforeAll
    void startServers() {
        bed = TestBed.get();
    }

    private static String who(ClusterSite site) {
        try (Cluster cluster = site.open().get()) {
            return new AccessReviews(cluster).whoAmI().user();
        }
    }

    private ClusterSite prod(Item item) {
        DeploymentDefinition definition = definition(item, ADDRESS, "");
        List<ClusterSite> sites =
                this.sites.clusters(definition, definition.destinations().get(0));
        assertThat(sites).hasSize(1);
        return sites.get(0);
    }

    private static FileCredentialsImpl kubeconfig(String content) {
        return new FileCredentialsImpl(
                CredentialsScope.SYSTEM,
                "kubeconfig",
                "kubeconfig",
                "kubeconfig",
                SecretBytes.fromBytes(content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aToken() {
        give(text(CredentialsScope.SYSTEM, "prod-token", bed.kubernetes().adminToken() + "\n"));
        configuration().setClusters(List.of(cluster("prod", bed, "prod-token")));
        ClusterSite site = prod(item(null));
        assertThat(site.key()).isEqualTo("prod");
        assertThat(site.stamp()).doesNotContain(bed.kubernetes().adminToken());
        assertThat(who(site)).isNotEqualTo("system:anonymous");
    }

    @Test
    void aClientCertificate() throws Exception {
        String file = read(bed.kubectlAs("cert-user").kubeconfig());
        give(new CertificateCredentialsImpl(
                CredentialsScope.SYSTEM,
                "cert",
                "cert",
                "secret-enough-42",
                new CertificateCredentialsImpl.UploadedKeyStoreSource(
                        null, SecretBytes.fromBytes(keyStore(file, "secret-enough-42")))));
        configuration().setClusters(List.of(cluster("prod", bed, "cert")));
        assertThat(who(prod(item(null)))).isEqualTo("cert-user");
    }

    private static byte[] keyStore(String kubeconfig, String password) throws Exception {
        Certificate certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(data(kubeconfig, "client-certificate-data")));
        String pem = new String(data(kubeconfig, "client-key-data"), StandardCharsets.US_ASCII);
        PrivateKey key = key(Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", "")));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("user", key, password.toCharArray(), new Certificate[] {certificate});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        return bytes.toByteArray();
    }

    private static PrivateKey key(byte[] pkcs8) throws Exception {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException e) {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        }
    }

    private static byte[] data(String kubeconfig, String key) {
        Matcher matcher = Pattern.compile(key + ": (\\S+)").matcher(kubeconfig);
        assertThat(matcher.find()).isTrue();
        return Base64.getDecoder().decode(matcher.group(1));
    }

    @Test
    void aKubeconfigBringsAddressAuthoritiesAndLogin() {
        give(kubeconfig(read(bed.kubectlAs("config-user").kubeconfig())));
        DeploymentCluster prod = new DeploymentCluster("prod");
        prod.setCredentialsId("kubeconfig");
        configuration().setClusters(List.of(prod));
        assertThat(who(prod(item(null)))).isEqualTo("config-user");
    }

    @Test
    void aKubeconfigThatRunsAProgramIsRefusedAndNothingRuns() {
        Path proof = temporary.resolve("ran");
        String exec = read(bed.kubectlAs("exec-user").kubeconfig())
                .replaceFirst(
                        "client-certificate-data: \\S+",
                        "exec: {apiVersion: client.authentication.k8s.io/v1, command: touch, args: [\"" + proof
                                + "\"]}");
        give(kubeconfig(exec));
        DeploymentCluster prod = new DeploymentCluster("prod");
        prod.setCredentialsId("kubeconfig");
        configuration().setClusters(List.of(prod));
        assertThatThrownBy(() -> prod(item(null)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the cluster prod can't be used")
                .hasMessageContaining("exec would run a program")
                .hasMessageContaining("Manage Jenkins");
        assertThat(ClusterProbe.test(prod, Home.global(), temporary).kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(proof).doesNotExist();
    }

    @Test
    void aUserAndPasswordAreSentAndTheServersRefusalIsTold() {
        give(login("basic", "ann", "s3cret-basic"));
        DeploymentCluster prod = cluster("prod", bed, "basic");
        configuration().setClusters(List.of(prod));
        assertThat(prod(item(null)).stamp()).isNotEmpty();
        // Kubernetes itself takes no basic authentication since 1.19; proxies in front of it do.
        FormValidation answer = ClusterProbe.test(prod, Home.global(), temporary);
        assertThat(answer.kind).isNotEqualTo(FormValidation.Kind.OK);
        assertThat(answer.getMessage()).doesNotContain("s3cret-basic");
    }

    @Test
    void aRenewedTokenChangesTheStampAndTheNextClientUsesIt() {
        give(text(CredentialsScope.SYSTEM, "prod-token", "worn-out"));
        configuration().setClusters(List.of(cluster("prod", bed, "prod-token")));
        Item item = item(null);
        ClusterSite before = prod(item);
        assertThatThrownBy(() -> who(before)).isInstanceOf(ApiException.class);
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        give(text(CredentialsScope.SYSTEM, "prod-token", bed.kubernetes().adminToken()));
        ClusterSite after = prod(item);
        assertThat(after.key()).isEqualTo(before.key());
        assertThat(after.stamp()).isNotEqualTo(before.stamp());
        assertThat(who(after)).isNotEqualTo("system:anonymous");
        assertThat(prod(item).stamp()).isEqualTo(after.stamp());
    }

    @Test
    void aPipelineCanNotBindTheTokenThatAGlobalClusterUses() throws Exception {
        give(text(CredentialsScope.SYSTEM, "prod-token", bed.kubernetes().adminToken()));
        configuration().setClusters(List.of(cluster("prod", bed, "prod-token")));
        WorkflowJob job = rule.createProject(WorkflowJob.class, "pipeline");
        job.setDefinition(new CpsFlowDefinition(
                "withCredentials([string(credentialsId: 'prod-token', variable: 'T')]) { echo 'bound' }", true));
        var run = rule.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0));
        rule.assertLogContains("Could not find credentials entry with ID 'prod-token'", run);
        rule.assertLogNotContains("bound\n", run);
        assertThat(who(prod(job))).isNotEqualTo("system:anonymous");
    }

    @Test
    void aFoldersClusterUsesTheFoldersCredentialsAndHidesTheGlobalOne() throws Exception {
        Folder team = folder("team");
        give(text(CredentialsScope.SYSTEM, "token", "another"));
        give(team, text(CredentialsScope.GLOBAL, "token", bed.kubernetes().adminToken()));
        configuration().setClusters(List.of(cluster("prod", bed, "token")));
        DeploymentFolderProperty property = new DeploymentFolderProperty();
        property.setClusters(List.of(cluster("prod", bed, "token")));
        team.addProperty(property);
        ClusterSite site = prod(item(team));
        assertThat(site.key()).isEqualTo("team/prod");
        assertThat(who(site)).isNotEqualTo("system:anonymous");
    }

    @Test
    void aMissingCredentialIsNamedWithThePlaceToAddItAndWorksAgainWhenItIsThere() {
        configuration().setClusters(List.of(cluster("prod", bed, "gone")));
        Item item = item(null);
        assertThatThrownBy(() -> prod(item))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there are no credentials 'gone' for the cluster prod in Jenkins")
                .hasMessageContaining("Manage Jenkins » System » Continuous Deployment");
        give(text(CredentialsScope.SYSTEM, "gone", bed.kubernetes().adminToken()));
        assertThat(prod(item).stamp()).isNotEmpty();
    }

    @Test
    void clustersAreChosenByTheirLabels() {
        DeploymentCluster prod = cluster("prod", bed, "");
        prod.setLabels("tier=edge, zone=a");
        DeploymentCluster other = cluster("other", bed, "");
        other.setLabels("tier=edge");
        configuration().setClusters(List.of(prod, other, cluster("plain", bed, "")));
        Item item = item(null);
        assertThat(chosen(item, Map.of("tier", "edge")))
                .extracting(ClusterSite::key)
                .containsExactly("other", "prod");
        assertThat(chosen(item, Map.of("tier", "edge", "zone", "a")))
                .extracting(ClusterSite::key)
                .containsExactly("prod");
        assertThatThrownBy(() -> chosen(item, Map.of("tier", "none")))
                .hasMessageContaining("no configured cluster has the labels tier=none");
    }

    private List<ClusterSite> chosen(Item item, Map<String, String> labels) {
        DeploymentDefinition definition = new DefinitionReader()
                .read(Map.of(
                        "name",
                        item.getFullName(),
                        "source",
                        Map.of("repository", ADDRESS),
                        "destinations",
                        List.of(Map.of("clusters", Map.of("matchLabels", labels)))));
        return sites.clusters(definition, definition.destinations().get(0));
    }

    @Test
    void theControllersOwnAccountIsForAGlobalClusterThatChoosesIt() throws Exception {
        Path account = temporary.resolve("account");
        Files.createDirectories(account);
        Files.writeString(account.resolve("token"), bed.kubernetes().adminToken());
        Files.copy(bed.kubernetes().ca(), account.resolve("ca.crt"), StandardCopyOption.REPLACE_EXISTING);
        DeploymentCluster prod = new DeploymentCluster("prod");
        prod.setAddress(bed.kubernetes().server());
        prod.setServiceAccount(true);
        configuration().setClusters(List.of(prod));
        assertThat(who(prod(item(null)))).isNotEqualTo("system:anonymous");

        DeploymentFolderProperty property = new DeploymentFolderProperty();
        assertThatThrownBy(() -> property.setClusters(List.of(prod)))
                .hasMessageContaining("Only a cluster that is defined in Jenkins itself");
        assertThatThrownBy(() -> ClusterCredentials.access(prod, Home.of(folder("team")), account))
                .hasMessageContaining("Only a cluster that is defined in Jenkins itself");
        give(new FileSystemServiceAccountCredential(CredentialsScope.GLOBAL, "own", "own"));
        assertThatThrownBy(() -> ClusterCredentials.access(cluster("prod", bed, "own"), Home.global(), account))
                .hasMessageContaining("stand for the controller's own account");
    }

    @Test
    void jenkinsProxyLeadsToACluster() throws Exception {
        give(text(CredentialsScope.SYSTEM, "prod-token", bed.kubernetes().adminToken()));
        DeploymentCluster prod = cluster("prod", bed, "prod-token");
        configuration().setClusters(List.of(prod));
        Item item = item(null);
        String direct = prod(item).stamp();
        try (ConnectProxy proxy = new ConnectProxy("proxy-user", "proxy-password-of-a-test")) {
            proxied(proxy, "proxy-password-of-a-test", "localhost");
            ClusterSite site = prod(item);
            assertThat(site.stamp()).isNotEqualTo(direct);
            assertThat(who(site)).isNotEqualTo("system:anonymous");
            assertThat(proxy.targets())
                    .hasSize(1)
                    .containsOnly(bed.kubernetes().server().replace("https://", ""));
            proxied(proxy, "proxy-password-of-a-test", "localhost\n*.example.com");
            assertThat(prod(item).stamp()).as("others are excepted").isEqualTo(site.stamp());
            proxied(proxy, "geheim-and-wrong", "");
            assertThat(prod(item).stamp()).isNotEqualTo(site.stamp()).isNotEqualTo(direct);
            assertThatThrownBy(() -> who(prod(item)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("the proxy 127.0.0.1:" + proxy.port() + " asks for another user or password")
                    .hasMessageNotContaining("geheim");
            assertThat(ClusterProbe.test(prod, Home.global(), temporary))
                    .matches(answer -> answer.kind == FormValidation.Kind.ERROR)
                    .hasMessageContaining("(407)")
                    .hasMessageNotContaining("geheim");
            proxied(proxy, "geheim-and-wrong", "127.0.0.1");
            assertThat(prod(item).stamp()).isEqualTo(direct);
            assertThat(who(prod(item))).isNotEqualTo("system:anonymous");
            assertThat(proxy.targets()).hasSize(1);
        } finally {
            rule.jenkins.setProxy(null);
        }
    }

    private void proxied(ConnectProxy proxy, String password, String except) {
        rule.jenkins.setProxy(new ProxyConfiguration("127.0.0.1", proxy.port(), "proxy-user", password, except));
    }

    @Test
    void theControllersOwnClusterIsReachedWithoutAProxy() throws Exception {
        Path account = Files.createDirectories(temporary.resolve("own-account"));
        Files.writeString(account.resolve("token"), "a-token");
        Files.writeString(account.resolve("ca.crt"), read(bed.kubernetes().ca()));
        DeploymentCluster own = new DeploymentCluster("own");
        own.setServiceAccount(true);
        rule.jenkins.setProxy(new ProxyConfiguration("proxy.example.com", 3128));
        try {
            assertThat(ClusterCredentials.access(own, Home.global(), account).proxy())
                    .isEmpty();
            own.setAddress("https://[2001:db8::1]:6443/prod");
            assertThat(ClusterCredentials.access(own, Home.global(), account).proxy())
                    .hasValueSatisfying(each -> assertThat(each.host()).isEqualTo("proxy.example.com"));
            rule.jenkins.setProxy(new ProxyConfiguration("proxy.example.com", 3128, "", "", "2001:db8::1"));
            assertThat(ClusterCredentials.access(own, Home.global(), account).proxy())
                    .as("excepted")
                    .isEmpty();
        } finally {
            rule.jenkins.setProxy(null);
        }
    }

    @Test
    void goingWithoutTheChecksOfTlsIsChosenForOneClusterAndNeverInFipsMode() {
        give(text(CredentialsScope.SYSTEM, "prod-token", bed.kubernetes().adminToken()));
        DeploymentCluster careless = cluster("prod", bed, "prod-token");
        careless.setCaCertificate("");
        assertThat(ClusterProbe.test(careless, Home.global(), temporary).kind).isEqualTo(FormValidation.Kind.ERROR);
        careless.setSkipTlsVerify(true);
        assertThat(ClusterProbe.test(careless, Home.global(), temporary).kind).isEqualTo(FormValidation.Kind.OK);
        assertThatThrownBy(() -> TlsRule.check(true, true)).hasMessageContaining("FIPS");
    }

    @Test
    void theTestOfAConnectionTellsVersionNameAndMissingRights() {
        give(text(CredentialsScope.SYSTEM, "prod-token", bed.kubernetes().adminToken()));
        assertThat(ClusterProbe.test(cluster("prod", bed, "prod-token"), Home.global(), temporary))
                .matches(answer -> answer.kind == FormValidation.Kind.OK)
                .hasMessageContaining("Kubernetes " + bed.kubernetes().version())
                .hasMessageContaining("everything that a deployment needs");
        give(kubeconfig(read(bed.kubectlAs("probe-user").kubeconfig())));
        DeploymentCluster poor = new DeploymentCluster("poor");
        poor.setCredentialsId("kubeconfig");
        assertThat(ClusterProbe.test(poor, Home.global(), temporary))
                .matches(answer -> answer.kind == FormValidation.Kind.WARNING)
                .hasMessageContaining("there you are probe-user")
                .hasMessageContaining("get, list, watch, create, patch, delete configmaps")
                .hasMessageContaining("get namespaces kube-system");
    }

    @Test
    void anInlineDeploymentStandsWhereItsJobStands() throws Exception {
        configuration().setClusters(List.of(cluster("prod", bed, "")));
        WorkflowJob job = rule.createProject(WorkflowJob.class, "pipeline");
        DeploymentDefinition definition = new DefinitionReader()
                .read(Map.of(
                        "name",
                        job.getFullName() + "#shop",
                        "source",
                        Map.of("repository", ADDRESS),
                        "destinations",
                        List.of(Map.of("cluster", "prod"))));
        assertThat(sites.clusters(definition, definition.destinations().get(0))).hasSize(1);
    }
}
