package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said when a server can't be read. No secret is in any message, cause or log line. */
class BarredTest extends RealServers {
    private static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));

    private ServerSocket silent;

    /** A case that can only be built when the servers run. */
    private interface Way extends Function<BarredTest, RepositoryAccess> {}

    private static Arguments barred(String name, Way way, String... says) {
        return Arguments.of(name, way, says);
    }

    static List<Arguments> answers() {
        return List.of(
                barred(
                        "no such host",
                        test -> test.access("https://nowhere.invalid/a.git", Credential.NONE),
                        "the host name nowhere.invalid is unknown here",
                        "Check the address"),
                barred(
                        "nobody listens",
                        test -> test.access("https://127.0.0.1:1/a.git", Credential.NONE),
                        "no connection with 127.0.0.1:1 (Connection refused",
                        "Is the server running, and the address right?"),
                barred(
                        "nobody listens, ssh",
                        test -> test.access(
                                "ssh://127.0.0.1:1/a.git", key(test.bed.ssh().identity(), "")),
                        "no connection with 127.0.0.1:1 (Connection refused",
                        "Is the server running, and the address right?"),
                barred(
                        "no such repository",
                        test -> test.access(test.bed.git().url() + "public/none.git", test.login()),
                        "there is no repository https://127.0.0.1",
                        "public/none.git for this credential (404)",
                        "Check the address; many servers also answer so where a private repository may not be seen"),
                barred(
                        "no such repository, ssh",
                        test -> test.access(
                                test.bed.ssh().url() + "public/none.git",
                                key(test.bed.ssh().identity(), "")),
                        "there is no repository ssh://",
                        "(the server says: testbed: '/public/none.git' does not appear to be a git repository). Check"),
                barred(
                        "no credential",
                        test -> test.access(test.basic.url(), Credential.NONE),
                        "asks for a credential (401), and none was given. Give one."),
                barred(
                        "wrong password",
                        test -> test.access(test.basic.url(), new Credential.UserPassword("x", "git-user", "geheim")),
                        "does not accept the credential (401): user git-user with a password.",
                        "has not expired"),
                barred(
                        "wrong token",
                        test -> test.access(test.token.url(), new Credential.Token("x", "geheim")),
                        "does not accept the credential (401): a token."),
                barred(
                        "wrong bearer",
                        test -> test.access(test.token.url(), new Credential.Bearer("x", "geheim")),
                        "does not accept the credential (401): a bearer token."),
                barred(
                        "no right",
                        test -> test.access(test.open.urlBelow("status/403"), test.login()),
                        "may not be read with this credential (403)"),
                barred(
                        "server in trouble",
                        test -> test.access(test.open.urlBelow("status/503"), Credential.NONE),
                        "the server answers with status 503"),
                barred(
                        "gateway in trouble",
                        test -> test.access(test.open.urlBelow("status/502"), test.login()),
                        "the server answers with status 502"),
                barred(
                        "a web page",
                        test -> test.access(test.open.urlBelow("status/200"), Credential.NONE),
                        "is answered by something that is not Git (text/plain",
                        "Use the address that the server offers for cloning"),
                barred(
                        "another host",
                        test -> test.access(test.open.urlBelow("redirect"), test.login()),
                        "is redirected to another server, which is not followed",
                        "use its address: https://localhost:",
                        "/public/"));
    }

    static List<Arguments> tlsTroubles() {
        return List.of(
                barred(
                        "unknown authority",
                        test -> test.access(test.open.url(), test.login()).withCa(""),
                        "is not trusted: its certificate (CN=testbed) was signed by CN=testbed-git, which is none of the"
                                + " authorities that this machine trusts",
                        "give the certificate of CN=testbed-git (PEM) as the repository's CA"),
                barred(
                        "another authority",
                        test -> test.access(test.open.url(), Credential.NONE).withCa(test.otherAuthority()),
                        "which is none of the authorities that were given as this repository's CA"),
                barred(
                        "a name that the certificate is not for",
                        test -> test.access(test.underAnotherName(test.open.url()), Credential.NONE),
                        "is not trusted: its certificate is for another name than 127.0.0.2. Use the name that"),
                barred(
                        "no TLS",
                        test -> test.access(
                                test.open.sshUrl().replaceFirst("ssh://[^@]*@", "https://"), Credential.NONE),
                        "no TLS connection with 127.0.0.1:",
                        "Is this the port for HTTPS?"));
    }

    static List<Arguments> silences() {
        return List.of(
                barred(
                        "silence",
                        test -> impatient(test.access(test.open.urlBelow("slow"), test.login())),
                        "did not answer in time (1 s to connect, 1 s without a byte)"),
                barred(
                        "silence in the middle",
                        test -> impatient(test.access(test.open.urlBelow("stuck/150"), Credential.NONE)),
                        "did not answer in time"),
                barred(
                        "silence, ssh",
                        test -> impatient(test.access(
                                "ssh://127.0.0.1:" + test.silentPort() + "/a.git",
                                key(test.bed.ssh().identity(), ""))),
                        "did not answer in time"),
                barred(
                        "SHA-256",
                        test -> test.access(test.sha256().url(), Credential.NONE),
                        "uses SHA-256 object ids, which are not supported yet",
                        "git init --object-format=sha1"),
                barred(
                        "SHA-256, ssh",
                        test -> test.access(
                                test.sha256().sshUrl(), key(test.bed.ssh().identity(), "")),
                        "uses SHA-256 object ids, which are not supported yet"));
    }

    static List<Arguments> sshTroubles() {
        return List.of(
                barred(
                        "an unknown key",
                        test -> test.access(
                                test.open.sshUrl(), key(test.bed.ssh().unknownIdentity(), "")),
                        "the server does not accept the private key for the user ",
                        "Add its public key to the server, or give another key or user."),
                barred(
                        "another user",
                        test -> test.access(
                                test.open.sshUrl().replaceFirst("//[^@]*@", "//nobody@"),
                                key(test.bed.ssh().identity(), "")),
                        "the server does not accept the private key for the user nobody."),
                barred(
                        "an unknown host key",
                        test -> test.access(
                                        test.open.sshUrl(), key(test.bed.ssh().identity(), ""))
                                .withKnownHosts(""),
                        "shows a host key that is not known: ",
                        " SHA256:",
                        "add this line to the known hosts: [127.0.0.1]:"),
                barred(
                        "another host key than known",
                        test -> test.access(
                                        test.open.sshUrl(), key(test.bed.ssh().identity(), ""))
                                .withKnownHosts(read(test.bed.ssh().wrongKnownHosts())),
                        "shows another host key than the one known for it: ssh-ed25519 SHA256:",
                        "remove the old line for [127.0.0.1]:"),
                barred(
                        "a revoked host key",
                        test -> test.access(
                                        test.open.sshUrl(), key(test.bed.ssh().identity(), ""))
                                .withKnownHosts("@revoked " + test.hostLine("ssh-ed25519") + "\n"
                                        + test.hostLine("ssh-ed25519")),
                        "which the known hosts mark as revoked"));
    }

    private static RepositoryAccess impatient(RepositoryAccess access) {
        return access.withTimeouts(SHORT);
    }

    private Repository sha256() {
        Repository repository =
                bed.newRepository("public", "--object-format=sha256").write("a.yaml", "a: 1\n");
        repository.commit("first");
        return repository;
    }

    private String otherAuthority() {
        try (TestBed other = TestBed.start("--with", "git")) {
            return read(other.git().ca());
        }
    }

    private int silentPort() {
        try {
            silent = new ServerSocket(0);
            return silent.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"answers", "tlsTroubles", "silences", "sshTroubles"})
    void saysWhatIsWrongAndWhatToDo(String name, Way way, String[] says) {
        RepositoryAccess access = way.apply(this);
        try (LogLines log = new LogLines()) {
            RefusedException refused = catchThrowableOfType(
                    RefusedException.class, () -> mirrors.source(access).resolve("main"));

            assertThat(refused)
                    .hasMessageContaining(access.address().toString())
                    .hasMessageContainingAll(says);
            StringWriter everything = new StringWriter();
            refused.printStackTrace(new PrintWriter(everything));
            assertThat(everything.toString()).doesNotContain(secrets(access)).doesNotContain("geheim");
            assertThat(log.text()).doesNotContain(secrets(access));
        }
    }
}
