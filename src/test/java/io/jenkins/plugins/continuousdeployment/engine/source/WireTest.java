package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is given to reach a server is read before it is asked. */
class WireTest {
    private static final RepositoryAddress SSH = RepositoryAddress.parse("ssh://git@host/a", AddressRules.STRICT);
    private static final RepositoryAddress HTTPS = RepositoryAddress.parse("https://host/a", AddressRules.STRICT);

    @TempDir
    private Path folder;

    private String key(String... options) throws IOException, InterruptedException {
        Path file = folder.resolve("key-" + options.length + "-" + options[1]);
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-C", "", "-f", file.toString()));
        command.addAll(List.of(options));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return Files.readString(file);
    }

    private static void assertKeyRefused(String key, String passphrase, String message) {
        Credential credential = new Credential.SshKey("id", "", key, passphrase);
        assertThatThrownBy(() -> Wire.of(RepositoryAccess.of(SSH, credential)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the private key given for the repository ssh://git@host/a " + message)
                .hasNoCause()
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @CsvSource({"ed25519, RFC4716", "rsa, RFC4716", "ecdsa, RFC4716", "rsa, PEM", "ecdsa, PEM"})
    void saysWhetherThePassphraseIsMissingOrWrong(String type, String format) throws Exception {
        String key = key("-t", type, "-m", format, "-N", "geheim");

        assertThat(Wire.of(RepositoryAccess.of(SSH, new Credential.SshKey("id", "", key, "geheim"))))
                .isNotNull();
        assertKeyRefused(key, "", "has a passphrase, and none was given. Give it beside the key.");
        assertKeyRefused(key, "other", "can't be opened with the passphrase given. Give the right one");
    }

    @ParameterizedTest
    @CsvSource({"rsa, PKCS8", "ecdsa, PKCS8"})
    void readsPkcs8WithoutAPassphrase(String type, String format) throws Exception {
        String key = key("-t", type, "-m", format, "-N", "");

        assertThat(Wire.of(RepositoryAccess.of(SSH, new Credential.SshKey("id", "", key, "")))
                        .identity())
                .isNotNull();
    }

    @Test
    void saysHowToRewriteAFormatThatIsNotRead() throws Exception {
        String key = key("-t", "rsa", "-m", "PKCS8", "-N", "geheim");

        assertKeyRefused(key, "geheim", "can't be opened with the passphrase given");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|can't be read: it must be the whole text of a key file",
                "geheim|can't be read: it must be the whole text of a key file",
                "-----BEGIN OPENSSH PRIVATE KEY-----|can't be read: it must be the whole text of a key file",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI geheim|is a public key. Give the private one",
            })
    void refusesWhatIsNoPrivateKey(String text, String message) {
        assertKeyRefused(text, "", message);
    }

    @Test
    void aKeyMayHaveWindowsLineEndsAndSpaceAround() throws Exception {
        String key = "\r\n  " + key("-t", "ed25519", "-N", "").replace("\n", "\r\n") + "\r\n";

        assertThat(Wire.of(RepositoryAccess.of(SSH, new Credential.SshKey("id", "", key, "")))
                        .identity())
                .isNotNull();
    }

    @Test
    void namesEveryLineOfTheKnownHostsThatIsNone() throws Exception {
        Credential credential = new Credential.SshKey("id", "", key("-t", "ed25519", "-N", ""), "");
        RepositoryAccess access = RepositoryAccess.of(SSH, credential)
                .withKnownHosts("# comment\nhost ssh-ed25519 !!!\n\nhost\n@revoked\n");

        assertThatThrownBy(() -> Wire.of(access))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.problems())
                        .hasSize(3)
                        .allMatch(problem -> problem.message().contains("Write 'host type key'")))
                .hasMessageContaining("line 2 of the known hosts given for ssh://git@host/a")
                .hasMessageContaining("line 4 of")
                .hasMessageContaining("line 5 of");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|is no PEM certificate",
                "-----BEGIN CERTIFICATE-----\\nnonsense\\n-----END CERTIFICATE-----|is no PEM certificate",
                "-----BEGIN PRIVATE KEY-----|contains a private key, which belongs to the server",
            })
    void refusesWhatIsNoCertificate(String text, String message) {
        RepositoryAccess access = RepositoryAccess.of(HTTPS).withCa(text.replace("\\n", "\n"));

        assertThatThrownBy(() -> Wire.of(access))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the CA given for the repository https://host/a " + message)
                .hasMessageContaining("-----BEGIN CERTIFICATE-----");
    }
}
