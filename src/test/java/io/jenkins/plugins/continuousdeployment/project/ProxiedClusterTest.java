package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ProxyConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRepository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.ConnectProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A project whose cluster Jenkins reaches through its proxy, and whose repository is excepted. */
@WithJenkins
class ProxiedClusterTest {
    private static final String PASSWORD = "proxy-password-of-a-test";

    private static void saved(JenkinsRule jenkins, ConnectProxy proxy, String password) throws IOException {
        ProxyConfiguration settings =
                new ProxyConfiguration("127.0.0.1", proxy.port(), "proxy-user", password, "localhost");
        jenkins.jenkins.setProxy(settings);
        settings.save();
    }

    @Test
    void savedSettingsOfTheProxyAreTakenUpAndItsRefusalPrunesNothing(JenkinsRule jenkins) throws Exception {
        try (ConnectProxy proxy = new ConnectProxy("proxy-user", PASSWORD);
                Shop shop = new Shop(jenkins)) {
            DeploymentRepository repository = new DeploymentRepository("shop");
            repository.setAddress(shop.repository.url().replace("127.0.0.1", "localhost"));
            repository.setCaCertificate(Files.readString(shop.bed.git().ca()));
            DeploymentConfiguration.get().setRepositories(List.of(repository));
            saved(jenkins, proxy, PASSWORD);
            shop.says("blue").repository.commit("The shop");
            ContinuousDeployment project = shop.project("proxied", shop.automatic());
            Shop.well(project);
            assertThat(proxy.targets())
                    .isNotEmpty()
                    .containsOnly(shop.bed.kubernetes().server().replace("https://", ""));

            saved(jenkins, proxy, "geheim-and-wrong");
            Shop.becomes(project, state -> state.toString().contains("asks for another user or password (407)"));
            assertThat(project.state().toString()).doesNotContain("geheim").doesNotContain(PASSWORD);
            shop.repository.remove("map.yaml");
            String commit = shop.says(Map.of("other.yaml", Shop.MAP.replace("colours", "others")))
                    .repository
                    .commit("Another");
            Shop.becomes(project, state -> state.revision().commit().equals(commit));
            saved(jenkins, proxy, "geheim-and-wrong-too");
            Shop.becomes(project, state -> state.toString().contains("(407)"));
            assertThat(shop.sky()).isEqualTo("blue");

            saved(jenkins, proxy, PASSWORD);
            Shop.until(() -> shop.sky().isEmpty(), () -> project.state().toString());
            Shop.well(project);
        } finally {
            jenkins.jenkins.setProxy(null);
        }
    }
}
