package io.jenkins.plugins.continuousdeployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.source.AddressRules;
import io.jenkins.plugins.continuousdeployment.engine.source.Author;
import io.jenkins.plugins.continuousdeployment.engine.source.GitMirrors;
import io.jenkins.plugins.continuousdeployment.engine.source.PushOrder;
import io.jenkins.plugins.continuousdeployment.engine.source.PushResult;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAccess;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAddress;
import io.jenkins.plugins.continuousdeployment.engine.source.SigningKey;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEdit;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Programs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits are signed with PGP keys of real GnuPG, so that real Git believes them. */
class GpgSignerTest {
    private static final String WHERE = "the credentials 'key'";

    @TempDir
    Path folder;

    private GnuPg gnupg;

    @BeforeEach
    void start() throws Exception {
        gnupg = GnuPg.make();
    }

    @AfterEach
    void forget() throws Exception {
        if (gnupg != null) {
            gnupg.close();
        }
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return Programs.succeed(folder, gnupg.environment(), "", command);
    }

    /** A commit that the engine pushes. */
    private String pushed(SigningKey key) {
        git("init", "--quiet", "--initial-branch=main", "work");
        git("-C", "work", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--allow-empty", "-m", "x");
        git("clone", "--quiet", "--bare", "work", "server");
        git("-C", "work", "remote", "add", "origin", "../server");
        Path file = folder.resolve("work/README");
        Programs.succeed(folder, gnupg.environment(), "", List.of("sh", "-c", "echo one > " + file));
        git("-C", "work", "add", ".");
        git("-C", "work", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "One");
        git("-C", "work", "push", "--quiet", "origin", "main");
        PushResult result = new GitMirrors(folder.resolve("mirrors"), line -> {})
                .source(RepositoryAccess.of(
                        RepositoryAddress.parse(folder.resolve("server").toString(), AddressRules.COMMAND_LINE)))
                .push(
                        PushOrder.on("main", new Author("bot", GnuPg.WHO)).withKey(key),
                        tree -> TreeEdit.of(
                                Map.of("README", "two\n".getBytes(StandardCharsets.UTF_8)), "Update \u00e4 image"));
        return result.commit();
    }

    private static SigningKey key(String armoured, String passphrase) {
        return new SigningKey.Given("a PGP key", GpgSigner.of(armoured, passphrase, WHERE));
    }

    private Programs.Output verified(String commit) {
        return Programs.run(
                folder.resolve("server"), gnupg.environment(), "", List.of("git", "verify-commit", "--raw", commit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519 sign", "rsa3072 sign", "nistp256 sign", "default default"})
    void gitBelievesTheSignature(String type) {
        String commit = pushed(key(gnupg.made("", type.split(" ")), ""));
        Programs.Output verdict = verified(commit);
        assertThat(verdict.exitCode()).as(verdict.err()).isZero();
        assertThat(verdict.err()).contains("GOODSIG", GnuPg.WHO, "VALIDSIG");
    }

    @Test
    void aSubkeyForSigningIsUsedAndAKeyWithAPassphraseOpened() {
        gnupg.made("geheim", "ed25519", "cert");
        String main = fingerprints().get(0);
        gnupg.run("--passphrase", "geheim", "--quick-add-key", main, "ed25519", "sign");
        String commit = pushed(key(gnupg.exported("geheim"), "geheim"));
        Programs.Output verdict = verified(commit);
        assertThat(verdict.exitCode()).as(verdict.err()).isZero();
        assertThat(verdict.err()).contains("VALIDSIG " + fingerprints().get(1));
    }

    private List<String> fingerprints() {
        return gnupg.run("--list-keys", "--with-colons")
                .lines()
                .filter(line -> line.startsWith("fpr"))
                .map(line -> line.split(":")[9])
                .toList();
    }

    @Test
    void whatCanNotSignIsRefusedWithoutItsSecret() {
        String locked = gnupg.made("geheim", "ed25519", "sign");
        assertThatThrownBy(() -> key(locked, ""))
                .hasMessageContaining("the credentials 'key' hold a PGP key that can't be opened with the passphrase");
        assertThatThrownBy(() -> key(locked, "falsch"))
                .hasMessageContaining("can't be opened with the passphrase given")
                .hasMessageNotContaining("falsch");
        assertThatThrownBy(() -> key(locked.substring(0, 150), ""))
                .hasMessageContaining("gpg --export-secret-keys --armor ID");
        assertThatThrownBy(() -> key("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nbm90aGluZw==\n", ""))
                .hasMessageContaining("gpg --export-secret-keys --armor ID");
    }

    @Test
    void aKeyThatMayOnlyCertifyOrEncryptIsRefused() {
        String certifies = gnupg.made("", "ed25519", "cert");
        assertThatThrownBy(() -> key(certifies, "")).hasMessageContaining("hold no PGP key that may sign");
    }

    @Test
    void aKeyThatHasExpiredIsRefused() {
        gnupg.run(
                "--faked-system-time",
                "20200101T000000!",
                "--passphrase",
                "",
                "--quick-gen-key",
                GnuPg.WHO,
                "ed25519",
                "sign",
                "1d");
        String expired = gnupg.exported("");
        assertThatThrownBy(() -> key(expired, "")).hasMessageContaining("hold no PGP key that may sign now");
    }
}
