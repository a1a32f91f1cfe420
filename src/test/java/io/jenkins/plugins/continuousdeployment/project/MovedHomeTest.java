package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A home that was copied while its original is still at work. */
@WithJenkins
class MovedHomeTest {
    private static JenkinsRule jenkins;
    private Shop shop;
    private ContinuousDeployment project;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void deployed() throws Exception {
        shop = new Shop(jenkins);
        shop.says("blue").repository.commit("The shop");
        project = shop.project("copied", shop.automatic());
        Shop.ended(project, 1);
        Shop.well(project);
        DeploymentLoop.get().end();
        Path state = jenkins.jenkins.getRootDir().toPath().resolve("continuous-deployment/home.json");
        Files.writeString(
                state,
                Files.readString(state)
                        .replaceFirst("\"address\":\"[^\"]*\"", "\"address\":\"https://ci.example.com/\""));
        DeploymentLoop.get().beginIfAtHome();
    }

    @AfterEach
    void forget() throws Exception {
        DeploymentLoop.get().begin();
        shop.close();
    }

    private MovedHome monitor() {
        return ExtensionList.lookupSingleton(MovedHome.class);
    }

    private void answer(String name) throws Exception {
        var client = jenkins.createWebClient();
        jenkins.submit(client.goTo("manage").getFormByName(name));
    }

    @Test
    void nothingIsDoneBeforeAnAdministratorHasAnswered() throws Exception {
        assertThat(DeploymentLoop.get().isRunning()).isFalse();
        assertThat(monitor().isActivated()).isTrue();
        shop.says("red").repository.commit("Red");
        assertThat(project.scheduleBuild2(0).get().getLog(20)).anyMatch(line -> line.contains("Manage Jenkins"));
        assertThat(shop.sky()).isEqualTo("blue");
        answer("moved");
        assertThat(monitor().isActivated()).isFalse();
        Shop.until(() -> shop.sky().equals("red"), () -> "it goes on");
    }

    @Test
    void copyGetsAnInstanceOfItsOwnAndTouchesNothingOfTheOriginal() throws Exception {
        String before = DeploymentConfiguration.get().effectiveInstance();
        answer("copy");
        assertThat(DeploymentConfiguration.get().effectiveInstance()).startsWith(before + "-copy-");
        Shop.becomes(
                project,
                state -> state.syncStatus() == SyncStatus.UNKNOWN
                        && state.message().contains("is tracked by"));
        assertThat(shop.sky()).isEqualTo("blue");
    }

    @Test
    void onlyAnAdministratorMayAnswer() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.MANAGE, Jenkins.READ)
                .everywhere()
                .to("manager"));
        try {
            var client = jenkins.createWebClient()
                    .withThrowExceptionOnFailingStatusCode(false)
                    .login("manager");
            for (String answer : new String[] {"moved", "copy"}) {
                var request = new org.htmlunit.WebRequest(
                        client.createCrumbedUrl(monitor().getUrl() + "/" + answer), org.htmlunit.HttpMethod.POST);
                assertThat(client.getPage(request).getWebResponse().getStatusCode())
                        .isEqualTo(403);
                assertThat(client.goTo(monitor().getUrl() + "/" + answer, null)
                                .getWebResponse()
                                .getStatusCode())
                        .isIn(403, 404, 405);
            }
            assertThat(DeploymentLoop.get().isRunning()).isFalse();
        } finally {
            jenkins.jenkins.setSecurityRealm(hudson.security.SecurityRealm.NO_AUTHENTICATION);
            jenkins.jenkins.setAuthorizationStrategy(hudson.security.AuthorizationStrategy.UNSECURED);
        }
    }
}
