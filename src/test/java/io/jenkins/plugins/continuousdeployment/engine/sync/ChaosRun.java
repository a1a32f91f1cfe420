package io.jenkins.plugins.continuousdeployment.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Impatient;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Marks;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Owner;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecords;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.manifest.DesiredObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/** One history of a project, and what must hold after every step of it. */
final class ChaosRun {
    private final ChaosWorld world;
    private final Random random;
    private final Owner owner;
    private final Owner other;
    private final String applySetId;
    private final Map<ObjectKey, KubeObject> foreign = new TreeMap<>();
    /** Marks taken away by hand: whatever happens later, these stay unless they are desired. */
    private final Map<ObjectKey, String> stripped = new HashMap<>();

    private Map<ObjectKey, Map<String, Object>> desired = new TreeMap<>();
    private final StringBuilder log;
    private int wishes;

    ChaosRun(ChaosWorld world, long seed, StringBuilder log) {
        this.world = world;
        this.random = new Random(seed);
        this.owner = new Owner("chaos", "run-" + seed);
        this.other = new Owner("chaos", "other-" + seed);
        this.applySetId = TrackingRecord.fresh(owner, world.namespaces.get(0)).applySetId();
        this.log = log;
    }

    void run() {
        populate();
        int steps = 2 + random.nextInt(4);
        for (int i = 0; i < steps; i++) {
            wish();
            step(ChaosOptions.any(random), Interruptor.any(random, world.front), false);
            check();
            meddle();
        }
        toTheEnd();
        removal(Interruptor.any(random, world.front));
        check();
        assertThat(removal(Interruptor.none(world.front)))
                .as("the removal is complete")
                .isTrue();
        check();
        Map<ObjectKey, KubeObject> left = ours();
        assertThat(left.keySet()).as("ours after the removal").isEmpty();
        assertThat(record()).as("the record after the removal").isEmpty();
        world.all().keySet().forEach(world::delete);
    }

    /** What belongs to others, and what only looks like ours. */
    private void populate() {
        for (int i = 0; i < 3; i++) {
            foreigner("plain" + i, null);
        }
        foreigner("copy", Marks.text(owner, key("o" + random.nextInt(4))));
        foreigner("otherinstance", "self elsewhere");
        foreigner("nolabel", "self");
        List<DesiredObject> theirs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ObjectKey key = key("their" + i);
            theirs.add(new DesiredObject(new KubeObject(ChaosWorld.object(key, 1)), Place.of("their:" + i)));
        }
        sync(world.direct, other, theirs, Options.prune(), false);
        foreign.putAll(world.all());
    }

    private void foreigner(String name, String tracking) {
        ObjectKey key = key(name);
        Map<String, Object> object = ChaosWorld.object(key, 0);
        Map<String, Object> labels = child(object, "labels");
        Map<String, Object> annotations = child(object, "annotations");
        if (tracking != null && tracking.startsWith("self")) {
            Owner named = tracking.equals("self") ? owner : new Owner("elsewhere", owner.trackingId());
            annotations.put(Marks.TRACKING, Marks.text(named, key));
        } else if (tracking != null) {
            annotations.put(Marks.TRACKING, tracking);
        }
        if (tracking != null && !tracking.equals("self")) {
            labels.put(Marks.PART_OF, applySetId);
        }
        world.make(object);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> object, String name) {
        return (Map<String, Object>) ((Map<String, Object>) object.get("metadata")).get(name);
    }

    private ObjectKey key(String name) {
        GroupKind kind = ChaosWorld.KINDS.get(random.nextInt(ChaosWorld.KINDS.size()));
        return new ObjectKey(kind, world.namespaces.get(random.nextInt(world.namespaces.size())), name);
    }

    /** A new commit: some objects stay, some change, some go, some come. */
    private void wish() {
        wishes++;
        Map<ObjectKey, Map<String, Object>> next = new TreeMap<>();
        desired.forEach((key, object) -> {
            if (random.nextInt(3) > 0) {
                next.put(key, random.nextBoolean() ? object : made(key));
            }
        });
        int more = random.nextInt(12);
        for (int i = 0; i < more; i++) {
            ObjectKey key = key("o" + random.nextInt(4));
            next.put(key, made(key));
        }
        desired = next;
    }

    private Map<String, Object> made(ObjectKey key) {
        Map<String, Object> object = ChaosWorld.object(key, wishes);
        if (random.nextInt(6) == 0) {
            child(object, "annotations").put(ObjectOptions.OUR_WAVE, String.valueOf(random.nextInt(3) - 1));
        }
        if (random.nextInt(10) == 0) {
            child(object, "annotations").put(ObjectOptions.OURS, "Prune=false");
        }
        if (key.groupKind().equals(ChaosWorld.SECRET) && random.nextInt(4) == 0) {
            object.put("type", "example.com/t" + random.nextInt(2));
        }
        return object;
    }

    private List<DesiredObject> asked() {
        List<DesiredObject> asked = new ArrayList<>();
        desired.forEach(
                (key, object) -> asked.add(new DesiredObject(new KubeObject(object), Place.of("o:" + asked.size()))));
        return asked;
    }

    private Optional<ChangeSet> step(SyncOptions options, Interruptor interruptor, boolean confirmed) {
        log.append("step ")
                .append(desired.keySet())
                .append(' ')
                .append(interruptor)
                .append(' ')
                .append(options)
                .append('\n');
        try (Cluster fresh = Impatient.cluster(world.front.url())) {
            interruptor.begin();
            Optional<ChangeSet> changes = sync(fresh, owner, asked(), options, confirmed);
            changes.ifPresent(done -> log.append("  → ")
                    .append(done.summary().syncStatus())
                    .append(' ')
                    .append(done.summary().message())
                    .append('\n'));
            return changes;
        } finally {
            interruptor.end();
        }
    }

    private Optional<ChangeSet> sync(
            Cluster cluster, Owner whose, List<DesiredObject> objects, SyncOptions options, boolean confirmed) {
        try (Parallel parallel = new Parallel("chaos")) {
            Project project = project(cluster, whose, objects, options);
            Comparison plan = Compare.of(project, confirmed, parallel, Clock.systemUTC());
            return Optional.of(Sync.of(plan, random.nextInt(4) > 0, parallel, Clock.systemUTC(), SyncListener.NONE));
        } catch (RefusedException | CancellationException e) {
            log.append("  refused: ").append(e.getMessage()).append('\n');
            return Optional.empty();
        }
    }

    private Project project(Cluster cluster, Owner whose, List<DesiredObject> objects, SyncOptions options) {
        Target target = new Target(cluster, world.namespaces.get(0), objects);
        return new Project(whose.trackingId(), whose, new Revision("c" + wishes, "", "", ""), List.of(target), options);
    }

    /** People, and programs of people, touch what is ours. */
    private void meddle() {
        for (ObjectKey key : ours().keySet()) {
            int what = random.nextInt(20);
            if (what == 0) {
                log.append("delete ").append(key).append('\n');
                world.delete(key);
            } else if (what == 1) {
                world.change(key, Map.of("metadata", Map.of("labels", Map.of("state", "edited"))));
            } else if (what <= 3) {
                Map<String, Object> nothing = new HashMap<>();
                nothing.put(what == 2 ? Marks.PART_OF : Marks.TRACKING, null);
                log.append("strip ").append(key).append(nothing).append('\n');
                world.change(key, Map.of("metadata", Map.of(what == 2 ? "labels" : "annotations", nothing)));
                stripped.put(key, world.all().get(key).uid());
            }
        }
    }

    private Map<ObjectKey, KubeObject> ours() {
        Map<ObjectKey, KubeObject> ours = new TreeMap<>(world.all());
        ours.values().removeIf(object -> !Marks.ours(object, owner, applySetId));
        return ours;
    }

    private Optional<TrackingRecord> record() {
        return new TrackingRecords(world.direct)
                .find(owner, world.namespaces.get(0))
                .record();
    }

    /** What must hold at every moment. */
    private void check() {
        Map<ObjectKey, KubeObject> all = world.all();
        foreign.forEach(
                (key, object) -> assertThat(all.get(key)).as("foreign %s", key).isNotNull());
        foreign.forEach((key, object) -> {
            if (!key.name().equals("copy")) {
                assertThat(all.get(key)).as("foreign %s", key).isEqualTo(object);
            }
        });
        stripped.keySet().removeIf(key -> all.containsKey(key) && Marks.ours(all.get(key), owner, applySetId));
        stripped.forEach((key, uid) -> {
            if (!desired.containsKey(key)) {
                assertThat(all.get(key)).as("stripped %s", key).isNotNull();
                assertThat(all.get(key).uid()).as("stripped %s", key).isEqualTo(uid);
            }
        });
        Map<ObjectKey, KubeObject> ours = ours();
        if (!ours.isEmpty()) {
            TrackingRecord record = record().orElseThrow(() -> new AssertionError("no record of " + ours.keySet()));
            assertThat(record.kinds()).as("the record's kinds").containsAll(kinds(ours.keySet()));
            assertThat(record.namespaces()).as("its namespaces").containsAll(namespaces(ours.keySet()));
        }
    }

    private static Set<GroupKind> kinds(Set<ObjectKey> keys) {
        return keys.stream().map(ObjectKey::groupKind).collect(Collectors.toSet());
    }

    private static Set<String> namespaces(Set<ObjectKey> keys) {
        return keys.stream().map(ObjectKey::namespace).collect(Collectors.toSet());
    }

    /** Undisturbed, with pruning and without limits: then exactly what is desired is there. */
    private void toTheEnd() {
        SyncOptions options = Options.with(Options.with(ChaosOptions.complete(), "force"), "allowEmpty");
        for (int i = 0; i < 2; i++) {
            Optional<ChangeSet> changes = step(options, Interruptor.none(world.front), true);
            assertThat(changes).as("the undisturbed sync").isPresent();
            assertThat(changes.get().failed()).as("%s", changes.get()).isFalse();
            assertThat(changes.get().summary().syncStatus()).isEqualTo(SyncStatus.SYNCED);
            check();
        }
        Map<ObjectKey, KubeObject> ours = ours();
        assertThat(ours.keySet()).as("ours").containsAll(desired.keySet());
        Set<ObjectKey> kept = new HashSet<>(ours.keySet());
        kept.removeAll(desired.keySet());
        assertThat(kept).as("ours and not desired").allMatch(key -> "Prune=false"
                .equals(ours.get(key).annotation(ObjectOptions.OURS)));
        desired.forEach((key, object) -> assertThat(ours.get(key).label("state"))
                .as("%s", key)
                .isEqualTo(child(object, "labels").get("state")));
        Set<ObjectKey> known = new HashSet<>(ours.keySet());
        known.addAll(stripped.keySet());
        Set<ObjectKey> strangers = new HashSet<>(world.all().keySet());
        strangers.removeAll(known);
        assertThat(strangers).as("left behind").isEqualTo(foreign.keySet());
        record().ifPresent(record -> {
            assertThat(kinds(known)).as("kinds").containsAll(record.kinds());
            assertThat(namespaces(known)).as("namespaces").containsAll(record.namespaces());
        });
    }

    private boolean removal(Interruptor interruptor) {
        desired = new TreeMap<>();
        log.append("removal ").append(interruptor).append('\n');
        SyncOptions options = Removal.options(ChaosOptions.complete());
        try (Cluster fresh = Impatient.cluster(world.front.url());
                Parallel parallel = new Parallel("chaos")) {
            interruptor.begin();
            Comparison plan = Compare.of(project(fresh, owner, List.of(), options), true, parallel, Clock.systemUTC());
            ChangeSet done = Removal.of(plan, true, parallel, Clock.systemUTC(), SyncListener.NONE);
            log.append("  → ")
                    .append(done.summary().syncStatus())
                    .append(done.summary().message())
                    .append('\n');
            return !done.failed() && done.summary().syncStatus() != SyncStatus.OUT_OF_SYNC;
        } catch (RefusedException | CancellationException e) {
            log.append("  refused: ").append(e.getMessage()).append('\n');
            return false;
        } finally {
            interruptor.end();
        }
    }
}
