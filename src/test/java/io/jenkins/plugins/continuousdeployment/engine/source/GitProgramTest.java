package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The mirror where command-line Git does the talking: the same mirror, the same words. */
class GitProgramTest extends PushServers {
    private final CommandGit program = new CommandGit();
    private final List<String> lines = new java.util.concurrent.CopyOnWriteArrayList<>();

    private RepositoryAccess by(GitProgram git, String address, Credential credential) {
        return access(address, credential).withProgram(Optional.of(git));
    }

    private Repository fresh() {
        Repository repository = bed.newRepository("public").write("a.yaml", "a: 1\n");
        repository.commit("first");
        return repository;
    }

    private Map<String, String> mirrored(GitSource source) {
        return source.reading(mirror -> {
            Map<String, String> refs = new TreeMap<>();
            for (Ref ref : mirror.getRefDatabase().getRefsByPrefix(Constants.R_REFS)) {
                refs.put(ref.getName(), ref.getObjectId().name());
            }
            refs.put("HEAD", mirror.exactRef("HEAD").getTarget().getName());
            return refs;
        });
    }

    private Path home(GitSource source) {
        return source.reading(
                mirror -> mirror.getDirectory().toPath().toAbsolutePath().getParent());
    }

    private List<String> files(GitSource source) {
        try (Stream<Path> all = Files.walk(home(source))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> home(source).relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theMirrorBecomesTheSameAsByTheEnginesOwnTransport() {
        Repository repository = fresh();
        repository.git("branch", "release");
        repository.git("tag", "-a", "-m", "one", "v1.0.0");
        repository.git("tag", "light");
        repository.publish();
        repository.write("a.yaml", "a: 2\n").commit("second");
        GitSource own = mirrors.source(access(repository.url(), Credential.NONE));
        own.resolve("main");
        try (GitMirrors others = new GitMirrors(folder.resolve("same"), lines::add)) {
            GitSource source = others.source(by(program, repository.url(), Credential.NONE));

            assertThat(source.resolve("HEAD").ref()).isEqualTo("refs/heads/main");
            assertThat(mirrored(source)).isEqualTo(mirrored(own)).containsKey("refs/tags/v1.0.0");
            assertThat(source.resolve("~1.0").commit())
                    .isEqualTo(own.resolve("~1.0").commit());
            assertThat(source.open("main").files(".").get(0).content())
                    .asString()
                    .isEqualTo("a: 2\n");
            assertThat(files(source))
                    .noneMatch(file -> file.contains("FETCH_HEAD")
                            || file.contains("incoming")
                            || file.startsWith(MirrorFolder.SCRATCH));
        }
    }

    @Test
    void whatChangesOnTheServerChangesHereAndWhatDoesNotIsNotFetched() {
        Repository repository = fresh();
        GitSource source = mirrors.source(by(program, repository.url(), Credential.NONE));
        source.resolve("main");
        program.commands.clear();
        source.resolve("main");
        assertThat(program.commands).singleElement().asString().startsWith("ls-remote");

        repository.git("branch", "gone");
        repository.git("branch", "folder");
        String second = repository.write("a.yaml", "a: 2\n").commit("second");
        assertThat(source.resolve("main").commit()).isEqualTo(second);
        repository.git("branch", "-D", "gone", "folder");
        repository.git("branch", "folder/below");
        repository.git("reset", "--hard", "HEAD~1");
        String other = repository.write("a.yaml", "a: 3\n").commit("another second");
        assertThat(source.resolve("main").commit()).isEqualTo(other);
        assertThat(mirrored(source))
                .containsOnlyKeys("HEAD", "refs/heads/folder/below", "refs/heads/main")
                .containsEntry("refs/heads/folder/below", second);
    }

    @Test
    void whichBranchHeadNamesIsAskedWhereSeveralMightBeIt() {
        Repository repository = fresh();
        repository.git("branch", "live");
        repository.publish();
        repository.git("--git-dir", repository.bare().toString(), "symbolic-ref", "HEAD", "refs/heads/live");
        GitSource source = mirrors.source(by(program, repository.url(), Credential.NONE));
        assertThat(source.resolve("HEAD").ref()).isEqualTo("refs/heads/live");
        assertThat(mirrored(source)).containsEntry("HEAD", "refs/heads/live");
    }

    @Test
    void aRepositoryThatChangesItsTransportKeepsItsMirror() {
        Repository repository = fresh();
        GitSource own = mirrors.source(access(repository.url(), Credential.NONE));
        String first = own.resolve("main").commit();
        GitSource source = mirrors.source(by(program, repository.url(), Credential.NONE));
        program.commands.clear();
        assertThat(source.resolve("main").commit()).isEqualTo(first);
        assertThat(program.commands).noneMatch(command -> command.startsWith("fetch"));
        String second = repository.write("a.yaml", "a: 2\n").commit("second");
        assertThat(source.resolve("main").commit()).isEqualTo(second);
        program.commands.clear();
        assertThat(own.resolve("main").commit()).isEqualTo(second);
        assertThat(own.isAncestor(first, second)).isTrue();
        assertThat(home(own)).isEqualTo(home(source));
    }

    @Test
    void moreRefsThanACommandLineHoldsComeInOneFetch() {
        Repository repository = fresh();
        for (int number = 0; number < 120; number++) {
            repository.git("commit", "--quiet", "--allow-empty", "--message", "number " + number);
            repository.git("tag", "v1." + number + ".0");
        }
        repository.git("branch", "übung");
        repository.publish();
        GitSource source = mirrors.source(by(program, repository.url(), Credential.NONE));
        program.commands.clear();
        assertThat(source.resolve("~1.119").ref()).isEqualTo("refs/tags/v1.119.0");
        assertThat(program.commands.stream().filter(command -> command.startsWith("fetch")))
                .singleElement()
                .asString()
                .endsWith("+refs/heads/*:refs/incoming/heads/* +refs/tags/*:refs/incoming/tags/*");
        assertThat(mirrored(source))
                .hasSize(123)
                .containsKey("refs/heads/übung")
                .allSatisfy((name, id) -> assertThat(name).doesNotStartWith(ProgramConversation.INCOMING));
        assertThat(files(source)).noneMatch(file -> file.contains("incoming") || file.contains("FETCH_HEAD"));
    }

    @Test
    void aBranchThatIsRewrittenBetweenLookAndFetchChangesNothingAndIsReadTheNextTime() {
        Repository repository = fresh();
        String first = repository.git("rev-parse", "HEAD").strip();
        CommandGit interfering = new CommandGit() {
            @Override
            public void fetch(Errand errand, List<String> refspecs) throws IOException, InterruptedException {
                repository.git("commit", "--quiet", "--amend", "--message", "rewritten while it is fetched");
                repository.publish();
                super.fetch(errand, refspecs);
            }
        };
        assertThatThrownBy(() -> mirrors.source(by(interfering, repository.url(), Credential.NONE))
                        .resolve("main"))
                .isInstanceOf(RepositoryUnreachableException.class)
                .hasMessageContaining("its refs/heads/main was changed while it was fetched");
        GitSource source = mirrors.source(by(program, repository.url(), Credential.NONE));
        assertThat(mirrored(source)).doesNotContainKey("refs/heads/main");
        assertThat(source.resolve("main").commit()).isNotEqualTo(first);
    }

    @Test
    void whatAKilledProgramLeftIsRemoved() throws IOException {
        Repository repository = fresh();
        Path place = folder.resolve("killed");
        Path left;
        try (GitMirrors before = new GitMirrors(place, line -> {})) {
            GitSource source = before.source(by(program, repository.url(), Credential.NONE));
            source.resolve("main");
            left = Files.createDirectory(home(source).resolve(MirrorFolder.SCRATCH + "1"));
            Files.writeString(left.resolve("password.txt"), "geheim");
        }
        CommandGit dying = new CommandGit() {
            @Override
            public void fetch(Errand errand, List<String> refspecs) throws IOException, InterruptedException {
                Files.writeString(errand.mirror().resolve("objects/pack/tmp_pack_abc"), "half");
                throw GitProgramException.late(Duration.ofSeconds(7));
            }
        };
        repository.write("a.yaml", "a: 2\n").commit("second");
        try (GitMirrors after = new GitMirrors(place, line -> {})) {
            GitSource source = after.source(by(dying, repository.url(), Credential.NONE));
            assertThatThrownBy(() -> source.resolve("main"))
                    .isInstanceOf(RepositoryUnreachableException.class)
                    .hasMessageContaining("the Git of this machine was ended because it was not done after 7 s");
            assertThat(left).doesNotExist();
            assertThat(files(source)).noneMatch(file -> file.contains("tmp_pack"));
        }
    }

    @Test
    void aThreadThatIsToldToStopIsNoFailureOfTheServer() {
        CommandGit interrupted = new CommandGit() {
            @Override
            public Map<String, String> list(Errand errand) throws InterruptedException {
                throw new InterruptedException();
            }
        };
        GitSource source = mirrors.source(by(interrupted, fresh().url(), Credential.NONE));
        assertThatThrownBy(() -> source.resolve("main")).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void commitsArePushedByTheEnginesOwnTransport() {
        Repository repository = writable();
        RepositoryAccess access = by(program, repository.url(), login());
        GitSource source = mirrors.source(access);
        PushResult result = source.push(MAIN, writing("image: web:2\n"));
        assertThat(result.commit()).isEqualTo(served(repository, "rev-parse", "main"));
        assertThat(source.resolve("main").commit()).isEqualTo(result.commit());
        assertThat(program.commands).noneMatch(command -> command.startsWith("push"));
        Credential locked = key(bed.ssh().encryptedIdentity(), "geheim-and-wrong");
        assertThatThrownBy(() ->
                        mirrors.source(by(program, repository.sshUrl(), locked)).push(MAIN, writing("image: web:3\n")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("can't be opened with the passphrase given")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aFolderAndABearerTokenAreRefused() {
        RepositoryAccess bearer = access(token.url(), new Credential.Bearer("b", "geheim"));
        assertThatThrownBy(() -> bearer.withProgram(Optional.of(program)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("a bearer token, which the Git of this machine can't send")
                .hasMessageNotContaining("geheim");
        RepositoryAccess local = RepositoryAccess.of(RepositoryAddress.parse("/srv/a", AddressRules.COMMAND_LINE));
        assertThatThrownBy(() -> local.withProgram(Optional.of(program)))
                .hasMessageContaining("is a folder of this machine");
    }

    /** A case that can only be built when the servers run. */
    private interface Way extends Function<GitProgramTest, RepositoryAccess> {}

    private static Arguments barred(String name, Way way, String... says) {
        return Arguments.of(name, way, says);
    }

    static List<Arguments> troubles() {
        Credential wrong = new Credential.UserPassword("x", "git-user", "geheim");
        return List.of(
                barred(
                        "no such host",
                        test -> test.access("https://nowhere.invalid/a.git", Credential.NONE),
                        "the host name nowhere.invalid is unknown here"),
                barred(
                        "nobody listens",
                        test -> test.access("https://127.0.0.1:1/a.git", Credential.NONE),
                        "no connection with 127.0.0.1:1 (Failed to connect to 127.0.0.1 port 1",
                        "Is the server running"),
                barred(
                        "no such repository",
                        test -> test.access(test.bed.git().url() + "public/none.git", test.login()),
                        "there is no repository https://127.0.0.1",
                        "for this credential (404)"),
                barred(
                        "no credential",
                        test -> test.access(test.basic.url(), Credential.NONE),
                        "asks for a credential (401), and none was given. Give one."),
                barred(
                        "wrong password",
                        test -> test.access(test.basic.url(), wrong),
                        "does not accept the credential (401): user git-user with a password."),
                barred(
                        "no right",
                        test -> test.access(test.open.urlBelow("status/403"), test.login()),
                        "may not be read with this credential (403)"),
                barred(
                        "server in trouble",
                        test -> test.access(test.open.urlBelow("status/503"), Credential.NONE),
                        "the server answers with status 503"),
                barred(
                        "a web page",
                        test -> test.access(test.open.urlBelow("status/200"), Credential.NONE),
                        "is answered by something that is not Git"),
                barred(
                        "another host",
                        test -> test.access(test.open.urlBelow("redirect"), test.login()),
                        "is redirected to another server, which is not followed"),
                barred(
                        "unknown authority",
                        test -> test.access(test.open.url(), test.login()).withCa(""),
                        "the server of the repository https://127.0.0.1",
                        "is not trusted: server certificate verification failed.",
                        "as the repository's CA"),
                barred(
                        "a name that the certificate is not for",
                        test -> test.access(test.underAnotherName(test.open.url()), Credential.NONE),
                        "is not trusted: ",
                        "127.0.0.2"),
                barred(
                        "SHA-256",
                        test -> test.access(test.sha256(), Credential.NONE),
                        "uses SHA-256 object ids, which are not supported yet"));
    }

    static List<Arguments> sshTroubles() {
        return List.of(
                barred(
                        "nobody listens, ssh",
                        test -> test.access(
                                "ssh://127.0.0.1:1/a.git", key(test.bed.ssh().identity(), "")),
                        "no connection with 127.0.0.1:1 (connect to host 127.0.0.1 port 1: Connection refused)"),
                barred(
                        "no such repository, ssh",
                        test -> test.access(
                                test.bed.ssh().url() + "public/none.git",
                                key(test.bed.ssh().identity(), "")),
                        "there is no repository ssh://",
                        "does not appear to be a git repository"),
                barred(
                        "an unknown key",
                        test -> test.access(
                                test.open.sshUrl(), key(test.bed.ssh().unknownIdentity(), "")),
                        "the server does not accept the private key for the user "),
                barred(
                        "an unknown host key",
                        test -> test.access(
                                        test.open.sshUrl(), key(test.bed.ssh().identity(), ""))
                                .withKnownHosts(""),
                        "shows a host key that is not known",
                        "ssh-keyscan -p "),
                barred(
                        "another host key than known",
                        test -> test.access(
                                        test.open.sshUrl(), key(test.bed.ssh().identity(), ""))
                                .withKnownHosts(read(test.bed.ssh().wrongKnownHosts())),
                        "shows another host key than the one known for it: SHA256:"));
    }

    private String sha256() {
        Repository repository =
                bed.newRepository("public", "--object-format=sha256").write("a.yaml", "a: 1\n");
        repository.commit("first");
        return repository.url();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"troubles", "sshTroubles"})
    void failuresAreToldInTheSameWords(String name, Way way, String[] says) {
        RepositoryAccess access = way.apply(this).withProgram(Optional.of(program));
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
