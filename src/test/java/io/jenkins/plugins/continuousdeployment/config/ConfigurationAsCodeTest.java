package io.jenkins.plugins.continuousdeployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsScope;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The configuration as code, there and back. */
class ConfigurationAsCodeTest extends OneJenkins {
    private void apply(String yaml) throws IOException {
        Path file = Files.writeString(temporary.resolve("jenkins.yaml"), yaml);
        ConfigurationAsCode.get().configure(file.toString());
    }

    private static String export() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The samples of the docs are what newcomers copy. */
    private static String sample(String document) {
        Matcher block = Pattern.compile("(?s)```yaml\n(unclassified:.*?)```").matcher(read(Path.of("docs", document)));
        assertThat(block.find()).as("a sample in %s", document).isTrue();
        return block.group(1);
    }

    @Test
    void theSampleOfTheDocsOnClustersIsUnderstood() throws Exception {
        apply(sample("clusters.md"));
        assertThat(configuration().getInstance()).isEqualTo("ci.example.com");
        assertThat(configuration().getClusters())
                .extracting(DeploymentCluster::getName)
                .containsExactly("prod", "edge-1");
        DeploymentCluster prod = configuration().getClusters().get(0);
        assertThat(prod.getAddress()).isEqualTo("https://prod.example.com:6443");
        assertThat(prod.getCredentialsId()).isEqualTo("prod-token");
        assertThat(prod.getCaCertificate()).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(Labels.parse(configuration().getClusters().get(1).getLabels()))
                .containsEntry("tier", "edge");
    }

    @Test
    void theSampleOfTheDocsOnRepositoriesIsUnderstood() throws Exception {
        apply(sample("repositories.md"));
        assertThat(configuration().getRepositories())
                .extracting(DeploymentRepository::getName)
                .containsExactly("shop", "tools");
        assertThat(configuration().getRepositories().get(1).getKnownHosts()).startsWith("git.example.com ssh-ed25519");
        assertThat(configuration().getRepositories())
                .extracting(DeploymentRepository::getGitTool)
                .containsExactly("", "Default");
        assertThat(export()).contains("gitTool: \"Default\"");
    }

    @Test
    void theSampleOfTheDocsOnGrantsIsUnderstood() throws Exception {
        apply(sample("grants.md"));
        assertThat(configuration().getGrants())
                .extracting(DeploymentGrant::getFolder)
                .containsExactly("team-shop", "platform");
    }

    /** With programs that are here. */
    private static String programs(String yaml) {
        return yaml.replaceAll(
                "\"/opt/.*/(kustomize|helm)\"", "\"" + TestBed.program("helm").getParent() + "/$1\"");
    }

    @Test
    void theSampleOfTheDocsOnConfigurationIsUnderstoodAndExported() throws Exception {
        apply(programs(sample("configuration.md")));
        String rules = configuration().getHealthRules();
        assertThat(rules).startsWith("- kinds: Warehouse.shop.example.com\n").hasLineCount(6);
        assertThat(configuration().getHelm()).isEqualTo(TestBed.program("helm").toString());
        assertThat(configuration().getSyncsPerCluster()).isEqualTo(5);
        String exported = own(export());
        forgetPrograms();
        apply("unclassified:\n" + exported);
        assertThat(configuration().getHealthRules()).isEqualTo(rules);
        assertThat(configuration().getHelm()).isEqualTo(TestBed.program("helm").toString());
        assertThat(configuration().getKustomize())
                .isEqualTo(TestBed.program("kustomize").toString());
        configuration().setSyncsPerCluster(10);
    }

    private static void forgetPrograms() {
        configuration().setKustomize("");
        configuration().setHelm("");
        configuration().setHealthRules("");
    }

    @Test
    void programsAndRulesThatCanNotBeAreRefused() {
        assertThatThrownBy(() -> apply("{unclassified: {continuousDeployment: {helm: 'bin/helm'}}}"))
                .rootCause()
                .hasMessageContaining("by an absolute path");
        assertThatThrownBy(() -> apply("""
                        unclassified:
                          continuousDeployment:
                            healthRules: |
                              - kinds: Warehouse.shop.example.com
                                rules:
                                - health: Fine
                        """))
                .rootCause()
                .hasMessageContaining("healthRules:3:13: must be one of Healthy");
        assertThat(configuration().getHelm()).isEmpty();
        assertThat(configuration().getHealthRules()).isEmpty();
    }

    private static String own(String exported) {
        Matcher block =
                Pattern.compile("(?m)^  continuousDeployment:\n(    .*\n?)+").matcher(exported);
        assertThat(block.find()).isTrue();
        return block.group();
    }

    @Test
    void theSampleOfTheDocsOnImageRegistriesIsUnderstood() throws Exception {
        apply(sample("images.md"));
        assertThat(configuration().getRegistries())
                .extracting(DeploymentRegistry::getHost)
                .containsExactly("registry.example.com:5000", "localhost:5000");
        assertThat(configuration().getRegistries().get(0).getCaCertificate()).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(configuration().getRegistries().get(0).getWebhookCredentialsId())
                .isEqualTo("registry-webhook");
        assertThat(configuration().getRegistries().get(1).isPlainHttp()).isTrue();
        assertThat(export())
                .contains("plainHttp: true", "host: \"localhost:5000\"", "webhookCredentialsId: \"registry-webhook\"");
        assertThatThrownBy(() -> apply("""
                        unclassified:
                          continuousDeployment:
                            registries:
                            - host: "https://registry.example.com"
                            - host: "a.example.com"
                              caCertificate: "none"
                            - host: "a.example.com"
                        """))
                .rootCause()
                .hasMessageContaining("'https://registry.example.com': Give the host as image names have it")
                .hasMessageContaining("'a.example.com': This is no PEM certificate")
                .hasMessageContaining("'a.example.com': there is another one of this name");
        assertThat(configuration().getRegistries()).hasSize(2);
    }

    @Test
    void whatIsExportedIsUnderstoodAndHoldsNoSecret() throws Exception {
        give(text(CredentialsScope.SYSTEM, "prod-token", "s3cret-in-export"));
        apply(sample("clusters.md"));
        String exported = export();
        assertThat(exported)
                .contains("continuousDeployment:", "name: \"edge-1\"", "credentialsId: \"prod-token\"")
                .doesNotContain("s3cret-in-export");
        configuration().setClusters(java.util.List.of());
        apply("unclassified:\n" + own(exported));
        assertThat(configuration().getClusters())
                .extracting(DeploymentCluster::getName)
                .containsExactly("prod", "edge-1");
    }

    @Test
    void allMistakesOfAListAreNamedAndNothingIsChanged() throws Exception {
        apply(sample("clusters.md"));
        assertThatThrownBy(() -> apply("""
                        unclassified:
                          continuousDeployment:
                            clusters:
                            - name: "Prod Cluster"
                              address: "http://prod.example.com"
                            - name: "a"
                              address: "https://a.example.com"
                            - name: "a"
                              address: "https://b.example.com"
                              labels: "tier"
                        """))
                .isInstanceOf(ConfiguratorException.class)
                .rootCause()
                .hasMessageContaining("'Prod Cluster': A name holds lower-case letters")
                .hasMessageContaining("begins with https://")
                .hasMessageContaining("'a': 'tier' is no label")
                .hasMessageContaining("'a': there is another one of this name");
        assertThat(configuration().getClusters()).hasSize(2);
    }

    @Test
    void theInstanceIsDerivedFromTheAddressOfJenkins() {
        configuration().setInstance("");
        assertThat(configuration().effectiveInstance())
                .matches("localhost:[0-9]+/jenkins")
                .doesNotContain("//");
        assertThatThrownBy(() -> configuration().setInstance("a;b")).hasMessageContaining("The instance must begin");
    }
}
