package io.jenkins.plugins.continuousdeployment.engine.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code cdctl run} with many projects: how fast, and what it costs the cluster and the machine. */
public final class LoopBench {
    private static final int PROJECTS = 200;
    private static final int NAMESPACES = 10;
    private static final int DRIFTS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestBed bed;
    private final Repository repository;
    private final Path account;
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private Process process;
    private Duration cpu = Duration.ZERO;

    private LoopBench(TestBed bed) {
        this.bed = bed;
        this.repository = bed.newRepository("public");
        this.account = bed.kubectlAs("loop", "system:masters").kubeconfig();
    }

    /** Takes the path of {@code cdctl}, and for how many seconds it is watched doing nothing. */
    public static void main(String[] arguments) throws Exception {
        try (TestBed bed = TestBed.start("--audit", "--with", "kubernetes,controllers,scheduler,kwok,git")) {
            new LoopBench(bed).run(Path.of(arguments[0]).toAbsolutePath(), Integer.parseInt(arguments[1]));
        }
    }

    private void run(Path cdctl, int idleSeconds) throws Exception {
        for (int i = 0; i < NAMESPACES; i++) {
            bed.kubectl().run("create", "namespace", "bench-" + i);
        }
        write("1");
        repository.commit("First");
        Path file = bed.dir().resolve("projects.yaml");
        Files.writeString(file, definitions());
        long start = System.nanoTime();
        process = new ProcessBuilder(
                        cdctl.toString(),
                        "run",
                        "-o",
                        "json",
                        "-f",
                        file.toString(),
                        "--kubeconfig",
                        account.toString(),
                        "--ca-file",
                        bed.git().ca().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread reader = new Thread(() -> read(process.inputReader()), "events");
        reader.setDaemon(true);
        reader.start();
        try {
            measure(start, idleSeconds);
        } finally {
            process.toHandle().destroy();
            process.waitFor();
        }
    }

    private void measure(long start, int idleSeconds) throws Exception {
        System.out.printf("%d projects of 4 objects in one repository, interval 1 s%n", PROJECTS);
        long mark = lines();
        healthy(start);
        told("first sync to all Healthy", start, 1.7);
        both(mark);
        mark = lines();
        long commit = System.nanoTime();
        write("2");
        repository.commit("Changes all");
        all("synced", event -> true);
        told("a commit that changes all, pushed to synced", commit, 2.0);
        both(mark);
        quiet();
        mark = lines();
        commit = System.nanoTime();
        repository.write("README", "nothing").commit("Touches no path");
        all("commit", event -> true);
        told("a commit that touches no path, pushed to compared", commit, 1.6);
        System.out.println("  requests " + requests(mark));
        drift();
        idle(idleSeconds);
    }

    private void both(long since) throws IOException {
        System.out.println("  requests " + requests(since));
        System.out.println("  the cluster's own " + requests(since, false));
    }

    private void told(String what, long since, double limit) {
        double seconds = (System.nanoTime() - since) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-52s %6.2f s, limit %.2f  %s; CPU of the process %.1f s%n",
                what,
                seconds,
                limit,
                seconds <= limit ? "ok" : "OVER",
                cpuSpent().toMillis() / 1000.0);
    }

    private void drift() throws Exception {
        List<Double> healed = new ArrayList<>();
        for (int i = 0; i < DRIFTS; i++) {
            int project = (i * 37) % PROJECTS;
            quiet();
            long start = System.nanoTime();
            bed.kubectl().run("delete", "configmap", name(project), "-n", namespace(project), "--wait=false");
            long deleted = System.nanoTime();
            next(event -> event.path("event").asText().equals("synced")
                    && event.path("project").asText().equals(name(project)));
            healed.add((System.nanoTime() - deleted) / 1e9);
            if (start > deleted) {
                throw new IllegalStateException();
            }
        }
        healed.sort(null);
        System.out.printf(
                Locale.ROOT,
                "drift healed after kubectl returned, %d times: median %.3f s, 95th percentile %.3f s, limit 1.00%n",
                DRIFTS,
                healed.get(DRIFTS / 2),
                healed.get(DRIFTS * 95 / 100));
    }

    private void idle(int seconds) throws Exception {
        quiet();
        long mark = lines();
        cpuSpent();
        TimeUnit.SECONDS.sleep(seconds);
        Duration spent = cpuSpent();
        System.out.printf(
                Locale.ROOT,
                "idle for %d s: requests to the API server %s, CPU %.1f s, %s%n",
                seconds,
                requests(mark),
                spent.toMillis() / 1000.0,
                memory());
    }

    /** The processor time of the process since the last call. */
    private Duration cpuSpent() {
        Duration now = process.info().totalCpuDuration().orElse(Duration.ZERO);
        Duration spent = now.minus(cpu);
        cpu = now;
        return spent;
    }

    private String memory() throws IOException {
        long pid = process.toHandle()
                .descendants()
                .findFirst()
                .orElse(process.toHandle())
                .pid();
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
                .map(line -> line.replaceAll("\\s+", " "))
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private void read(BufferedReader out) {
        out.lines().filter(line -> line.startsWith("{")).forEach(line -> {
            try {
                JsonNode event = JSON.readTree(line);
                if (event.path("event").asText().matches("failed|unreachable|definitions")) {
                    System.err.println(line);
                }
                events.add(event);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Waits until all are healthy, and says on the way when all were synced: the rest is the cluster's own work. */
    private void healthy(long start) throws InterruptedException {
        Set<String> synced = new HashSet<>();
        Set<String> healthy = new HashSet<>();
        while (healthy.size() < PROJECTS) {
            JsonNode event = next(each -> true);
            String project = event.path("project").asText();
            if (event.path("event").asText().equals("synced") && synced.add(project) && synced.size() == PROJECTS) {
                System.out.printf(
                        Locale.ROOT, "%-52s %6.2f s%n", "  all synced after", (System.nanoTime() - start) / 1e9);
            }
            if (event.path("health").asText().equals("Healthy")) {
                healthy.add(project);
            }
        }
    }

    /** Waits until every project has had such an event. */
    private void all(String kind, Predicate<JsonNode> fits) throws InterruptedException {
        Set<String> seen = new HashSet<>();
        while (seen.size() < PROJECTS) {
            JsonNode event = next(each -> each.path("event").asText().equals(kind) && fits.test(each));
            seen.add(event.path("project").asText());
        }
    }

    private JsonNode next(Predicate<JsonNode> fits) throws InterruptedException {
        while (true) {
            JsonNode event = events.poll(2, TimeUnit.MINUTES);
            if (event == null) {
                throw new IllegalStateException("nothing happened for two minutes");
            }
            if (fits.test(event)) {
                return event;
            }
        }
    }

    /** Until nothing has happened for a moment. */
    private void quiet() throws InterruptedException {
        while (events.poll(700, TimeUnit.MILLISECONDS) != null) {
            // Not yet.
        }
    }

    private long lines() throws IOException {
        try (var lines = Files.lines(bed.kubernetes().auditLog())) {
            return lines.count();
        }
    }

    private Map<String, Integer> requests(long since) throws IOException {
        return requests(since, true);
    }

    /** Counts by verb the requests of the loop, or those of everybody else: what the cluster does with what it got. */
    private Map<String, Integer> requests(long since, boolean ours) throws IOException {
        Map<String, Integer> byVerb = new TreeMap<>();
        try (var lines = Files.lines(bed.kubernetes().auditLog())) {
            lines.skip(since)
                    .filter(line -> line.contains("\"username\":\"loop\"") == ours)
                    .forEach(line -> {
                        String verb = line.replaceAll(".*\"verb\":\"([a-z]*)\".*", "$1");
                        byVerb.merge(line.contains("dryRun=All") ? verb + " (dry run)" : verb, 1, Integer::sum);
                    });
        }
        return byVerb;
    }

    private static String name(int project) {
        return String.format("p%03d", project);
    }

    private static String namespace(int project) {
        return "bench-" + project % NAMESPACES;
    }

    private void write(String version) {
        for (int i = 0; i < PROJECTS; i++) {
            repository.write(name(i) + "/all.yaml", """
                    apiVersion: v1
                    kind: ServiceAccount
                    metadata: {name: NAME, labels: {version: vVERSION}}
                    ---
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: NAME}
                    data: {version: vVERSION}
                    ---
                    apiVersion: v1
                    kind: Service
                    metadata: {name: NAME, labels: {version: vVERSION}}
                    spec: {selector: {app: NAME}, ports: [{port: 80, targetPort: 8080}]}
                    ---
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: NAME, labels: {version: vVERSION}}
                    spec:
                      selector: {matchLabels: {app: NAME}}
                      template:
                        metadata: {labels: {app: NAME}}
                        spec: {serviceAccountName: NAME, containers: [{name: web, image: "web:1"}]}
                    """.replace("NAME", name(i)).replace("VERSION", version));
        }
    }

    private String definitions() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PROJECTS; i++) {
            text.append("---\nname: ")
                    .append(name(i))
                    .append("\nsource: {repository: '")
                    .append(repository.url())
                    .append("', revision: main, path: ")
                    .append(name(i))
                    .append("}\ndestinations: [{cluster: testbed, namespace: ")
                    .append(namespace(i))
                    .append("}]\nsync: {automatic: true, prune: true, selfHeal: true, interval: 1s}\n");
        }
        return text.toString();
    }
}
