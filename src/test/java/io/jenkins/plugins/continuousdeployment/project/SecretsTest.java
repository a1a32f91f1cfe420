package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What is secret is in no file that Jenkins writes and on no page that it shows. */
@WithJenkins
class SecretsTest {
    private static final String VALUE = "correct-horse-battery-staple";
    private static final String OTHER = "wrong-horse-battery-staple";

    private static String secret(String value) {
        return "{apiVersion: v1, kind: Secret, metadata: {name: key}, stringData: {password: " + value + "}}";
    }

    @Test
    void neitherCredentialsNorTheValuesOfSecretsAreWrittenOrShown(JenkinsRule jenkins) throws Exception {
        Shop shop = new Shop(jenkins);
        shop.says(Map.of("secret.yaml", secret(VALUE))).repository.commit("A secret");
        ContinuousDeployment project = shop.project("secrets", shop.definition());
        jenkins.assertBuildStatus(Result.SUCCESS, project.scheduleBuild2(0));
        // A difference, an unknown field that the server complains about, and a value that is no text.
        shop.says(Map.of("secret.yaml", secret(OTHER))).repository.commit("Another");
        DeploymentLoop.get().look(project);
        Shop.becomes(project, state -> state.syncStatus() == SyncStatus.OUT_OF_SYNC);
        assertThat(project.state().plan().orElseThrow().differences()).isNotEmpty();
        jenkins.assertBuildStatus(Result.SUCCESS, project.scheduleBuild2(0));
        shop.says(Map.of("secret.yaml", secret("{deep: " + VALUE + "}")))
                .repository
                .commit("No text");
        jenkins.assertBuildStatus(Result.FAILURE, project.scheduleBuild2(0));

        List<String> forms = new ArrayList<>();
        for (String value : List.of(VALUE, OTHER, shop.bed.kubernetes().adminToken())) {
            forms.add(value);
            forms.add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
        }
        try (Stream<Path> files = Files.walk(jenkins.jenkins.getRootDir().toPath())) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> forms.stream().anyMatch(text(file)::contains))
                            .toList())
                    .isEmpty();
        }
        var client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        for (String page : List.of(
                "",
                "api/json?depth=3",
                "config.xml",
                "1/",
                "1/consoleText",
                "2/",
                "2/api/json?depth=3",
                "3/consoleText")) {
            String shown =
                    client.goTo("job/secrets/" + page, null).getWebResponse().getContentAsString();
            assertThat(forms.stream().filter(shown::contains).toList()).as(page).isEmpty();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void useOfCredentialsIsNotedForTheProjectAndForEachBuild(JenkinsRule jenkins) throws Exception {
        Shop shop = new Shop(jenkins);
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("tracked", shop.definition());
        SyncRun run = jenkins.buildAndAssertSuccess(project);
        var token = SystemCredentialsProvider.getInstance().getCredentials().get(0);
        var fingerprint = CredentialsProvider.getFingerprintOf(token);
        assertThat(fingerprint.getJobs()).contains("tracked");
        assertThat(fingerprint.getRangeSet("tracked").includes(run.getNumber())).isTrue();
    }
}
