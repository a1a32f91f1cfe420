package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.cli.Terminal.Answer;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input: exit code 2, a message that says where and what to do, no secret in it, and nothing changed in the cluster,
 * although the same source also has a change that the cluster would take.
 */
class BadInputTest {
    private static final String SECRET = "hunter2";
    private static final String GOOD = "{apiVersion: v1, kind: ConfigMap, metadata: {name: good}, data: {v: \"%s\"}}\n";
    private static final String CONFIG_MAP = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n";
    private static final String DEPLOYMENT = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: a}
        spec:
          %s
          selector: {matchLabels: {a: b}}
          template:
            metadata: {labels: {a: b}}
            spec: {containers: [{name: a, image: x%s}]}
        """;

    private static Terminal terminal;
    private static Repository repository;

    @BeforeAll
    static void somethingIsThereAlready() {
        terminal = new Terminal();
        repository = TestBed.get().newRepository("public");
        repository.write("deploy/good.yaml", GOOD.formatted("2")).commit("good");
        terminal.clear().write("good.yaml", GOOD.formatted("1")).shop("sync").ended(0);
    }

    /** Files beside a good one, and what must be said of them. */
    private record Case(String name, Map<String, String> files, List<String> said) {
        static Case of(String name, String text, String... said) {
            return new Case(name, Map.of("bad.yaml", text), List.of(said));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> manifests() {
        return Stream.of(
                Case.of(
                        "broken YAML",
                        "kind: Secret\nstringData:\n  password: \"hunter2\n  other: hunter2\n",
                        "bad.yaml:3:13: the quote that opens here is never closed"),
                Case.of("alias bomb", bomb(), "bad.yaml:", "more than 5,000,000 values"),
                Case.of(
                        "deep nesting",
                        "data: " + "[".repeat(2000) + "]".repeat(2000),
                        "bad.yaml:1:106: nested deeper than 100 levels"),
                Case.of(
                        "duplicate keys",
                        "kind: Secret\nstringData:\n  password: hunter2\n  password: hunter2\n",
                        "bad.yaml:4:3: the key \"password\" stands twice",
                        "line 3, column 3"),
                new Case(
                        "duplicate objects",
                        Map.of("bad.yaml", CONFIG_MAP, "worse.yaml", "# again\n" + CONFIG_MAP),
                        List.of("worse.yaml:2:1", "bad.yaml:1:1", "Keep one of them")),
                Case.of("no kind", "apiVersion: v1\nmetadata: {name: a}\n", "bad.yaml:1:1", "kind is missing"),
                Case.of(
                        "no name",
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {labels: {a: b}}\n",
                        "bad.yaml:3:",
                        "metadata.name is missing"),
                Case.of(
                        "unknown kind",
                        "apiVersion: apps/v1\nkind: Deploymnt\nmetadata: {name: a}\n",
                        "bad.yaml:1:1",
                        "serves no apps/v1 Deploymnt; did you mean apps/v1 Deployment? If"),
                Case.of(
                        "version that is served no more",
                        "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\n",
                        "bad.yaml:1:1",
                        "it serves CronJob in batch/v1. If"),
                Case.of(
                        "unknown fields, all of them",
                        DEPLOYMENT.formatted("replica: 2", ", imagePulPolicy: Always"),
                        "bad.yaml:1:1",
                        "spec.replica, spec.template.spec.containers[0].imagePulPolicy",
                        "Correct the spelling"),
                Case.of(
                        "wrong type",
                        DEPLOYMENT.formatted("replicas: three", ""),
                        "bad.yaml:1:1",
                        ".spec.replicas: expected numeric"),
                Case.of(
                        "integer beyond 64 bits",
                        DEPLOYMENT.formatted("replicas: 18446744073709551616", ""),
                        "bad.yaml:5:13: an integer beyond 64 bits"),
                Case.of(
                        "wrong value in a Secret",
                        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {password: hunter2-is-no-base64}\n",
                        "bad.yaml:"),
                Case.of(
                        "more objects than the limit",
                        IntStream.rangeClosed(0, 20_000)
                                .mapToObj(i -> "---\n" + CONFIG_MAP.replace("name: a", "name: a" + i))
                                .collect(Collectors.joining()),
                        "20,000",
                        "maxObjects"));
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String before = "*a" + (i - 1);
            text.append("a%d: &a%d [".formatted(i, i))
                    .append(String.join(", ", Collections.nCopies(9, before)))
                    .append("]\n");
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void manifestsAreRefusedWithTheirPlace(Case bad) {
        terminal.clear().write("good.yaml", GOOD.formatted("2"));
        bad.files().forEach(terminal::write);
        refused(() -> terminal.shop("sync"), bad.said());
    }

    @Test
    void hugeFileIsRefusedUnread() throws IOException {
        terminal.clear().write("good.yaml", GOOD.formatted("2"));
        try (RandomAccessFile file =
                new RandomAccessFile(terminal.folder.resolve("bad.yaml").toFile(), "rw")) {
            file.setLength(200L << 20);
        }
        refused(() -> terminal.shop("sync"), List.of("bad.yaml", "209,715,200 bytes", "67,108,864"));
    }

    @Test
    void tooManyFilesAreRefused() throws IOException {
        terminal.clear();
        for (int i = 0; i <= 20_000; i++) {
            Files.createFile(terminal.folder.resolve("f" + i + ".yaml"));
        }
        refused(() -> terminal.shop("sync"), List.of("20,000", "maxFiles"));
    }

    @Test
    void linkOutOfTheTreeIsNotFollowed() throws IOException {
        Path outside = Files.writeString(terminal.folder.resolveSibling("outside-" + terminal.namespace), SECRET);
        terminal.clear().write("good.yaml", GOOD.formatted("2"));
        Files.createSymbolicLink(terminal.folder.resolve("link.yaml"), outside);
        refused(() -> terminal.shop("sync"), List.of("link.yaml", "leads out of the tree", "remove the link"));
    }

    @Test
    void namespacedObjectNeedsANamespace() {
        terminal.clear().write("good.yaml", GOOD.formatted("2"));
        refused(
                () -> Terminal.cdctl(
                        "sync",
                        "--name",
                        terminal.name(),
                        "--dir",
                        terminal.folder.toString(),
                        "--kubeconfig",
                        terminal.kubectl.kubeconfig().toString()),
                List.of("good.yaml:1:1: ConfigMap good needs a namespace", "set metadata.namespace"));
    }

    @Test
    void yamlThatIsNoManifestIsNamed() {
        terminal.clear()
                .write("good.yaml", GOOD.formatted("1"))
                .write("values.yaml", "image: web\n")
                .write("part/kustomization.yaml", "kind: Component\nresources: [more.yaml]\n");
        Answer answer = terminal.shop("diff").ended(0);
        assertThat(answer.err())
                .contains("Left out: values.yaml:1:1: no manifest: it has neither apiVersion nor kind")
                .contains("Left out: part/kustomization.yaml: a Component of kustomize counts only where");
    }

    /** What comes after {@code sync --name … DESTINATION}, and what must be said. */
    private record Source(String name, List<String> arguments, List<String> said) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Source source(String name, List<String> arguments, String... said) {
        return new Source(name, arguments, List.of(said));
    }

    static Stream<Source> sources() {
        String good = repository().url();
        String git = TestBed.get().git().url();
        return Stream.of(
                source(
                        "unreachable",
                        List.of("--repo", "https://127.0.0.1:1/a.git"),
                        "can't be reached",
                        "127.0.0.1:1"),
                source("unknown host", List.of("--repo", "https://nowhere.invalid/a.git"), "host name nowhere.invalid"),
                source("no such repository", List.of("--repo", git + "public/none.git"), "(404)", "Check the address"),
                source("no credential", List.of("--repo", git + "basic/none.git"), "asks for a credential (401)"),
                source("server that fails", List.of("--repo", git + "status/503/a.git"), "503"),
                source("short SSH form", List.of("--repo", "git@host:shop.git"), "Write ssh://git@host/shop.git"),
                source(
                        "password in the address",
                        List.of("--repo", "https://ann:hunter2@host/shop.git"),
                        "contains a password"),
                source(
                        "unknown revision",
                        List.of("--repo", good, "--revision", "nope"),
                        "nope is no branch, tag or commit",
                        "main"),
                source(
                        "revision like an option",
                        List.of("--repo", good, "--revision=--upload-pack=touch"),
                        "looks like an option"),
                source("missing path", List.of("--repo", good, "--path", "nope"), "there is no nope in commit"),
                source(
                        "path out of the tree",
                        List.of("--repo", good, "--path", "deploy/../.."),
                        "deploy/../..",
                        "may not leave the repository"),
                source("no source", List.of(), "either --repo URL or --dir FOLDER"),
                source("both sources", List.of("--repo", good, "--dir", "."), "either --repo URL or --dir FOLDER"),
                source(
                        "settings of a wrong kind, all of them",
                        List.of("--repo", good, "--prune-limit", "many", "--timeout", "soon"),
                        "pruneLimit",
                        "timeout"),
                source("unknown flag", List.of("--repo", good, "--prun"), "unknown option: '--prun'", "sync --help"));
    }

    private static Repository repository() {
        if (repository == null) {
            somethingIsThereAlready();
        }
        return repository;
    }

    @ParameterizedTest
    @MethodSource("sources")
    void sourcesAreRefusedWithWhatToDo(Source bad) {
        List<String> arguments = new ArrayList<>(bad.arguments());
        if (arguments.contains("--repo")) {
            arguments.addAll(List.of("--ca-file", TestBed.get().git().ca().toString()));
        }
        refused(() -> terminal.about("sync", arguments), bad.said());
    }

    @Test
    void wrongCredentialIsNotRepeated() {
        String url = TestBed.get().newRepository("basic").url();
        String ca = TestBed.get().git().ca().toString();
        List<String> sync = new ArrayList<>(List.of("sync", "--name", terminal.name()));
        sync.addAll(terminal.destination());
        sync.addAll(List.of("--repo", url, "--ca-file", ca));
        refused(
                () -> Terminal.process(Map.of("CDCTL_GIT_TOKEN", SECRET), "", sync.toArray(String[]::new)),
                List.of("does not accept the credential (401): a token"));
        sync.addAll(List.of("--git-user", "ann"));
        refused(
                () -> Terminal.process(Map.of("CDCTL_GIT_PASSWORD", SECRET), "", sync.toArray(String[]::new)),
                List.of("does not accept the credential (401): user ann"));
    }

    @Test
    void clusterThatDoesNotAnswer() {
        withKubeconfig(
                kubeconfig("https://127.0.0.1:1", "token: hunter2"),
                "can't be reached",
                "https://127.0.0.1:1",
                "Is it running");
    }

    @Test
    void clusterThatDoesNotAcceptTheToken() {
        withKubeconfig(
                kubeconfig(TestBed.get().kubernetes().server(), "token: hunter2"),
                "does not accept the credential (401",
                "expired");
    }

    @Test
    void clusterThatForbids() {
        Path guest = TestBed.get().kubectlAs("guest-" + terminal.namespace).kubeconfig();
        withKubeconfig(guest, "does not allow to", "guest-" + terminal.namespace, "cannot");
    }

    @Test
    void userWhoMayReadAndNotWriteIsToldTheVerb() {
        String user = "reader-" + terminal.namespace;
        terminal.kubectl.run("create", "clusterrolebinding", user, "--clusterrole=view", "--user=" + user);
        Path reader = TestBed.get().kubectlAs(user).kubeconfig();
        withKubeconfig(reader, "cannot patch resource \"configmaps\"", user);
    }

    @Test
    void contextThatIsNone() {
        terminal.clear().write("good.yaml", GOOD.formatted("2"));
        refused(() -> terminal.shop("sync", "--context", "prod"), List.of("there is no context \"prod\"; it has: "));
    }

    @Test
    void definitionWithThreeMistakes() throws IOException {
        Path file = Files.writeString(terminal.folder.resolveSibling("three-" + terminal.namespace + ".yaml"), """
            name: shop
            source:
              repositry: https://git.example.com/shop.git
              repository: https://git.example.com/shop.git
            destinations:
            - cluster: prod
            sync:
              prune: maybe
              timeout: soon
            """);
        for (String command : List.of("sync", "diff", "status", "validate")) {
            Answer answer = Terminal.cdctl(command, "-f", file.toString()).ended(2);
            assertThat(answer.out() + answer.err())
                    .contains(file + ":3:3: source.repositry: unknown key. Did you mean repository?")
                    .contains(file + ":8:10: sync.prune")
                    .contains(file + ":9:12: sync.timeout");
        }
    }

    private static void withKubeconfig(Path kubeconfig, String... said) {
        terminal.clear().write("good.yaml", GOOD.formatted("2"));
        String[] sync = {
            "sync", "--name", terminal.name(), "--dir", terminal.folder.toString(), "-n", terminal.namespace,
        };
        List<String> arguments = new ArrayList<>(Arrays.asList(sync));
        arguments.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        refused(() -> Terminal.cdctl(arguments.toArray(String[]::new)), List.of(said));
    }

    private static Path kubeconfig(String server, String user) {
        String text = """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "%s", certificate-authority: "%s"}}]
            users: [{name: u, user: {%s}}]
            contexts: [{name: c, context: {cluster: c, user: u}}]
            current-context: c
            """.formatted(server, TestBed.get().kubernetes().ca(), user);
        try {
            return Files.writeString(Files.createTempFile(terminal.folder.getParent(), "kube", "config"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refused(Supplier<Answer> command, List<String> said) {
        String before = terminal.versions();
        Answer answer = command.get().ended(2);
        assertThat(answer.err()).contains(said).doesNotContain(SECRET).doesNotContain("\tat ");
        assertThat(answer.out()).isEmpty();
        assertThat(terminal.versions()).isEqualTo(before);
    }
}
