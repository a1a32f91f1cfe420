package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Kubectl;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which cluster is asked and with what is said to {@code cdctl}, and nothing of it is said to anybody else. */
class SurroundingsTest {
    private static final String PASSWORD = "correct-horse-battery";
    private static final String NUMBER = "7316804925";

    @TempDir
    private Path folder;

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Path kubeconfig(String token) {
        TestBed.KubernetesServer server = TestBed.get().kubernetes();
        return Child.kubeconfig(
                folder.resolve("config-" + token.hashCode()),
                "server: '" + server.server() + "', certificate-authority: '" + server.ca() + "'",
                "token: '" + token + "'");
    }

    @Test
    void nothingIsTakenFromTheEnvironment() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (ServerSocket trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread listening = new Thread(() -> answer(trap, calls));
            listening.setDaemon(true);
            listening.start();
            String port = Integer.toString(trap.getLocalPort());
            String address = "http://127.0.0.1:" + port;
            Path elsewhere = Child.kubeconfig(folder.resolve("elsewhere"), "server: '" + address + "'", "");
            Map<String, String> environment = Map.ofEntries(
                    Map.entry("KUBECONFIG", elsewhere.toString()),
                    Map.entry("KUBERNETES_MASTER", address),
                    Map.entry("KUBERNETES_SERVICE_HOST", "127.0.0.1"),
                    Map.entry("KUBERNETES_SERVICE_PORT", port),
                    Map.entry("KUBERNETES_NAMESPACE", "wrong"),
                    Map.entry("KUBERNETES_AUTH_TOKEN", "wrong"),
                    Map.entry("HTTP_PROXY", address),
                    Map.entry("HTTPS_PROXY", address),
                    Map.entry("http_proxy", address),
                    Map.entry("https_proxy", address),
                    Map.entry("ALL_PROXY", address));
            List<String> properties = List.of(
                    "-Dkubernetes.master=" + address,
                    "-Dkubeconfig=" + elsewhere,
                    "-Dkubernetes.auth.token=wrong",
                    "-Dkubernetes.namespace=wrong",
                    "-Dkubernetes.trust.certificates=true",
                    "-Dhttps.proxy=" + address,
                    "-Dall.proxy=" + address);
            Path right = kubeconfig(TestBed.get().kubernetes().adminToken());

            Child.Ended ended =
                    Child.ended(Child.start(folder, environment, properties, "list", "--kubeconfig", right.toString()));

            assertThat(ended.code()).as(ended.said()).isZero();
            assertThat(calls).as("calls to where the environment points").hasValue(0);
        }
    }

    private static void answer(ServerSocket trap, AtomicInteger calls) {
        try {
            while (true) {
                trap.accept().close();
                calls.incrementAndGet();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    @Test
    void neitherSecretsNorTokensAreEverSaid() throws IOException {
        Kubectl kubectl = TestBed.get().kubectl();
        String namespace = kubectl.newNamespace();
        String token = TestBed.get().kubernetes().adminToken();
        String right = kubeconfig(token).toString();
        String wrong = kubeconfig("wrong-" + PASSWORD).toString();
        String secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: safe}\n";
        List<String> sources = List.of(
                secret + "stringData: {password: " + PASSWORD + "}\n",
                secret + "data: {password: " + base64(PASSWORD + "2") + "}\n",
                secret + "immutable: true\ndata: {password: " + base64(PASSWORD + "3") + "}\n",
                secret + "immutable: true\ndata: {password: " + base64(PASSWORD + "4") + "}\n",
                secret + "type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: " + PASSWORD + "}\n",
                secret + "data: {password: '" + PASSWORD + "!'}\n",
                secret + "data: {password: " + NUMBER + "}\n",
                secret + "data: {password: [" + PASSWORD + "]}\n",
                secret + "stringData: {password: {" + PASSWORD + ": x}}\n",
                secret + "data: " + PASSWORD + "\n");
        // Made by kubectl first, so that a copy of the values stands in an annotation.
        kubectl.feed(secret + "stringData: {password: " + PASSWORD + "0}\n", "-n", namespace, "apply", "-f", "-");
        List<String> said = new ArrayList<>();
        Path commit = Files.createDirectory(folder.resolve("commit"));
        for (String source : sources) {
            Files.writeString(commit.resolve("secret.yaml"), source);
            for (String config : said.isEmpty() ? List.of(wrong, right) : List.of(right)) {
                for (String command : List.of("diff", "sync", "status")) {
                    for (String format : List.of("text", "json")) {
                        Child.Ended ended = Child.here(
                                command,
                                "--name",
                                "shop",
                                "--dir",
                                commit.toString(),
                                "--kubeconfig",
                                config,
                                "-n",
                                namespace,
                                "--prune",
                                "-o",
                                format);
                        said.add(ended.said());
                    }
                }
            }
        }
        said.add(Child.here("delete", "--name", "shop", "--kubeconfig", right, "-n", namespace, "--yes")
                .said());
        assertThat(said).hasSize((sources.size() + 1) * 6 + 1);
        assertThat(said).allSatisfy(each -> assertThat(each)
                .doesNotContain(PASSWORD)
                .doesNotContain(NUMBER)
                .doesNotContain(token)
                .doesNotContain(base64(PASSWORD).substring(0, 20)));
    }
}
