package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.continuousdeployment.cli.Terminal.Answer;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Kubectl;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Manifests and kustomizations that people published, where they lie beside the checkout (or where {@code CD_SHARED}
 * says), in a fresh cluster. Left out: what needs definitions that are not there (cert-manager in {@code
 * podinfo/deploy/secure}, Istio, {@code ServiceMonitor}), {@code config/manager/ui.yaml}, whose ServiceAccount is
 * nowhere, and so {@code config/default}, which has it; and two samples whose {@code spec} is null, which their own
 * definition forbids.
 */
class PublishedManifestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Definitions come before what uses them; each is a project with a namespace of its own. */
    private static final List<String> FOLDERS = List.of(
            "microservices-demo/kubernetes-manifests",
            "microservices-demo/kustomize/base",
            "microservices-demo/kustomize",
            "microservices-demo/kustomize/tests/memorystore-with-all-components",
            "microservices-demo/kustomize/tests/spanner-with-all-components",
            "microservices-demo/kustomize/components/network-policies",
            "podinfo/deploy/webapp",
            "podinfo/deploy/bases/backend",
            "podinfo/deploy/bases/cache",
            "podinfo/deploy/bases/database",
            "podinfo/deploy/bases/frontend",
            "podinfo/deploy/overlays/dev",
            "podinfo/deploy/overlays/staging",
            "podinfo/deploy/overlays/production",
            "podinfo/kustomize",
            "open-podcasts/config/crd",
            "open-podcasts/config/rbac",
            "open-podcasts/config/manager/manager.yaml",
            "open-podcasts/config/manager/apiserver.yaml",
            "open-podcasts/config/manager/apiserver-svc.yaml",
            "open-podcasts/config/manager/ui-svc.yaml",
            "open-podcasts/config/samples/backup-rss.yaml",
            "open-podcasts/config/samples/notifier_slack.yaml",
            "open-podcasts/config/samples/osf2f_v1alpha1_category.yaml",
            "open-podcasts/config/samples/osf2f_v1alpha1_profile.yaml",
            "open-podcasts/config/samples/osf2f_v1alpha1_rss.yaml",
            "open-podcasts/config/samples/osf2f_v1alpha1_show.yaml",
            "open-podcasts/config/samples/osf2f_v1alpha1_showitem.yaml",
            "open-podcasts/config/samples/osf2f_v1alpha1_storage.yaml");

    /** Namespaces that the manifests name and only Kustomize would make. */
    private static final List<String> NAMESPACES = List.of("system", "osf2f-system");

    private static final List<String> WRITES = List.of("POST", "PUT", "PATCH", "APPLY", "DELETE", "DELETECOLLECTION");

    private static final Pattern NOT_STORED_OR_RENEWED = Pattern.compile("^leases|^events|^componentstatuses|metrics");

    private final Path manifests = manifests();

    private static Path manifests() {
        String shared = System.getProperty("CD_SHARED", System.getenv("CD_SHARED"));
        Path root = shared != null
                ? Path.of(shared)
                : Path.of(System.getProperty("checkout")).resolve("../shared");
        return root.resolve("cases/manifests").normalize();
    }

    @BeforeEach
    void areThere() {
        assumeTrue(Files.isDirectory(manifests), "no published manifests in " + manifests);
    }

    @Test
    void becomeHealthyAndStayUntouchedBySecondSyncs() throws IOException {
        try (TestBed bed = TestBed.start("--with", "kubernetes,controllers,scheduler,kwok,metrics")) {
            Kubectl kubectl = bed.kubectl();
            Map<String, String> namespaces =
                    FOLDERS.stream().collect(Collectors.toMap(folder -> folder, folder -> kubectl.newNamespace()));
            NAMESPACES.forEach(name -> kubectl.run("create", "namespace", name));
            int objects = 0;
            for (String folder : FOLDERS) {
                objects += firstSync(kubectl, folder, namespaces.get(folder));
            }
            // From here on nobody writes but cdctl.
            List.of("controllers", "scheduler", "kwok").forEach(bed::stopPart);
            String before = versions(kubectl);
            Requests first = Requests.of(kubectl);
            assertThat(first.dryRuns())
                    .as("the first syncs, so that zero says something")
                    .isGreaterThan(objects / 2);
            for (String folder : FOLDERS) {
                cdctl(kubectl, "sync", folder, namespaces.get(folder), "--prune")
                        .ended(0);
            }
            Requests second = Requests.of(kubectl).since(first);
            assertThat(second.writes())
                    .as("writes of the second syncs: %s", second.byVerb())
                    .isZero();
            assertThat(versions(kubectl).lines())
                    .containsExactlyElementsOf(before.lines().toList());
            for (String folder : FOLDERS) {
                cdctl(kubectl, "diff", folder, namespaces.get(folder), "--prune")
                        .ended(0);
                cdctl(kubectl, "status", folder, namespaces.get(folder)).ended(0);
            }
            System.out.printf(
                    "%d published objects in %d projects: %d proved without a request, %d by a dry run; a second sync"
                            + " of all sends %s%n",
                    objects, FOLDERS.size(), objects - second.dryRuns(), second.dryRuns(), second.byVerb());
            assertThat(second.dryRuns()).isLessThanOrEqualTo(objects / 10);
        }
    }

    private int firstSync(Kubectl kubectl, String folder, String namespace) throws IOException {
        Answer answer = cdctl(kubectl, "sync", folder, namespace, "--prune", "-o", "json");
        assertThat(answer.code()).as(folder + ": " + answer.err()).isZero();
        JsonNode changes = JSON.readTree(answer.out());
        assertThat(changes.at("/health").asText()).as(folder).isEqualTo("Healthy");
        assertThat(changes.at("/syncStatus").asText()).as(folder).isEqualTo("Synced");
        return changes.at("/changes").size();
    }

    private Answer cdctl(Kubectl kubectl, String command, String folder, String namespace, String... more) {
        int slash = folder.indexOf('/');
        List<String> arguments = new ArrayList<>(List.of(
                command,
                "--name",
                folder,
                "--dir",
                manifests.resolve(folder.substring(0, slash)).toString(),
                "--path",
                folder.substring(slash + 1),
                "--kubeconfig",
                kubectl.kubeconfig().toString(),
                "-n",
                namespace,
                "--kustomize-binary",
                TestBed.program("kustomize").toString(),
                "--timeout",
                "2m"));
        arguments.addAll(List.of(more));
        return Terminal.cdctl(arguments.toArray(String[]::new));
    }

    /** Every object of the cluster with its resourceVersion, but for what servers renew by themselves. */
    private static String versions(Kubectl kubectl) {
        String kinds = kubectl.run("api-resources", "--verbs=list", "-o", "name")
                .lines()
                .filter(kind -> !NOT_STORED_OR_RENEWED.matcher(kind).find())
                .collect(Collectors.joining(","));
        return kubectl.run(
                "get",
                kinds,
                "-A",
                "-o",
                "jsonpath={range .items[*]}{.kind} {.metadata.namespace}/{.metadata.name}"
                        + " {.metadata.resourceVersion}{\"\\n\"}{end}");
    }

    /** {@code apiserver_request_total} by verb, without leases and events, which servers write by themselves. */
    private record Requests(Map<String, Long> byVerb, long dryRuns) {
        static Requests of(Kubectl kubectl) {
            Map<String, Long> byVerb = new TreeMap<>();
            long dryRuns = 0;
            for (String line : kubectl.run("get", "--raw", "/metrics").lines().toList()) {
                boolean counted = line.startsWith("apiserver_request_total{")
                        && !line.contains("resource=\"leases\"")
                        && !line.contains("resource=\"events\"");
                if (!counted) {
                    continue;
                }
                long number = (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
                if (line.contains("dry_run=\"All\"")) {
                    dryRuns += number;
                } else {
                    byVerb.merge(line.replaceAll(".*verb=\"([A-Z]*)\".*", "$1"), number, Long::sum);
                }
            }
            return new Requests(byVerb, dryRuns);
        }

        Requests since(Requests other) {
            Map<String, Long> more = new TreeMap<>();
            byVerb.forEach((verb, number) -> more.put(verb, number - other.byVerb.getOrDefault(verb, 0L)));
            more.values().removeIf(number -> number == 0);
            return new Requests(more, dryRuns - other.dryRuns);
        }

        long writes() {
            return WRITES.stream()
                    .mapToLong(verb -> byVerb.getOrDefault(verb, 0L))
                    .sum();
        }
    }

    @Test
    void whatPeopleDoByKubectlIsShownAndUndone() throws IOException {
        Terminal terminal = demo();
        String service = "service/cartservice";
        terminal.kubectl.run("delete", "-n", terminal.namespace, service);
        terminal.kubectl.run("scale", "-n", terminal.namespace, "deployment/adservice", "--replicas=3");
        terminal.kubectl.run("set", "image", "-n", terminal.namespace, "deployment/frontend", "server=evil:1");

        Answer diff = terminal.shop("diff").ended(1);
        assertThat(diff.out())
                .contains("A sync would give: 1 created, 1 configured")
                .contains("Service " + terminal.namespace + "/cartservice")
                .contains("Deployment.apps " + terminal.namespace + "/frontend")
                .contains("-        image: evil:1", "+        image: ")
                .doesNotContain("adservice");
        assertThat(terminal.shop("status").ended(1).out()).contains("OutOfSync", "is not there");

        Answer sync = terminal.shop("sync").ended(0);
        assertThat(sync.err())
                .contains("created     Service " + terminal.namespace + "/cartservice")
                .contains("configured  Deployment.apps " + terminal.namespace + "/frontend");
        terminal.kubectl.run("get", "-n", terminal.namespace, service);
        terminal.shop("diff").ended(0);
    }

    @Test
    void removingAFilePrunesItsObjectsAndMovingOnePrunesNone() throws IOException {
        Terminal terminal = demo();
        Path ad = terminal.folder.resolve("adservice.yaml");
        Path cart = terminal.folder.resolve("cartservice.yaml");
        Files.writeString(cart, Files.readString(cart) + "---\n" + Files.readString(ad));
        Files.delete(ad);
        String before = terminal.versions();
        terminal.shop("diff", "--prune").ended(0);
        assertThat(terminal.shop("sync", "--prune").ended(0).out()).doesNotContain("pruned", "configured", "created");
        assertThat(terminal.versions()).isEqualTo(before);

        Files.delete(terminal.folder.resolve("emailservice.yaml"));
        JsonNode changes = JSON.readTree(
                terminal.shop("sync", "--prune", "-o", "json").ended(0).out());
        assertThat(changes.at("/changes"))
                .filteredOn(change -> !change.path("action").asText().equals("unchanged"))
                .extracting(change -> change.path("action").asText() + " "
                        + change.path("kind").asText() + "/"
                        + change.path("name").asText())
                .containsExactlyInAnyOrder(
                        "pruned Deployment/emailservice",
                        "pruned Service/emailservice",
                        "pruned ServiceAccount/emailservice");
    }

    /** The shop of microservices-demo, synced from a copy of its files as plain manifests. */
    private Terminal demo() throws IOException {
        Terminal terminal = new Terminal();
        try (var files = Files.list(manifests.resolve("microservices-demo/kubernetes-manifests"))) {
            for (Path file :
                    files.filter(each -> !each.endsWith("kustomization.yaml")).toList()) {
                terminal.write(file.getFileName().toString(), Files.readString(file));
            }
        }
        terminal.shop("sync", "--prune").ended(0);
        return terminal;
    }
}
