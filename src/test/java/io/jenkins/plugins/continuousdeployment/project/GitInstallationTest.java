package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor;
import hudson.plugins.git.GitTool;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRepository;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Projects whose repository is read by one of Jenkins's Git installations. */
@WithJenkins
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitInstallationTest {
    private static final String WRONG = "wrong-password-of-a-test";

    private JenkinsRule rule;
    private Shop shop;

    @BeforeAll
    void begin(JenkinsRule jenkins) {
        rule = jenkins;
    }

    @BeforeEach
    void openShop() throws Exception {
        shop = new Shop(rule);
        install("Default");
    }

    @AfterEach
    void closeShop() throws Exception {
        shop.close();
    }

    @AfterAll
    void end() throws Exception {
        rule.after();
    }

    private void install(String name) {
        GitTool.DescriptorImpl tools = rule.jenkins.getDescriptorByType(GitTool.DescriptorImpl.class);
        tools.setInstallations(new GitTool(name, "git", List.of()));
        tools.save();
    }

    private static void give(Credentials credentials) throws IOException {
        SystemCredentialsProvider provider = SystemCredentialsProvider.getInstance();
        provider.getCredentials().remove(credentials);
        provider.getCredentials().add(credentials);
        provider.save();
    }

    private Credentials login(String password) throws Descriptor.FormException {
        return new UsernamePasswordCredentialsImpl(
                CredentialsScope.SYSTEM, "git", "", shop.bed.git().user(), password);
    }

    private DeploymentRepository configure(String address) throws IOException {
        DeploymentRepository installed = new DeploymentRepository("installed");
        installed.setAddress(address);
        installed.setCredentialsId("git");
        installed.setCaCertificate(Files.readString(shop.bed.git().ca()));
        installed.setKnownHosts(Files.readString(shop.bed.ssh().knownHosts()));
        installed.setGitTool("Default");
        DeploymentConfiguration.get().setRepositories(List.of(installed));
        return installed;
    }

    private ContinuousDeployment project(String name) throws IOException {
        return shop.project(
                name, shop.automatic().replace("{repository: shop, revision: main}", "{repository: installed}"));
    }

    private static Map<String, String> sky(String colour) {
        return Map.of("map.yaml", Shop.MAP.replace("SKY", colour));
    }

    private static void commit(Repository repository, String colour) {
        sky(colour).forEach(repository::write);
        repository.commit(colour);
    }

    private static void refused(ContinuousDeployment project, String... words) {
        assertThat(Shop.becomes(project, state -> state.syncStatus() == SyncStatus.UNKNOWN)
                        .message())
                .contains(words)
                .doesNotContain(WRONG);
    }

    @Test
    void byHttpsAProjectIsSyncedNothingChangesOnAWrongPasswordAndARenewedOneIsUsedAtOnce() throws Exception {
        Repository repository = shop.bed.newRepository("basic");
        commit(repository, "blue");
        give(login(shop.bed.git().password()));
        configure(repository.url());
        ContinuousDeployment project = project("by-https");
        Shop.well(project);
        assertThat(shop.sky()).isEqualTo("blue");
        commit(repository, "grey");
        Shop.until(() -> shop.sky().equals("grey"), () -> project.state().toString());
        give(login(WRONG));
        refused(project, "does not accept the credential (401)", repository.url());
        commit(repository, "red");
        assertThat(shop.sky()).isEqualTo("grey");
        give(login(shop.bed.git().password()));
        Shop.until(() -> shop.sky().equals("red"), () -> project.state().toString());
        Shop.well(project);
        assertNothingIsWritten(project, WRONG, shop.bed.git().password());
    }

    @Test
    void bySshAProjectIsSyncedAndNothingChangesOnAnotherHostKeyOrWithoutTheInstallation() throws Exception {
        Repository repository = shop.bed.newRepository("public");
        commit(repository, "blue");
        String key = Files.readString(shop.bed.ssh().identity());
        give(new BasicSSHUserPrivateKey(
                CredentialsScope.SYSTEM,
                "git",
                "git",
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(key),
                "",
                ""));
        DeploymentRepository installed = configure(repository.sshUrl());
        ContinuousDeployment project = project("by-ssh");
        Shop.well(project);
        installed.setKnownHosts(Files.readString(shop.bed.ssh().wrongKnownHosts()));
        DeploymentConfiguration.get().save();
        refused(project, "shows another host key than the one known for it");
        commit(repository, "red");
        assertThat(shop.sky()).isEqualTo("blue");
        installed.setKnownHosts(Files.readString(shop.bed.ssh().knownHosts()));
        DeploymentConfiguration.get().save();
        Shop.until(() -> shop.sky().equals("red"), () -> project.state().toString());
        install("another");
        refused(project, "there is no Git installation 'Default'", "there are another", "Manage Jenkins » Tools");
        assertThat(shop.sky()).isEqualTo("red");
        install("Default");
        Shop.well(project);
        assertNothingIsWritten(project, key.lines().skip(1).findFirst().orElseThrow());
    }

    /** After the last command for the project has ended and taken its files along. */
    private void assertNothingIsWritten(ContinuousDeployment project, String... secrets) throws Exception {
        project.release();
        project.delete();
        Path home = rule.jenkins.getRootDir().toPath();
        Shop.until(
                () -> below(home)
                        .noneMatch(file -> file.getFileName().toString().startsWith("program-")),
                () -> "a command for " + project.getName());
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> Stream.of(secrets).anyMatch(text(file)::contains))
                            .toList())
                    .isEmpty();
        }
    }

    private static Stream<Path> below(Path home) {
        List<Path> folders = new ArrayList<>();
        File[] mirrors = home.resolve("continuous-deployment/mirrors").toFile().listFiles();
        assertThat(mirrors).isNotEmpty();
        for (File mirror : mirrors) {
            for (String name : Objects.requireNonNullElse(mirror.list(), new String[0])) {
                folders.add(mirror.toPath().resolve(name));
            }
        }
        return folders.stream();
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
