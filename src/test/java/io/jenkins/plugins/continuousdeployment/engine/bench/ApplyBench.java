package io.jenkins.plugins.continuousdeployment.engine.bench;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Kubeconfigs;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Marks;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Owner;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.manifest.DesiredObject;
import io.jenkins.plugins.continuousdeployment.engine.sync.Compare;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import io.jenkins.plugins.continuousdeployment.engine.sync.Project;
import io.jenkins.plugins.continuousdeployment.engine.sync.Sync;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;
import io.jenkins.plugins.continuousdeployment.engine.sync.Target;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Plan and apply of many ConfigMaps in a warm process, beside a bare loop that sends the same bodies. */
public final class ApplyBench {
    private static final int OBJECTS = 2000;
    private static final int RUNS = 7;
    private static final double LIMIT = 1.15;

    private final TestBed bed;
    private final Cluster cluster;
    private final BareLoop bare;
    private final Parallel parallel = new Parallel("bench");

    private ApplyBench(TestBed bed) {
        this.bed = bed;
        Config config = Kubeconfigs.read(bed.kubernetes().kubeconfig(), null);
        this.cluster = Cluster.of("bed", config);
        this.bare = new BareLoop(Kubeconfigs.read(bed.kubernetes().kubeconfig(), null));
    }

    /** Runs alone: its bed has nothing in it that works beside it. */
    public static void main(String[] arguments) throws Exception {
        try (TestBed bed = TestBed.start("--with", "kubernetes")) {
            new ApplyBench(bed).run();
        }
    }

    private void run() throws Exception {
        Figures plan = new Figures();
        Figures apply = new Figures();
        Figures barePlan = new Figures();
        Figures bareApply = new Figures();
        once(new Figures(), new Figures(), new Figures(), new Figures());
        for (int run = 0; run < RUNS; run++) {
            once(plan, apply, barePlan, bareApply);
        }
        System.out.printf("%d ConfigMaps, warm, medians of %d alternating runs%n", OBJECTS, RUNS);
        Figures.print("plan (dry run of each)", plan, "bare", barePlan, LIMIT);
        Figures.print("apply", apply, "bare", bareApply, LIMIT);
        heap();
        parallel.close();
        bare.close();
        cluster.close();
    }

    private void once(Figures plan, Figures apply, Figures barePlan, Figures bareApply) throws Exception {
        List<KubeObject> bodies = marked(bed.kubectl().newNamespace(), OBJECTS);
        time(barePlan, () -> bare.apply(bodies, true));
        time(bareApply, () -> bare.apply(bodies, false));

        String namespace = bed.kubectl().newNamespace();
        Project project = project(namespace, OBJECTS);
        Comparison[] comparison = new Comparison[1];
        time(plan, () -> comparison[0] = Compare.of(project, false, parallel, Clock.systemUTC()));
        ChangeSet[] changes = new ChangeSet[1];
        time(apply, () -> changes[0] = Sync.of(comparison[0], false, parallel, Clock.systemUTC(), SyncListener.NONE));
        if (changes[0].failed() || changes[0].changes().size() != OBJECTS) {
            throw new IllegalStateException(changes[0].summary().message());
        }
    }

    /** Something that takes time. */
    private interface Work {
        void run() throws Exception;
    }

    private static void time(Figures figures, Work work) throws Exception {
        System.gc();
        long start = System.nanoTime();
        work.run();
        figures.add((System.nanoTime() - start) / 1e9);
    }

    private void heap() {
        String namespace = bed.kubectl().newNamespace();
        Project project = project(namespace, 10_000);
        Sync.of(
                Compare.of(project, false, parallel, Clock.systemUTC()),
                false,
                parallel,
                Clock.systemUTC(),
                SyncListener.NONE);
        Comparison second = Compare.of(project, false, parallel, Clock.systemUTC());
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                "heap after comparing 10,000 objects, all held: %d MiB (in sync: %s)%n", used >> 20, second.inSync());
    }

    private Project project(String namespace, int count) {
        List<DesiredObject> objects = configMaps(namespace, count).stream()
                .map(object -> new DesiredObject(object, Place.of("bench.yaml")))
                .toList();
        return new Project(
                "bench",
                owner(namespace),
                new Revision("c0ffee", "", "", ""),
                List.of(new Target(cluster, namespace, objects)),
                SyncOptions.DEFAULT);
    }

    private static Owner owner(String namespace) {
        return new Owner("bench", namespace);
    }

    private static List<KubeObject> marked(String namespace, int count) {
        String id = TrackingRecord.fresh(owner(namespace), namespace).applySetId();
        return configMaps(namespace, count).stream()
                .map(object -> Marks.put(object, owner(namespace), id))
                .toList();
    }

    private static List<KubeObject> configMaps(String namespace, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new KubeObject(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "ConfigMap",
                        "metadata",
                        Map.of("name", "settings-" + i, "namespace", namespace, "labels", Map.of("app", "bench")),
                        "data",
                        Map.of("colour", "blue", "text", "x".repeat(200), "number", "n" + i))))
                .toList();
    }
}
