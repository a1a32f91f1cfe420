package io.jenkins.plugins.continuousdeployment.engine.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits are signed so that real Git believes them. */
class SigningTest {
    private static final Author BOT = new Author("kubevelabot", "bot@example.com");

    @TempDir
    Path folder;

    private LocalRepository repository;
    private GitSource source;

    @BeforeEach
    void start() {
        repository = new LocalRepository(folder.resolve("server"));
        repository.gitIn(repository.bare(), "config", "receive.autogc", "false");
        repository.commit("README", "read me\n");
        source = new GitMirrors(folder.resolve("mirrors"), line -> {}).source(repository.access());
    }

    private Path key(String passphrase, String... type) {
        Path file = folder.resolve("key");
        Stream<String> command = Stream.of(
                        Stream.of("ssh-keygen", "-q", "-N", passphrase, "-C", "bot", "-f", file.toString(), "-t"),
                        Arrays.stream(type))
                .flatMap(part -> part);
        Programs.succeed(folder, Map.of(), "", command.toList());
        return file;
    }

    private PushResult push(SigningKey key) {
        return source.push(
                PushOrder.on("main", BOT).withKey(key),
                tree -> TreeEdit.of(
                        Map.of("README", "changed\n".getBytes(UTF_8)), "Update image automatically. \u00e4"));
    }

    private Programs.Output verify(Path key, String commit) throws IOException {
        Path allowed = folder.resolve("allowed");
        Files.writeString(allowed, "bot@example.com " + Files.readString(Path.of(key + ".pub")));
        return Programs.run(
                repository.bare(),
                Map.of("HOME", folder.toString()),
                "",
                List.of("git", "-c", "gpg.ssh.allowedSignersFile=" + allowed, "verify-commit", "-v", commit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa -b 3072", "ecdsa -b 256", "ecdsa -b 521", "rsa -b 3072 -m PEM"})
    void gitBelievesTheSignature(String type) throws IOException {
        Path key = key("", type.split(" "));

        PushResult result = push(new SigningKey.Ssh(Files.readString(key), ""));

        Programs.Output verdict = verify(key, result.commit());
        assertThat(verdict.exitCode()).as(verdict.err()).isZero();
        assertThat(verdict.err()).contains("Good \"git\" signature for bot@example.com with ");
        repository.gitIn(repository.bare(), "fsck", "--strict");
    }

    @Test
    void aKeyWithAPassphraseSignsFromMemoryAlone() throws IOException {
        Path key = key("geheim", "ed25519");
        String text = Files.readString(key);
        Files.delete(key);

        PushResult result = push(new SigningKey.Ssh(text, "geheim"));

        assertThat(verify(key, result.commit()).exitCode()).isZero();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> holds(file, "PRIVATE KEY")))
                    .isEmpty();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSignatureOfAnotherKeyIsNotBelieved() throws IOException {
        Path key = key("", "ed25519");
        PushResult result = push(new SigningKey.Ssh(Files.readString(key), ""));
        Files.delete(key);
        assertThat(verify(key("", "ed25519"), result.commit()).exitCode()).isNotZero();
    }

    @Test
    void aKeyThatCantBeUsedIsRefusedBeforeAnythingIsPushed() throws IOException {
        Path key = key("geheim", "ed25519");
        String text = Files.readString(key);

        assertThatThrownBy(() -> push(new SigningKey.Ssh(text, "")))
                .hasMessage("the private key given for signing commits has a passphrase, and none was given. Give it"
                        + " beside the key.");
        assertThatThrownBy(() -> push(new SigningKey.Ssh(text, "falsch")))
                .hasMessageContaining("can't be opened with the passphrase given")
                .hasMessageNotContaining("falsch");
        String publicKey = Files.readString(Path.of(key + ".pub"));
        assertThatThrownBy(() -> push(new SigningKey.Ssh(publicKey, ""))).hasMessageContaining("is a public key");
        assertThat(new SigningKey.Ssh(text, "geheim")).hasToString("an SSH key");
        assertThat(repository.gitIn(repository.bare(), "rev-list", "--count", "main"))
                .isEqualTo("1\n");
    }
}
