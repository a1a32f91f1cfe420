package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Kubeconfigs;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Owner;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.manifest.DesiredObject;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Kubectl;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A project of a test with a namespace of its own in the real cluster: what is desired is given as YAML text. */
final class Shop implements AutoCloseable {
    final Kubectl kubectl = TestBed.get().kubectl();
    final String namespace;
    final Cluster cluster;
    private final Parallel parallel = new Parallel("test");
    private String name = "shop";
    private String revision = "c0ffee";
    private List<DesiredObject> desired = List.of();
    private SyncOptions options = Options.prune();
    private OptionalLong lastSerial = OptionalLong.empty();
    private Permit permit = Permit.ALL;
    private boolean confirmed;
    private boolean waits = true;

    Shop() {
        this(TestBed.get().kubectl().newNamespace(), TestBed.get().kubernetes().kubeconfig());
    }

    Shop(String namespace, java.nio.file.Path kubeconfig) {
        this.namespace = namespace;
        Config config = Kubeconfigs.read(kubeconfig, null);
        this.cluster = Cluster.of("testbed", config);
    }

    /** Another project in the same namespace. */
    static Shop beside(Shop other, String name) {
        Shop shop = new Shop(other.namespace, TestBed.get().kubernetes().kubeconfig());
        shop.name = name;
        return shop;
    }

    Shop named(String other) {
        name = other;
        return this;
    }

    /** What the source says from now on; {@code NAMESPACE} in it is the test's own. */
    Shop says(String... documents) {
        List<DesiredObject> objects = new ArrayList<>();
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        for (String text : documents) {
            for (Object document : yaml.loadAll(text.replace("NAMESPACE", namespace))) {
                if (document instanceof Map<?, ?> map) {
                    objects.add(new DesiredObject(object(map), Place.of("objects.yaml:" + objects.size())));
                }
            }
        }
        desired = objects;
        return this;
    }

    @SuppressWarnings("unchecked")
    private static KubeObject object(Map<?, ?> map) {
        // Through JSON, so that numbers are what the engine's reader makes of them.
        try {
            return new KubeObject((Map<String, Object>) io.jenkins.plugins.continuousdeployment.engine.Json.read(
                    io.jenkins.plugins.continuousdeployment.engine.Json.write(map)));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Shop with(UnaryOperator<SyncOptions> change) {
        options = change.apply(options);
        return this;
    }

    Shop lastSerial(long serial) {
        lastSerial = OptionalLong.of(serial);
        return this;
    }

    /** Only that much may be touched. */
    Shop permitted(Permit only) {
        permit = only;
        return this;
    }

    private record Remembered(OptionalLong serial) implements Serials {
        @Override
        public OptionalLong last(String cluster) {
            return serial;
        }

        @Override
        public void wrote(String cluster, long now) {}
    }

    Shop confirmed() {
        confirmed = true;
        return this;
    }

    Shop withoutWaiting() {
        waits = false;
        return this;
    }

    Shop at(String commit) {
        revision = commit;
        return this;
    }

    Owner owner() {
        return new Owner("test", name + "/" + namespace);
    }

    Project project() {
        Target target = new Target(cluster, namespace, desired);
        return project(List.of(target));
    }

    Project project(List<Target> targets) {
        Revision commit = new Revision(revision, "refs/heads/main", "", "");
        return new Project(
                name, owner(), commit, targets, options, new Remembered(lastSerial), permit, new HealthReader());
    }

    List<DesiredObject> desired() {
        return desired;
    }

    Comparison compare() {
        return Compare.of(project(), confirmed, parallel, Clock.systemUTC());
    }

    Comparison compare(Project project) {
        return Compare.of(project, confirmed, parallel, Clock.systemUTC());
    }

    ChangeSet sync() {
        return sync(compare());
    }

    ChangeSet sync(Comparison comparison) {
        return Sync.of(comparison, waits, parallel, Clock.systemUTC(), SyncListener.NONE);
    }

    ChangeSet sync(Clock clock, SyncListener listener) {
        return Sync.of(compare(), waits, parallel, clock, listener);
    }

    ChangeSet remove(Comparison plan) {
        return Removal.of(plan, true, parallel, Clock.systemUTC(), SyncListener.NONE);
    }

    /** {@code kind/name} → action, for short assertions. */
    static Map<String, Action> actions(ChangeSet changes) {
        return changes.changes().stream()
                .collect(Collectors.toMap(
                        change -> change.key().groupKind().kind() + "/"
                                + change.key().name(),
                        io.jenkins.plugins.continuousdeployment.engine.Change::action));
    }

    @Override
    public void close() {
        parallel.close();
        cluster.close();
    }
}
