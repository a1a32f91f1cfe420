package io.jenkins.plugins.continuousdeployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ProxyConfiguration;
import hudson.model.Item;
import hudson.plugins.git.GitTool;
import hudson.util.FormValidation;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.AddressRules;
import io.jenkins.plugins.continuousdeployment.engine.source.Credential;
import io.jenkins.plugins.continuousdeployment.engine.source.GitMirrors;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAccess;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAddress;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryUnreachableException;
import io.jenkins.plugins.continuousdeployment.engine.source.Timeouts;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.testbed.ConnectProxy;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jenkinsci.plugins.gitclient.GitHostKeyVerificationConfiguration;
import org.jenkinsci.plugins.gitclient.JGitTool;
import org.jenkinsci.plugins.gitclient.verifier.ManuallyProvidedKeyVerificationStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repositories that one of Jenkins's Git installations reads, on real Git servers. */
class GitToolTest extends OneJenkins {
    private TestBed bed;
    private Repository open;
    private Repository basic;
    private Repository token;
    private Path record;

    @BeforeAll
    void startServers() {
        bed = TestBed.get();
        open = bed.newRepository("public").write("a.yaml", "a: 1\n");
        basic = bed.newRepository("basic").write("a.yaml", "a: 1\n");
        token = bed.newRepository("token").write("a.yaml", "a: 1\n");
        List.of(open, basic, token).forEach(each -> each.commit("first"));
    }

    @BeforeEach
    void installPrograms() throws IOException {
        record = temporary.resolve("record");
        Files.deleteIfExists(record);
        install(
                new GitTool("here", "git", List.of()),
                new JGitTool(List.of()),
                new GitTool("missing", "/nowhere/git", List.of()),
                new GitTool("recorded", recorder(), List.of()),
                new GitTool(
                        "hanging",
                        script(
                                "hanging",
                                "[ $1 = --version ] && exec git --version\necho $$ >> " + record
                                        + "\nsleep 1000 &\necho $! >> " + record + "\nwait\n"),
                        List.of()));
    }

    private void install(GitTool... tools) {
        GitTool.DescriptorImpl descriptor = rule.jenkins.getDescriptorByType(GitTool.DescriptorImpl.class);
        descriptor.setInstallations(tools);
    }

    @AfterEach
    void forgetHosts() {
        GitHostKeyVerificationConfiguration.get()
                .setSshHostKeyVerificationStrategy(new ManuallyProvidedKeyVerificationStrategy(""));
    }

    private String script(String name, String commands) throws IOException {
        Path file = Files.writeString(temporary.resolve(name), "#!/bin/sh\n" + commands);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    /** The machine's Git, after noting what it is given; with a machine's configuration that would weaken it. */
    private String recorder() throws IOException {
        Path machine = Files.writeString(
                temporary.resolve("gitconfig"), """
                [credential]
                    helper = store --file=%s
                [core]
                    sshCommand = false
                    hooksPath = %s
                [http]
                    followRedirects = true
                """.formatted(temporary.resolve("stored"), temporary.resolve("hooks")));
        return script(
                "recorder",
                "{ echo \"$@\"; env; ls -lR \"$HOME\"; } >> " + record + "\nexport GIT_CONFIG_SYSTEM=" + machine
                        + "\nunset GIT_CONFIG_NOSYSTEM\nexec git \"$@\"\n");
    }

    private DeploymentRepository by(String tool, String name, String address, String credentialsId) {
        DeploymentRepository repository = repository(name, address, credentialsId);
        repository.setGitTool(tool);
        if (address.startsWith("https:")) {
            repository.setCaCertificate(read(bed.git().ca()));
        } else {
            repository.setKnownHosts(read(bed.ssh().knownHosts()));
        }
        return repository;
    }

    private GitSource source(DeploymentRepository repository) {
        configuration().setRepositories(List.of(repository));
        String name = "item" + rule.jenkins.getItems().size();
        try {
            Item item = rule.jenkins.createProject(Folder.class, name);
            return sites.repository(definition(item, repository.getName(), ""))
                    .open()
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private void giveAll() {
        give(login("login", bed.git().user(), bed.git().password()));
        give(text(CredentialsScope.GLOBAL, "token", bed.git().token()));
        give(key("key", bed.ssh().identity(), ""));
        give(key("locked-key", bed.ssh().encryptedIdentity(), bed.ssh().passphrase()));
        give(text(CredentialsScope.GLOBAL, "ca-text", read(bed.git().ca())));
    }

    private String address(String transport, String credential) {
        return transport.equals("ssh")
                ? open.sshUrl()
                : credential.equals("login") ? basic.url() : credential.equals("token") ? token.url() : open.url();
    }

    /** The table of docs/repositories.md. */
    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "https,none,pem",
        "https,none,ca-text",
        "https,login,pem",
        "https,login,ca-text",
        "https,token,pem",
        "https,token,ca-text",
        "ssh,key,hosts",
        "ssh,key,jenkins",
        "ssh,locked-key,hosts",
        "ssh,locked-key,jenkins"
    })
    void aRepositoryIsReadAndNoCredentialStays(String transport, String credential, String trust) {
        giveAll();
        DeploymentRepository shop =
                by("recorded", "shop", address(transport, credential), credential.equals("none") ? "" : credential);
        if (trust.equals("ca-text")) {
            shop.setCaCertificate("");
            shop.setCaCredentialsId("ca-text");
        }
        if (trust.equals("jenkins")) {
            shop.setKnownHosts("");
            GitHostKeyVerificationConfiguration.get()
                    .setSshHostKeyVerificationStrategy(new ManuallyProvidedKeyVerificationStrategy(
                            read(bed.ssh().knownHosts())));
        }
        Repository read = credential.equals("login") ? basic : credential.equals("token") ? token : open;
        String content = "a: " + String.join("-", transport, credential, trust) + "\n";
        String commit = read.write("a.yaml", content).commit("for this way");
        GitSource source = source(shop);
        assertThat(source.resolve("HEAD"))
                .matches(head -> head.ref().equals("refs/heads/main"))
                .matches(head -> head.commit().equals(commit));
        assertThat(source.open("main").files(".").get(0).content()).asString().isEqualTo(content);
        assertThat(RepositoryProbe.test(shop, Home.global()))
                .matches(answer -> answer.kind == FormValidation.Kind.OK)
                .hasMessageContaining("Default branch: main. Branches (1): main");
        assertThat(read(record)).contains("ls-remote -- ", "fetch --no-tags");
        assertNothingStays();
    }

    private void assertNothingStays() {
        String keyLine = read(bed.ssh().identity()).lines().skip(1).findFirst().orElseThrow();
        assertThat(temporary.resolve("stored")).doesNotExist();
        for (Path file : files(temporary)) {
            assertThat(file.toString()).doesNotContain("jenkins-gitclient", "program-");
            assertThat(new String(bytes(file), StandardCharsets.ISO_8859_1))
                    .as("%s", file)
                    .doesNotContain(
                            bed.git().password(), bed.git().token(), bed.ssh().passphrase(), keyLine);
        }
        assertThat(files(Path.of(System.getProperty("java.io.tmpdir"))))
                .noneMatch(file -> file.getFileName().toString().startsWith("jenkins-gitclient-"));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            if (folder.equals(Path.of(System.getProperty("java.io.tmpdir")))) {
                try (Stream<Path> top = Files.list(folder)) {
                    top.forEach(found::add);
                }
            } else {
                try (Stream<Path> all = Files.walk(folder)) {
                    all.filter(Files::isRegularFile).forEach(found::add);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theProgramSeesNothingOfTheAccountAndItsFilesAreForNobodyElse() {
        giveAll();
        source(by("recorded", "shop", basic.url(), "login")).resolve("main");
        String seen = read(record);
        assertThat(seen)
                .containsPattern("(?m)^HOME=.*/program-")
                .contains("GIT_CONFIG_GLOBAL=/dev/null", "'credential.helper='", "GIT_TERMINAL_PROMPT=false")
                .containsPattern("(?m)^-rw------- .*jenkins-gitclient-password")
                .doesNotContain("SSH_AUTH_SOCK=", bed.git().password());
        source(by("recorded", "tools", open.sshUrl(), "key")).resolve("main");
        assertThat(read(record)).containsPattern("(?m)^-r-------- .*jenkins-gitclient-ssh.*key");
    }

    @Test
    void aPushedCommitArrivesAndARenewedSecretIsUsedAtTheNextLook() {
        give(login("login", bed.git().user(), bed.git().password()));
        Repository changing = bed.newRepository("basic").write("a.yaml", "a: 1\n");
        changing.commit("first");
        DeploymentRepository shop = by("here", "shop", changing.url(), "login");
        String first = source(shop).resolve("main").commit();
        String second = changing.write("a.yaml", "a: 2\n").commit("second");
        assertThat(source(shop).resolve("main").commit()).isEqualTo(second).isNotEqualTo(first);
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        give(login("login", bed.git().user(), "geheim-and-wrong"));
        assertThatThrownBy(() -> source(shop).resolve("main"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("does not accept the credential (401)")
                .hasMessageNotContaining("geheim");
        assertThat(source(shop).resolve(second).commit()).isEqualTo(second);
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        give(login("login", bed.git().user(), bed.git().password()));
        assertThat(source(shop).resolve("main").commit()).isEqualTo(second);
        shop.setGitTool("");
        assertThat(source(shop).resolve("main").commit()).isEqualTo(second);
    }

    @Test
    void aServerThatIsNotTrustedIsNotRead() {
        giveAll();
        DeploymentRepository other = by("here", "other", open.sshUrl(), "key");
        other.setKnownHosts(read(bed.ssh().wrongKnownHosts()));
        assertThatThrownBy(() -> source(other).resolve("main"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("shows another host key than the one known for it: SHA256:");
        DeploymentRepository unlisted = by("here", "unlisted", open.sshUrl(), "key");
        unlisted.setKnownHosts("");
        assertThat(RepositoryProbe.test(unlisted, Home.global()))
                .matches(answer -> answer.kind == FormValidation.Kind.ERROR)
                .hasMessageContaining("shows a host key that is not known");
        DeploymentRepository untrusted = by("here", "untrusted", basic.url(), "login");
        untrusted.setCaCertificate("");
        assertThatThrownBy(() -> source(untrusted).resolve("main"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is not trusted: ")
                .hasMessageContaining("as the repository's CA");
        assertThatThrownBy(() -> source(by("recorded", "moved", basic.urlBelow("redirect"), "login"))
                        .resolve("main"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is redirected");
        assertNothingStays();
    }

    @Test
    void aRepositoryOfAFolderIsReadToo() throws IOException {
        Folder team = folder("team");
        give(team, login("login", bed.git().user(), bed.git().password()));
        DeploymentFolderProperty property = new DeploymentFolderProperty();
        property.setRepositories(List.of(by("here", "own", basic.url(), "login")));
        team.addProperty(property);
        assertThat(sites.repository(definition(item(team), "own", ""))
                        .open()
                        .get()
                        .resolve("HEAD")
                        .ref())
                .isEqualTo("refs/heads/main");
    }

    @ParameterizedTest(name = "by {0}")
    @CsvSource({"recorded", "''"})
    void jenkinsProxyIsUsedAndItsPasswordIsNotTold(String tool) throws Exception {
        giveAll();
        String server = basic.url().replaceFirst("^https://([^/]*)/.*", "$1");
        try (ConnectProxy proxy = new ConnectProxy("proxy-user", "proxy-password-of-a-test")) {
            rule.jenkins.setProxy(
                    new ProxyConfiguration("127.0.0.1", proxy.port(), "proxy-user", "proxy-password-of-a-test"));
            DeploymentRepository shop = by(tool, "shop", basic.url(), "login");
            assertThat(source(shop).resolve("main").ref()).isEqualTo("refs/heads/main");
            assertThat(proxy.targets()).isNotEmpty().containsOnly(server);
            int before = proxy.targets().size();
            rule.jenkins.setProxy(new ProxyConfiguration(
                    "127.0.0.1", proxy.port(), "proxy-user", "proxy-password-of-a-test", "127.0.0.1"));
            source(shop).resolve("main");
            assertThat(proxy.targets()).hasSize(before);
            assertThat(RegistryReach.access(item(null), ImageName.of("registry.example.com/web"), "")
                            .proxies()
                            .to("registry.example.com"))
                    .hasValueSatisfying(each -> assertThat(each.port()).isEqualTo(proxy.port()));
            rule.jenkins.setProxy(new ProxyConfiguration("127.0.0.1", proxy.port(), "proxy-user", "geheim-and-wrong"));
            assertThatThrownBy(() -> source(shop).resolve("main"))
                    .isInstanceOf(RepositoryUnreachableException.class)
                    .hasMessageMatching("(?s).*the proxy .*\\(407\\).*")
                    .hasMessageNotContaining("geheim");
        } finally {
            rule.jenkins.setProxy(null);
        }
    }

    @Test
    void anAddressIsReadByWhatTheRepositoryThatHasItChose() {
        configuration().setRepositories(List.of(by("recorded", "shop", basic.url(), "missing")));
        give(login("login", bed.git().user(), bed.git().password()));
        assertThat(sites.repository(definition(item(null), basic.url(), "login"))
                        .open()
                        .get()
                        .resolve("HEAD")
                        .ref())
                .isEqualTo("refs/heads/main");
        assertThat(read(record)).contains("ls-remote -- " + basic.url());
    }

    @Test
    void anInstallationThatIsNotThereIsNamedWhereItIsUsed() {
        DeploymentRepository shop = by("heer", "shop", open.url(), "");
        assertThatThrownBy(() -> source(shop))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the repository shop can't be used: there is no Git installation 'heer'")
                .hasMessageContaining("there are here, missing, recorded, hanging.")
                .hasMessageContaining("Did you mean here?")
                .hasMessageContaining("Manage Jenkins » System");
        shop.setGitTool("jgit");
        assertThatThrownBy(() -> source(shop)).hasMessageContaining("no Git installation 'jgit' that is a program");
        shop.setGitTool("missing");
        assertThatThrownBy(() -> source(shop).resolve("main"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the Git installation 'missing' can't be started on the controller")
                .hasMessageContaining("/nowhere/git");
    }

    @Test
    void theFormOffersProgramsAloneAndKeepsAChoiceThatIsGone() {
        assertThat(GitTools.choices(null, "gone"))
                .extracting(choice -> choice.value)
                .containsExactly("", "here", "missing", "recorded", "hanging", "gone");
    }

    @Test
    void aProgramThatHangsIsEndedAndSoAreItsChildren() {
        RepositoryAccess hanging = RepositoryAccess.of(RepositoryAddress.parse(open.url(), AddressRules.STRICT))
                .withTimeouts(new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .withProgram(Optional.of(new InstalledGit("hanging")));
        try (GitMirrors mirrors = new GitMirrors(temporary.resolve("hanging-mirrors"), line -> {})) {
            assertThatThrownBy(() -> mirrors.source(hanging).resolve("main"))
                    .isInstanceOf(RepositoryUnreachableException.class)
                    .hasMessageContaining("the Git installation 'hanging' was ended because it was not done after 2 s");
        }
        assertThat(Thread.interrupted()).isFalse();
        assertThat(read(record).lines().map(Long::valueOf).toList()).hasSize(2).allSatisfy(pid -> assertThat(
                        ProcessHandle.of(pid))
                .matches(found -> found.isEmpty() || found.get().onExit().join() != null));
        assertNothingStays();
    }

    @Test
    void aServerThatSaysNothingIsLeftAfterTheTimeOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0);
                GitMirrors mirrors = new GitMirrors(temporary.resolve("silent-mirrors"), line -> {})) {
            RepositoryAccess access = RepositoryAccess.of(
                            RepositoryAddress.parse(
                                    "ssh://git@127.0.0.1:" + silent.getLocalPort() + "/a.git", AddressRules.STRICT),
                            new Credential.SshKey("key", "", read(bed.ssh().identity()), ""))
                    .withKnownHosts(read(bed.ssh().knownHosts()))
                    .withTimeouts(new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(3)))
                    .withProgram(Optional.of(new InstalledGit("here")));
            assertThatThrownBy(() -> mirrors.source(access).resolve("main"))
                    .isInstanceOf(RepositoryUnreachableException.class)
                    .hasMessageMatching("(?s).*(did not answer in time|was not done after 4 s).*");
        }
        assertNothingStays();
    }
}
