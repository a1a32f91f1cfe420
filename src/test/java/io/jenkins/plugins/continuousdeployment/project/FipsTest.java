package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.config.DeploymentCluster;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRegistry;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRepository;
import io.jenkins.plugins.continuousdeployment.config.JenkinsSites;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Function;
import jenkins.security.FIPS140;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A Jenkins with the plugins that this one needs and none of those that FIPS mode does not bear: in that mode it deploys,
 * and refuses what must not be; in the other nothing is missing, such as SSH keys of type Ed25519.
 */
class FipsTest {
    @RegisterExtension
    private final RealJenkinsExtension fips = new RealJenkinsExtension()
            .javaOptions("-Djenkins.security.FIPS140.COMPLIANCE=true")
            .omitPlugins("eddsa-api", "trilead-api"); // Jenkins does not start with them in this mode

    @RegisterExtension
    private final RealJenkinsExtension plain = new RealJenkinsExtension().omitPlugins("eddsa-api", "trilead-api");

    private final TestBed bed = TestBed.get();

    /** What the other process needs to know. */
    private record Setting(String server, String ca, String token, String gitCa, String address, String namespace)
            implements Serializable {}

    /** A new repository with a map of that name, reached at one of its addresses. */
    private Setting setting(String map, Function<Repository, String> address, String gitCa) throws IOException {
        Repository repository = bed.newRepository("public");
        repository
                .write("map.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + map + "}, data: {a: b}}\n")
                .commit("The shop");
        return new Setting(
                bed.kubernetes().server(),
                Files.readString(bed.kubernetes().ca()),
                bed.kubernetes().adminToken(),
                gitCa,
                address.apply(repository),
                bed.kubectl().newNamespace());
    }

    @Test
    void deploysByHttpsAndRefusesWhatIsNotForIt() throws Throwable {
        Setting setting =
                setting("fips", Repository::url, Files.readString(bed.git().ca()));
        fips.startJenkins();
        fips.runRemotely(FipsTest::deploys, setting);
        fips.runRemotely(FipsTest::refuses);
        fips.runRemotely(FipsTest::refusesToSign, setting);
        fips.stopJenkins();
    }

    @Test
    void ed25519KeysNeedNoOtherPlugin() throws Throwable {
        Setting setting = setting("by-ssh", Repository::sshUrl, "");
        String key = Files.readString(bed.ssh().identity());
        String hosts = Files.readString(bed.ssh().knownHosts());
        plain.startJenkins();
        plain.runRemotely(FipsTest::deploysBySsh, setting, key, hosts);
        plain.stopJenkins();
    }

    private static void deploysBySsh(JenkinsRule rule, Setting setting, String key, String hosts) throws Exception {
        assertThat(rule.jenkins.getPlugin("eddsa-api")).isNull();
        DeploymentRepository shop = new DeploymentRepository("shop");
        shop.setAddress(setting.address());
        shop.setKnownHosts(hosts);
        shop.setCredentialsId("key");
        DeploymentConfiguration.get().setRepositories(List.of(shop));
        Shop.configure(setting.server(), setting.ca(), setting.token(), "ssh-" + setting.namespace());
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new BasicSSHUserPrivateKey(
                        CredentialsScope.GLOBAL,
                        "key",
                        "git",
                        new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(key),
                        "",
                        ""));
        ContinuousDeployment project = rule.createProject(ContinuousDeployment.class, "shop");
        project.setDefinition(definition(setting) + "sync: {interval: 1s, automatic: true}\n");
        Shop.well(project);
        project.delete();
    }

    private static void deploys(JenkinsRule rule, Setting setting) throws Exception {
        assertThat(FIPS140.useCompliantAlgorithms()).isTrue();
        DeploymentRepository shop = new DeploymentRepository("shop");
        shop.setAddress(setting.address());
        shop.setCaCertificate(setting.gitCa());
        DeploymentConfiguration.get().setRepositories(List.of(shop));
        Shop.configure(setting.server(), setting.ca(), setting.token(), "fips-" + setting.namespace());
        ContinuousDeployment project = rule.createProject(ContinuousDeployment.class, "shop");
        project.setDefinition(definition(setting) + "sync: {interval: 1s, automatic: true}\n");
        Shop.well(project);
        assertThat(Shop.ended(project, 1).getSyncChanges().get("changes").toString())
                .contains("fips", "created");
    }

    private static String definition(Setting setting) {
        return "source: {repository: shop, revision: main}\n" + "destinations: [{cluster: testbed, namespace: "
                + setting.namespace() + "}]\n";
    }

    private static void refuses(JenkinsRule rule) {
        DeploymentCluster careless = new DeploymentCluster("careless");
        careless.setAddress("https://cluster.example.com:6443");
        careless.setSkipTlsVerify(true);
        assertThat(careless.problems(true)).anyMatch(problem -> problem.contains("FIPS"));
        DeploymentRegistry plain = new DeploymentRegistry("registry.example.com:5000");
        plain.setPlainHttp(true);
        assertThat(plain.problems(true)).anyMatch(problem -> problem.contains("FIPS"));
    }

    private static void refusesToSign(JenkinsRule rule, Setting setting) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL,
                        "pgp",
                        "",
                        Secret.fromString("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nbm90aGluZw==\n")));
        ContinuousDeployment project = rule.createProject(ContinuousDeployment.class, "signed");
        project.setDefinition(definition(setting) + "images: [{policy: web, image: 'nginx', order: alphabetical}]\n"
                + "imageUpdates: {signingKeyCredentialsId: pgp}\n");
        DeploymentDefinition definition = project.stored().definition().orElseThrow();
        try (JenkinsSites sites = new JenkinsSites(Files.createTempDirectory("mirrors"), line -> {})) {
            assertThatThrownBy(() -> sites.images().signingKey(definition))
                    .hasMessageContaining("in FIPS mode commits can't be signed with a PGP key");
        }
        project.delete();
        rule.jenkins.getItem("shop").delete();
    }
}
