package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to a real server. No secret is in any log line. */
class TransportTest extends RealServers {
    /** A case that can only be built when the servers run. */
    private interface Way extends Function<TransportTest, RepositoryAccess> {}

    private static Arguments way(String name, Way way) {
        return Arguments.of(name, way);
    }

    static List<Arguments> httpsWays() {
        return List.of(
                way("https", test -> test.access(test.open.url(), Credential.NONE)),
                way("https, user and password", test -> test.access(test.basic.url(), test.login())),
                way("https, a login that is not asked for", test -> test.access(test.open.url(), test.login())),
                way(
                        "https, token alone",
                        test -> test.access(
                                test.token.url(),
                                new Credential.Token("t", test.bed.git().token()))),
                way(
                        "https, token as a password",
                        test -> test.access(
                                test.token.url(),
                                new Credential.UserPassword(
                                        "u", "anyone", test.bed.git().token()))),
                way(
                        "https, token without a user",
                        test -> test.access(
                                test.token.url(),
                                new Credential.UserPassword(
                                        "v", "", test.bed.git().token()))),
                way(
                        "https, bearer",
                        test -> test.access(
                                test.token.url(),
                                new Credential.Bearer("b", test.bed.git().token()))),
                way("https, moved on the same host", test -> test.access(test.open.urlBelow("moved"), Credential.NONE)),
                way("https, moved, with a password", test -> test.access(test.basic.urlBelow("moved"), test.login())));
    }

    static List<Arguments> sshWays() {
        return List.of(
                way(
                        "ssh, ed25519",
                        test -> test.access(
                                test.open.sshUrl(), key(test.bed.ssh().identity(), ""))),
                way(
                        "ssh, ed25519 with passphrase",
                        test -> test.access(
                                test.basic.sshUrl(),
                                key(
                                        test.bed.ssh().encryptedIdentity(),
                                        test.bed.ssh().passphrase()))),
                way(
                        "ssh, rsa",
                        test -> test.access(
                                test.open.sshUrl(), key(test.bed.ssh().rsaIdentity(), ""))),
                way(
                        "ssh, rsa with passphrase",
                        test -> test.access(
                                test.open.sshUrl(),
                                key(
                                        test.bed.ssh().encryptedRsaIdentity(),
                                        test.bed.ssh().passphrase()))),
                way(
                        "ssh, ecdsa",
                        test -> test.access(
                                test.open.sshUrl(),
                                key(test.allowedKey("ecdsa", "-t", "ecdsa", "-b", "384", "-N", ""), ""))),
                way(
                        "ssh, ecdsa as PEM with passphrase",
                        test -> test.access(
                                test.open.sshUrl(),
                                key(test.allowedKey("ecdsap", "-t", "ecdsa", "-m", "PEM", "-N", "geheim"), "geheim"))),
                way(
                        "ssh, rsa as PEM",
                        test -> test.access(
                                test.open.sshUrl(),
                                key(test.allowedKey("rsa1", "-t", "rsa", "-m", "PEM", "-N", ""), ""))),
                way(
                        "ssh, rsa as PEM with passphrase",
                        test -> test.access(
                                test.open.sshUrl(),
                                key(test.allowedKey("rsa2", "-t", "rsa", "-m", "PEM", "-N", "geheim"), "geheim"))),
                way(
                        "ssh, rsa as PKCS 8",
                        test -> test.access(
                                test.open.sshUrl(),
                                key(test.allowedKey("rsa3", "-t", "rsa", "-m", "PKCS8", "-N", ""), ""))),
                way("ssh, only the server's second host key known", test -> test.access(
                                test.open.sshUrl(), key(test.bed.ssh().identity(), ""))
                        .withKnownHosts(test.hostLine("ssh-rsa"))),
                way("ssh, hashed host name", test -> test.access(
                                test.open.sshUrl(), key(test.bed.ssh().identity(), ""))
                        .withKnownHosts(test.hashedHosts())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"httpsWays", "sshWays"})
    void reads(String name, Way way) {
        RepositoryAccess access = way.apply(this);
        try (LogLines log = new LogLines();
                GitMirrors own = new GitMirrors(folder.resolve("own-" + name.hashCode()), line -> {})) {
            GitSource source = own.source(access);
            assertThat(source.open("main").files(".").get(0).content())
                    .asString()
                    .isEqualTo("a: 1\n");
            assertThat(source.resolve("HEAD").ref()).isEqualTo("refs/heads/main");
            assertThat(log.text()).doesNotContain(secrets(access));
        }
    }

    /** A key of another kind or format, made by OpenSSH and let in beside the bed's own. */
    private Path allowedKey(String name, String... options) {
        Path file = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-C", "", "-f", file.toString()));
        command.addAll(List.of(options));
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
            Path allowed = bed.ssh().identity().resolveSibling("authorized_keys");
            String restrictions = read(allowed).replaceFirst("(?s) ssh-ed25519 .*", " ");
            Files.writeString(allowed, read(allowed) + restrictions + read(Path.of(file + ".pub")));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String hashedHosts() {
        Path file = folder.resolve("hashed");
        try {
            Files.writeString(file, read(bed.ssh().knownHosts()));
            Process hash = new ProcessBuilder("ssh-keygen", "-q", "-H", "-f", file.toString()).start();
            assertThat(hash.waitFor()).isZero();
            assertThat(read(file)).startsWith("|1|");
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFullCommitThatIsHereNeedsNoServer() {
        GitSource source = mirrors.source(access(open.url(), Credential.NONE));
        source.resolve("main");
        bed.stopPart("git");
        try {
            assertThat(source.resolve(commit).commit()).isEqualTo(commit);
            assertThat(catchThrowableOfType(RefusedException.class, () -> source.resolve("main")))
                    .isInstanceOf(RepositoryUnreachableException.class);
        } finally {
            bed.startPart("git");
        }
        assertThat(source.resolve("main").commit()).isEqualTo(commit);
    }
}
