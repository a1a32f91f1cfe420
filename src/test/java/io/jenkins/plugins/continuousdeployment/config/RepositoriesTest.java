package io.jenkins.plugins.continuousdeployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Sites.RepositorySite;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.gitclient.GitHostKeyVerificationConfiguration;
import org.jenkinsci.plugins.gitclient.verifier.ManuallyProvidedKeyVerificationStrategy;
import org.jenkinsci.plugins.gitclient.verifier.NoHostKeyVerificationStrategy;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way to a repository with Jenkins's credentials, on real Git servers. */
class RepositoriesTest extends OneJenkins {
    private TestBed bed;
    private Repository open;
    private Repository basic;
    private Repository token;

    @BeforeAll
    void startServers() {
        bed = TestBed.get();
        open = bed.newRepository("public").write("a.yaml", "a: 1\n");
        basic = bed.newRepository("basic").write("a.yaml", "a: 1\n");
        token = bed.newRepository("token").write("a.yaml", "a: 1\n");
        List.of(open, basic, token).forEach(each -> each.commit("first"));
    }

    private String address(String transport, String credential) {
        if (transport.equals("ssh")) {
            return open.sshUrl();
        }
        return switch (credential) {
            case "login" -> basic.url();
            case "token" -> token.url();
            default -> open.url();
        };
    }

    private void giveAll() {
        give(login("login", bed.git().user(), bed.git().password()));
        give(text(CredentialsScope.GLOBAL, "token", bed.git().token()));
        give(key("key", bed.ssh().identity(), ""));
        give(key("locked-key", bed.ssh().encryptedIdentity(), bed.ssh().passphrase()));
        give(file("ca-file", read(bed.git().ca())));
        give(text(CredentialsScope.GLOBAL, "ca-text", read(bed.git().ca())));
    }

    private static FileCredentialsImpl file(String id, String content) {
        return new FileCredentialsImpl(
                CredentialsScope.GLOBAL, id, id, id, SecretBytes.fromBytes(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static BasicSSHUserPrivateKey key(String id, Path file, String passphrase) {
        return new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                id,
                "git",
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(read(file)),
                passphrase,
                id);
    }

    private void trust(DeploymentRepository repository, String trust) {
        switch (trust) {
            case "pem" -> repository.setCaCertificate(read(bed.git().ca()));
            case "ca-file", "ca-text" -> repository.setCaCredentialsId(trust);
            case "hosts" -> repository.setKnownHosts(read(bed.ssh().knownHosts()));
            case "jenkins" ->
                GitHostKeyVerificationConfiguration.get()
                        .setSshHostKeyVerificationStrategy(new ManuallyProvidedKeyVerificationStrategy(
                                read(bed.ssh().knownHosts())));
            default -> throw new IllegalArgumentException(trust);
        }
    }

    /** The table of docs/repositories.md. */
    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "https,none,pem",
        "https,none,ca-file",
        "https,none,ca-text",
        "https,login,pem",
        "https,login,ca-file",
        "https,login,ca-text",
        "https,token,pem",
        "https,token,ca-file",
        "https,token,ca-text",
        "ssh,key,hosts",
        "ssh,key,jenkins",
        "ssh,locked-key,hosts",
        "ssh,locked-key,jenkins"
    })
    void aConfiguredRepositoryIsRead(String transport, String credential, String trust) {
        giveAll();
        DeploymentRepository shop =
                repository("shop", address(transport, credential), credential.equals("none") ? "" : credential);
        trust(shop, trust);
        configuration().setRepositories(List.of(shop));
        RepositorySite site = sites.repository(definition(item(null), "shop", ""));
        assertThat(site.open().get().resolve("HEAD").ref()).isEqualTo("refs/heads/main");
        assertThat(site.key() + site.stamp())
                .doesNotContain(bed.git().password(), bed.git().token());
        assertThat(RepositoryProbe.test(shop, Home.global()))
                .matches(answer -> answer.kind == FormValidation.Kind.OK)
                .hasMessageContaining("Default branch: main. Branches (1): main");
    }

    @Test
    void anAddressIsReadWithTheItemsOwnCredentialAndTheTrustOfTheRepositoryThatHasIt() {
        Folder team = folder("team");
        give(team, login("login", bed.git().user(), bed.git().password()));
        DeploymentRepository shop = repository("shop", basic.url(), "missing");
        trust(shop, "pem");
        configuration().setRepositories(List.of(shop));
        RepositorySite site = sites.repository(definition(item(team), basic.url(), "login"));
        assertThat(site.open().get().resolve("HEAD").ref()).isEqualTo("refs/heads/main");
    }

    @Test
    void theNearestDefinitionOfANameHoldsWithTheCredentialsOfItsFolder() {
        Folder team = folder("team");
        give(team, login("login", bed.git().user(), bed.git().password()));
        give(login("login", "somebody", "else"));
        DeploymentRepository shop = repository("shop", basic.url(), "login");
        trust(shop, "pem");
        DeploymentFolderProperty property = new DeploymentFolderProperty();
        property.setRepositories(List.of(shop));
        addTo(team, property);
        configuration().setRepositories(List.of(repository("shop", open.url(), "")));
        RepositorySite site = sites.repository(definition(item(team), "shop", ""));
        assertThat(site.key()).contains(basic.url(), "the folder team", "team/shop");
        assertThat(site.open().get().resolve("HEAD").ref()).isEqualTo("refs/heads/main");
    }

    private static void addTo(Folder folder, DeploymentFolderProperty property) {
        try {
            folder.addProperty(property);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRenewedSecretChangesTheStampAndTheNextClientUsesIt() {
        give(login("login", bed.git().user(), "old"));
        DeploymentRepository shop = repository("shop", basic.url(), "login");
        trust(shop, "pem");
        configuration().setRepositories(List.of(shop));
        Item item = item(null);
        RepositorySite before = sites.repository(definition(item, "shop", ""));
        assertThatThrownBy(() -> before.open().get().resolve("HEAD")).isInstanceOf(RefusedException.class);
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        give(login("login", bed.git().user(), bed.git().password()));
        RepositorySite after = sites.repository(definition(item, "shop", ""));
        assertThat(after.key()).isEqualTo(before.key());
        assertThat(after.stamp()).isNotEqualTo(before.stamp());
        assertThat(after.open().get().resolve("HEAD").ref()).isEqualTo("refs/heads/main");
        assertThat(sites.repository(definition(item, "shop", "")).stamp()).isEqualTo(after.stamp());
    }

    @Test
    void credentialsOfScopeSystemAreForWhatJenkinsItselfDefinesAlone() {
        give(text(CredentialsScope.SYSTEM, "token", bed.git().token()));
        DeploymentRepository shop = repository("shop", token.url(), "token");
        trust(shop, "pem");
        configuration().setRepositories(List.of(shop));
        Item item = item(null);
        assertThat(sites.repository(definition(item, "shop", ""))
                        .open()
                        .get()
                        .resolve("HEAD")
                        .ref())
                .isEqualTo("refs/heads/main");
        assertThatThrownBy(() -> sites.repository(definition(item, token.url(), "token")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there are no credentials 'token'")
                .hasMessageContaining(token.url());
        assertThatThrownBy(() -> sites.repository(definition(item, "shop", "token")))
                .hasMessageContaining("there are no credentials 'token' for the repository shop");
        Folder team = folder("team");
        DeploymentFolderProperty property = new DeploymentFolderProperty();
        property.setRepositories(List.of(repository("own", token.url(), "token")));
        addTo(team, property);
        assertThatThrownBy(() -> sites.repository(definition(item(team), "own", "")))
                .hasMessageContaining("there are no credentials 'token' for the repository team/own in the folder team")
                .hasMessageContaining("the configuration of the folder team");
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        configuration().setRepositories(List.of(repository("shop", open.url(), "")));
        assertThatThrownBy(() -> sites.repository(definition(item(null), "shopp", "")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no repository 'shopp'")
                .hasMessageContaining("Did you mean shop?")
                .hasMessageContaining("Manage Jenkins");
    }

    @ParameterizedTest
    @CsvSource({
        "file:///etc,path of this machine",
        "/etc,path of this machine",
        "--upload-pack=touch,looks like an option",
        "http://git.example.com/a.git,not encrypted",
        "ext::sh -c touch,control character",
        "https://u:p@git.example.com/a.git,contains a password"
    })
    void onlyHttpsAndSshAreTaken(String address, String words) {
        Item item = item(null);
        assertThatThrownBy(() -> sites.repository(definition(item, address, "")))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> configuration().setRepositories(List.of(repository("shop", address, ""))))
                .hasMessageContaining("Repository 'shop'")
                .hasMessageContaining(words);
    }

    @Test
    void aHostKeyThatNobodyListedIsRefusedWithTheLineToAdd() {
        GitHostKeyVerificationConfiguration.get()
                .setSshHostKeyVerificationStrategy(new NoHostKeyVerificationStrategy());
        give(key("key", bed.ssh().identity(), ""));
        DeploymentRepository shop = repository("shop", open.sshUrl(), "key");
        assertThat(RepositoryProbe.test(shop, Home.global()))
                .matches(answer -> answer.kind == FormValidation.Kind.ERROR)
                .hasMessageContaining("host key that is not known")
                .hasMessageContaining("add this line");
    }

    @Test
    void credentialsOfAKindThatDoesNotFitAreRefused() {
        give(file("ca-file", "x"));
        give(key("key", bed.ssh().identity(), ""));
        Item item = item(null);
        assertThatThrownBy(() -> sites.repository(definition(item, open.url(), "ca-file")))
                .hasMessageContaining("of a kind that no Git server takes");
        assertThatThrownBy(() -> sites.repository(definition(item, open.url(), "key")))
                .hasMessageContaining("takes no SSH key");
    }

    @Test
    void aGitHubAppNeedsTheOwnerThatTheAddressNames() {
        assertThat(GitHubApps.ownerAndName("https://github.com/shop/config.git"))
                .containsExactly("shop", "config");
        assertThatThrownBy(() -> GitHubApps.ownerAndName("https://github.com/shop"))
                .hasMessageContaining("names no owner");
    }
}
