package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Kubeconfigs;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import io.jenkins.plugins.continuousdeployment.engine.definition.WrittenDefinition;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.render.RenderLimits;
import io.jenkins.plugins.continuousdeployment.engine.render.Renderer;
import io.jenkins.plugins.continuousdeployment.engine.render.ToolPaths;
import io.jenkins.plugins.continuousdeployment.engine.source.AddressRules;
import io.jenkins.plugins.continuousdeployment.engine.source.Credential;
import io.jenkins.plugins.continuousdeployment.engine.source.GitMirrors;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAccess;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAddress;
import io.jenkins.plugins.continuousdeployment.engine.source.Timeouts;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Kubectl;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A loop at work on the bed, with an account, a repository and a namespace of its own. */
final class Loop implements AutoCloseable, Sites {
    private static final long PATIENCE_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    final TestBed bed;
    final Kubectl kubectl;
    final String namespace;
    final Repository repository;
    private final String user = "loop-" + UUID.randomUUID().toString().substring(0, 8);
    private final Kubectl account;
    private final GitMirrors mirrors;
    private final List<Event> events = new ArrayList<>();
    private volatile SyncDesk desk = SyncDesk.AT_ONCE;
    private final Reconciler reconciler = new Reconciler(
            "test", renderer(), new HealthReader(), this, Clock.systemUTC(), due -> desk.goesAhead(due), this::heard);
    private int seen;
    private volatile String stamp = "";
    private volatile Optional<HttpProxy> proxy = Optional.empty();
    private volatile String clusterNamespace = "";
    private volatile Optional<Duration> interval = Optional.empty();

    Loop() {
        this(TestBed.get(), "system:masters");
    }

    Loop(TestBed bed, String group) {
        this(bed, group, "public");
    }

    /** One whose repository takes pushes, of whoever knows the bed's user. */
    static Loop withPushes() {
        return new Loop(TestBed.get(), "system:masters", "push");
    }

    private Loop(TestBed bed, String group, String realm) {
        this.bed = bed;
        this.kubectl = bed.kubectl();
        this.account = bed.kubectlAs(user, group);
        this.namespace = kubectl.newNamespace();
        this.repository = bed.newRepository(realm);
        this.mirrors = new GitMirrors(bed.dir().resolve("mirrors-" + user), line -> {});
    }

    private static Renderer renderer() {
        return new Renderer(
                new ToolPaths(Optional.of(TestBed.program("kustomize")), Optional.of(TestBed.program("helm")), ""),
                RenderLimits.DEFAULT);
    }

    void heard(Event event) {
        synchronized (events) {
            events.add(event);
            events.notifyAll();
        }
    }

    @Override
    public RepositorySite repository(DeploymentDefinition definition) {
        String address = definition.source().repository();
        if (address.equals(Sites.WORKSPACE)) {
            return RepositorySite.none();
        }
        if (!address.startsWith("https://")) {
            throw new RefusedException("there is no repository " + address);
        }
        return new RepositorySite(address, "", interval, () -> source(address));
    }

    GitSource source(String address) {
        try {
            return mirrors.source(RepositoryAccess.of(
                            RepositoryAddress.parse(address, AddressRules.COMMAND_LINE),
                            new Credential.UserPassword(
                                    "bed", bed.git().user(), bed.git().password()))
                    .withCa(Files.readString(bed.git().ca()))
                    // Whoever never answers keeps a loop from being closed for so long.
                    .withTimeouts(new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(10))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<ClusterSite> clusters(DeploymentDefinition definition, DestinationSpec destination) {
        String name = destination.cluster();
        return List.of(new ClusterSite(
                name,
                stamp,
                clusterNamespace,
                () -> Cluster.of(name, Kubeconfigs.read(account.kubeconfig(), null), proxy)));
    }

    /** Says what the definition leaves open. */
    Loop sitesSay(Duration asked, String namespaceOfCluster) {
        interval = Optional.of(asked);
        clusterNamespace = namespaceOfCluster;
        return this;
    }

    /** What leads to the cluster from the next client on. */
    Loop by(HttpProxy other) {
        proxy = Optional.of(other);
        return this;
    }

    /** The account's name, for RBAC objects. */
    String user() {
        return user;
    }

    /** The project's name, which no other test has. */
    String name() {
        return "shop-" + namespace;
    }

    /** The usual definition, with more settings below {@code sync}, as {@code key: value} lines. */
    String definition(String... sync) {
        StringBuilder text = new StringBuilder("name: " + name() + "\n"
                + "source: {repository: '" + repository.url() + "', revision: main}\n"
                + "destinations: [{cluster: testbed, namespace: " + namespace + "}]\n"
                + "sync:\n  interval: 1s\n  retry: {limit: 3, backoff: 1s}\n");
        for (String each : sync) {
            text.append("  ").append(each).append('\n');
        }
        return text.toString();
    }

    String automatic() {
        return definition("automatic: true", "prune: true", "selfHeal: true");
    }

    static List<DeploymentDefinition> read(String text) {
        return new DefinitionReader()
                .read("loop.yaml", text).stream()
                        .map(WrittenDefinition::definition)
                        .toList();
    }

    /** Keeps what a file of definitions would say. */
    Loop keeps(String text) {
        reconciler.keep(read(text));
        return this;
    }

    void keepsNothing() {
        reconciler.keep(List.of());
    }

    /** Two definitions that come from different files. */
    void keepsBoth(String one, String other) {
        List<DeploymentDefinition> both = new ArrayList<>(read(one));
        both.addAll(read(other));
        reconciler.keep(both);
    }

    /** Somebody keeps a record of every sync, and is asked before each. */
    Loop keepsRecords(SyncDesk records) {
        desk = records;
        return this;
    }

    Reconciler reconciler() {
        return reconciler;
    }

    /** The account's credential is another one now. */
    void renewed(String fresh) {
        stamp = fresh;
        reconciler.refresh();
    }

    /** How an ordered sync ends. */
    SyncEnd ends(SyncOrder order) {
        return end(reconciler.sync(name(), order));
    }

    static SyncEnd end(SyncHandle handle) {
        return handle.ended()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    ProjectState state() {
        return reconciler.state(name()).orElseThrow();
    }

    Loop says(Map<String, String> files) {
        files.forEach((file, text) -> repository.write(file, text.replace("NAMESPACE", namespace)));
        return this;
    }

    /** The next event that fits, of those that nobody has waited for yet; what comes before it is passed over. */
    Event next(Event.Kind kind) {
        return next(event -> event.kind() == kind, kind.toString());
    }

    Event next(Predicate<Event> fits, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (events) {
            while (true) {
                while (seen < events.size()) {
                    Event event = events.get(seen++);
                    if (fits.test(event)) {
                        return event;
                    }
                }
                long left = end - System.nanoTime();
                assertThat(left)
                        .as("time left for %s; so far:\n%s", what, events)
                        .isPositive();
                try {
                    TimeUnit.NANOSECONDS.timedWait(events, left);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** All events so far. */
    List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** What the account has asked the API server since a mark, as {@code verb path}; watches left out. */
    List<String> requests(long since) {
        List<String> requests = new ArrayList<>();
        try (var lines = Files.lines(auditLog())) {
            lines.skip(since).filter(line -> line.contains("\"" + user + "\"")).forEach(line -> {
                JsonNode entry = json(line);
                if (!entry.path("verb").asText().equals("watch")) {
                    requests.add(entry.path("verb").asText() + " "
                            + entry.path("requestURI").asText());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return requests;
    }

    long mark() {
        try (var lines = Files.lines(auditLog())) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path auditLog() {
        return bed.kubernetes().auditLog();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        reconciler.close();
        mirrors.close();
    }
}
