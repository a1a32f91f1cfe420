package io.jenkins.plugins.continuousdeployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryCredential;
import io.jenkins.plugins.continuousdeployment.engine.source.SigningKey;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageSites.RegistrySite;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.junit.jupiter.api.Test;

/** What credentials of Jenkins show to registries, and what commits are signed with. */
class JenkinsImagesTest extends OneJenkins {
    private static final String CONFIGURED =
            "{\"auths\":{\"ghcr.io\":{\"username\":\"ann\",\"password\":\"pw-of-file\"}}}";

    private final DefinitionReader reader = new DefinitionReader();

    private DeploymentDefinition updating(Item item, String credentialsId, String signing) {
        return reader.read("test", """
                name: "%s"
                source: {repository: https://git.example.com/shop.git}
                destinations: [{cluster: prod}]
                images:
                - {policy: "default:web", image: ghcr.io/shop/web, order: newest, credentialsId: "%s"}
                imageUpdates: {signingKeyCredentialsId: "%s"}
                """.formatted(item.getFullName(), credentialsId, signing))
                .get(0)
                .definition();
    }

    private RegistrySite site(Item item, String credentialsId) {
        DeploymentDefinition definition = updating(item, credentialsId, "");
        return sites.images()
                .registry(definition, ImageName.of(definition.images().get(0).image()), credentialsId);
    }

    private RegistryCredential shown(String credentialsId) {
        return site(item(folder("team-" + credentialsId)), credentialsId)
                .access()
                .credential();
    }

    @Test
    void eachKindOfCredentialShowsWhatItHolds() {
        give(login("login", "ann", "pw"));
        give(text(CredentialsScope.GLOBAL, "token", "t0ken\n"));
        give(text(CredentialsScope.GLOBAL, "config-text", CONFIGURED));
        give(new FileCredentialsImpl(
                CredentialsScope.GLOBAL,
                "config-file",
                "",
                "config.json",
                SecretBytes.fromBytes(CONFIGURED.getBytes(StandardCharsets.UTF_8))));
        assertThat(site(item(folder("none")), "").access().credential()).isEqualTo(RegistryCredential.NONE);
        assertThat(shown("login")).isEqualTo(new RegistryCredential.UserPassword("ann", "pw"));
        assertThat(shown("token")).isEqualTo(new RegistryCredential.Token("t0ken"));
        assertThat(shown("config-text")).isEqualTo(new RegistryCredential.UserPassword("ann", "pw-of-file"));
        assertThat(shown("config-file")).isEqualTo(new RegistryCredential.UserPassword("ann", "pw-of-file"));
    }

    @Test
    void whatCanNotBeUsedIsNamed() {
        give(text(CredentialsScope.GLOBAL, "other", CONFIGURED.replace("ghcr.io", "quay.io")));
        give(text(CredentialsScope.SYSTEM, "system", "t0ken"));
        give(key("key"));
        assertThatThrownBy(() -> shown("gone"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there are no credentials 'gone' for the registry ghcr.io (of the image"
                        + " ghcr.io/shop/web) in the folder team-gone and above. Add some with this ID there");
        assertThatThrownBy(() -> shown("system")).hasMessageContaining("there are no credentials 'system'");
        assertThatThrownBy(() -> shown("key"))
                .hasMessageContaining("the credentials 'key' are of a kind that no registry takes. Choose");
        assertThatThrownBy(() -> shown("other"))
                .hasMessageContaining("the credentials 'other': the Docker configuration has no credential for"
                        + " ghcr.io/shop/web, only for quay.io")
                .message()
                .doesNotContain("pw-of-file");
    }

    @Test
    void aRenewedSecretAndAnotherTrustAreAnotherStamp() {
        Item project = item(folder("team"));
        give(login("login", "ann", "pw"));
        RegistrySite before = site(project, "login");
        assertThat(site(project, "login")).isEqualTo(before);
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        give(login("login", "ann", "renewed"));
        RegistrySite renewed = site(project, "login");
        assertThat(renewed.key()).isEqualTo(before.key());
        assertThat(renewed.stamp()).isNotEqualTo(before.stamp());

        DeploymentRegistry own = new DeploymentRegistry("GHCR.io");
        own.setPlainHttp(true);
        configuration().setRegistries(List.of(own));
        RegistrySite plain = site(project, "login");
        assertThat(plain.access().plainHttp()).isTrue();
        assertThat(plain.stamp()).isNotEqualTo(renewed.stamp());
        assertThat(plain.toString()).doesNotContain("renewed").doesNotContain("pw");
    }

    @Test
    void oneIdInTwoFoldersIsTwoCredentials() {
        Folder shop = folder("shop");
        Folder docs = folder("docs");
        give(shop, login("login", "ann", "pw"));
        give(docs, login("login", "bob", "pw"));
        assertThat(site(item(shop), "login").key())
                .isNotEqualTo(site(item(docs), "login").key());
    }

    @Test
    void commitsAreSignedWithAnSshKeyOrNotAtAll() {
        Item project = item(folder("signed"));
        give(key("key"));
        give(login("login", "ann", "pw"));
        assertThat(sites.images().signingKey(updating(project, "", ""))).isEqualTo(SigningKey.NONE);
        assertThat(sites.images().signingKey(updating(project, "", "key")))
                .isEqualTo(new SigningKey.Ssh("-----BEGIN-----\n", "open"));
        assertThatThrownBy(() -> sites.images().signingKey(updating(project, "", "login")))
                .hasMessageContaining("'login' for the signature of image updates are of another kind");
        assertThatThrownBy(() -> sites.images().signingKey(updating(project, "", "gone")))
                .hasMessageContaining("there are no credentials 'gone' for the signature of image updates");
    }

    @Test
    void pgpKeysAreTextsOrFilesOrHaveAPassphraseAsSshCredentialsDo() throws Exception {
        Item project = item(folder("pgp"));
        try (GnuPg gnupg = GnuPg.make()) {
            String open = gnupg.made("", "ed25519", "sign");
            give(text(CredentialsScope.GLOBAL, "text", open));
            give(new FileCredentialsImpl(
                    CredentialsScope.GLOBAL,
                    "file",
                    "",
                    "key.asc",
                    SecretBytes.fromBytes(open.getBytes(StandardCharsets.UTF_8))));
        }
        try (GnuPg other = GnuPg.make()) {
            give(key("wrong", other.made("geheim", "ed25519", "sign")));
        }
        give(text(CredentialsScope.GLOBAL, "token", "t0ken"));
        for (String id : List.of("text", "file")) {
            SigningKey key = sites.images().signingKey(updating(project, "", id));
            assertThat(key).isInstanceOf(SigningKey.Given.class).hasToString("a PGP key");
            assertThat(((SigningKey.Given) key).signer().sign(new byte[] {1}))
                    .startsWith("-----BEGIN PGP SIGNATURE-----\n")
                    .endsWith("-----END PGP SIGNATURE-----\n");
        }
        assertThatThrownBy(() -> sites.images().signingKey(updating(project, "", "wrong")))
                .hasMessageContaining("'wrong' hold a PGP key that can't be opened");
        assertThatThrownBy(() -> sites.images().signingKey(updating(project, "", "token")))
                .hasMessageContaining("hold no PGP private key")
                .hasMessageNotContaining("t0ken");
    }

    private static BasicSSHUserPrivateKey key(String id) {
        return key(id, "-----BEGIN-----");
    }

    private static BasicSSHUserPrivateKey key(String id, String text) {
        return new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                id,
                "git",
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(text),
                "open",
                "");
    }
}
