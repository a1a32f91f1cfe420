package io.jenkins.plugins.continuousdeployment.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Kubectl;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedWatchesTest {
    private static final long PATIENCE_SECONDS = 30;

    private final Kubectl kubectl = TestBed.get().kubectl();
    private final String namespace = kubectl.newNamespace();
    private final String applySet = "applyset-" + namespace + "-v1";
    private final Cluster cluster =
            Cluster.of("testbed", Kubeconfigs.read(TestBed.get().kubernetes().kubeconfig(), null));
    private final ResourceType maps =
            cluster.discovery().find(new GroupKind("", "ConfigMap"), "v1").orElseThrow();
    private final BlockingQueue<String> changed = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        cluster.close();
    }

    private SharedWatches watch() {
        SharedWatches watches = cluster.watch(Clock.systemUTC(), new SharedWatches.Listener() {
            @Override
            public void changed(String applySetId) {
                if (applySetId.equals(applySet)) {
                    changed.add(applySetId);
                }
            }

            @Override
            public void refused(String what, String why) {
                changed.add("refused");
            }

            @Override
            public void broken(String what, String why) {
                changed.add("broken");
            }

            @Override
            public void mended(String what) {
                changed.add("mended");
            }
        });
        members();
        return watches;
    }

    private List<String> members() {
        return cluster.members(maps, namespace, applySet).stream()
                .map(object -> object.name() + "=" + object.text("data", "v"))
                .sorted()
                .toList();
    }

    private KubeObject map(String name, String value) {
        return new KubeObject(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", name, "namespace", namespace, "labels", Map.of(Marks.PART_OF, applySet)),
                "data",
                Map.of("v", value)));
    }

    private void awaitChange() throws InterruptedException {
        assertThat(changed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(applySet);
    }

    @Test
    void whatOthersDoIsToldAndKnown() throws Exception {
        cluster.objects().apply(maps, map("one", "a"), ObjectApi.Mode.REAL);
        watch();
        assertThat(members()).containsExactly("one=a");
        kubectl.run("-n", namespace, "patch", "configmap", "one", "-p", "{\"data\":{\"v\":\"b\"}}");
        awaitChange();
        assertThat(members()).containsExactly("one=b");
        kubectl.run("-n", namespace, "delete", "configmap", "one");
        awaitChange();
        assertThat(members()).isEmpty();
    }

    @Test
    void whatLosesItsLabelIsGone() throws Exception {
        cluster.objects().apply(maps, map("one", "a"), ObjectApi.Mode.REAL);
        watch();
        kubectl.run("-n", namespace, "label", "configmap", "one", Marks.PART_OF + "-");
        awaitChange();
        assertThat(members()).isEmpty();
    }

    @Test
    void ourOwnWritesAreKnownAtOnce() {
        watch();
        KubeObject made = cluster.objects().apply(maps, map("one", "a"), ObjectApi.Mode.REAL);
        assertThat(members()).containsExactly("one=a");
        cluster.objects().apply(maps, map("one", "b"), ObjectApi.Mode.DRY_RUN);
        assertThat(members()).as("a dry run writes nothing").containsExactly("one=a");
        cluster.objects().delete(maps, made, "Background", ObjectApi.Mode.REAL);
        assertThat(members()).isEmpty();
    }

    @Test
    void anAnswerToOurDeletionThatTheWatchHasOvertakenBringsNothingBack() throws Exception {
        KubeObject made = cluster.objects().apply(maps, map("one", "a"), ObjectApi.Mode.REAL);
        SharedWatches watches = watch();
        kubectl.run("-n", namespace, "delete", "configmap", "one");
        awaitChange();
        assertThat(members()).isEmpty();
        Map<String, Object> leaving = new HashMap<>(made.thaw());
        Map<String, Object> metadata = new HashMap<>(made.map("metadata"));
        metadata.put("deletionTimestamp", "2026-01-01T00:00:00Z");
        leaving.put("metadata", metadata);
        watches.wrote(new KubeObject(leaving));
        assertThat(members()).isEmpty();
    }

    @Test
    void ofTwoStatesTheNewerOneCounts() {
        PackedObject old = PackedObject.of(versioned("9"));
        PackedObject fresh = PackedObject.of(versioned("10"));
        assertThat(fresh.after(old)).isTrue();
        assertThat(old.after(fresh)).isFalse();
        assertThat(old.after(old)).isFalse();
        // A server that gives other versions is believed in the order of its words.
        assertThat(PackedObject.of(versioned("abc")).after(fresh)).isTrue();
        assertThat(fresh.unpacked()).isEqualTo(versioned("10"));
    }

    private static KubeObject versioned(String version) {
        return new KubeObject(
                Map.of("metadata", Map.of("name", "one", "uid", "u", "resourceVersion", version), "data", Map.of()));
    }
}
