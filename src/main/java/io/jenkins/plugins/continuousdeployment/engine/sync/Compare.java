package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecords;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.diff.Comparer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares desired against live, in all clusters of a project. Changes nothing. */
public final class Compare {
    private static final String DEFAULT_NAMESPACE = "default";

    private final Project project;
    private final Parallel parallel;
    private final boolean confirmed;
    private final Optional<Comparer> memory;
    private final SeenNamespaces namespaces;
    private final List<Problem> problems = new ArrayList<>();

    private Compare(
            Project project,
            Parallel parallel,
            boolean confirmed,
            Optional<Comparer> memory,
            SeenNamespaces namespaces) {
        this.project = project;
        this.parallel = parallel;
        this.confirmed = confirmed;
        this.memory = memory;
        this.namespaces = namespaces;
    }

    /**
     * Compares.
     *
     * @param pruneConfirmed whether a person has confirmed what a limit holds back
     * @throws RefusedException where a cluster does not answer or refuses to be read, and where what is desired can't
     *     be understood; all problems of the whole project together
     */
    public static Comparison of(Project project, boolean pruneConfirmed, Parallel parallel, Clock clock) {
        return of(project, pruneConfirmed, parallel, clock, Optional.empty());
    }

    /**
     * Compares, and remembers what dry runs told, for somebody who compares again and again.
     *
     * @param memory what dry runs told before; empty for somebody who asks once
     * @throws RefusedException as above
     */
    public static Comparison of(
            Project project, boolean pruneConfirmed, Parallel parallel, Clock clock, Optional<CompareMemory> memory) {
        Instant startedAt = clock.instant();
        Compare compare = new Compare(
                project,
                parallel,
                pruneConfirmed,
                memory.map(CompareMemory::comparer),
                memory.map(CompareMemory::namespaces).orElseGet(() -> new SeenNamespaces(clock)));
        List<ClusterPlan> plans = compare.plans();
        return new Comparison(project, plans, startedAt, clock.instant());
    }

    private List<ClusterPlan> plans() {
        Map<String, List<Target>> byCluster = new LinkedHashMap<>();
        for (Target target : project.targets()) {
            byCluster
                    .computeIfAbsent(uid(target.cluster()), uid -> new ArrayList<>())
                    .add(target);
        }
        List<Resolved> resolved = byCluster.values().stream().map(this::resolve).toList();
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return resolved.stream().map(this::plan).toList();
    }

    private static String uid(Cluster cluster) {
        try {
            return cluster.uid();
        } catch (ApiException e) {
            throw Refusals.whole(cluster, e);
        }
    }

    /** A cluster with what is desired in it, before anything of it was read. */
    private record Resolved(
            Cluster cluster,
            List<Target> targets,
            TrackingRecords.Search search,
            TrackingRecord record,
            Collection<ResolvedObject> objects) {}

    private Resolved resolve(List<Target> targets) {
        Cluster cluster = targets.get(0).cluster();
        try {
            String namespace = targets.get(0).namespace().isEmpty()
                    ? DEFAULT_NAMESPACE
                    : targets.get(0).namespace();
            TrackingRecords.Search search = new TrackingRecords(cluster).find(project.owner(), namespace);
            TrackingRecord record = search.record().orElseGet(() -> TrackingRecord.fresh(project.owner(), namespace));
            Resolution resolution = new Resolution(cluster, record, project.options(), project.permit());
            resolution.add(targets);
            problems.addAll(resolution.problems());
            return new Resolved(cluster, targets, search, record, resolution.objects());
        } catch (ApiException e) {
            throw Refusals.whole(cluster, e);
        }
    }

    private ClusterPlan plan(Resolved resolved) {
        try {
            return planned(resolved);
        } catch (ApiException e) {
            throw Refusals.whole(resolved.cluster(), e);
        }
    }

    private ClusterPlan planned(Resolved resolved) {
        Cluster cluster = resolved.cluster();
        LiveState listed = new LiveReader(cluster, resolved.record(), parallel).read(resolved.objects());
        Set<String> missing = missingNamespaces(resolved, listed);
        Set<String> made = project.options().createNamespace() ? new TreeSet<>(missing) : new TreeSet<>();
        Set<String> targetNamespaces =
                resolved.targets().stream().map(Target::namespace).collect(Collectors.toSet());
        made.retainAll(targetNamespaces);
        Set<String> desiredNamespaces = desiredNamespaces(resolved.objects());
        made.removeAll(desiredNamespaces);
        Set<String> coming = new TreeSet<>(made);
        coming.addAll(desiredNamespaces);
        refuseHomeless(resolved, missing, coming);

        Trial trial = new Trial(cluster, project.owner(), project.options(), missing, coming, memory);
        List<PlannedObject> objects = tried(resolved, listed, trial);
        LiveState state = listed.seeing(objects.stream()
                .map(PlannedObject::live)
                .filter(Objects::nonNull)
                .toList());
        return new ClusterPlan(
                cluster,
                resolved.record(),
                made,
                SyncOrder.sorted(Cures.applied(objects)),
                prunes(resolved, state),
                state,
                notes(resolved, state));
    }

    private List<PlannedPrune> prunes(Resolved resolved, LiveState state) {
        Set<ObjectKey> keys =
                resolved.objects().stream().map(ResolvedObject::key).collect(Collectors.toSet());
        PrunePlan pruning = new PrunePlan(resolved.record(), resolved.cluster(), project);
        List<PlannedPrune> candidates = pruning.of(state, keys);
        List<PlannedPrune> prunes = pruning.limited(
                candidates,
                project.serials().last(resolved.cluster().uid()),
                candidates.size() + keys.size(),
                places(resolved),
                confirmed);
        refuseEmpty(resolved, prunes);
        boolean removal = resolved.objects().isEmpty() && project.options().allowEmpty();
        if (removal && !confirmed && pruning.moved(places(resolved))) {
            throw new RefusedException(pruning.moved());
        }
        return prunes;
    }

    private List<PlannedObject> tried(Resolved resolved, LiveState listed, Trial trial) {
        return parallel.each(
                List.copyOf(resolved.objects()),
                object -> listed.unseen().contains(object.key())
                        ? trial.ofUnseen(object)
                        : trial.of(object, listed.desired().get(object.key())));
    }

    /** The record needs a namespace, even where no object does. */
    private static void refuseHomeless(Resolved resolved, Set<String> missing, Set<String> coming) {
        String namespace = resolved.record().namespace();
        if (missing.contains(namespace) && !coming.contains(namespace)) {
            throw new RefusedException("The namespace " + namespace + " of the destination does not exist in "
                    + resolved.cluster().describe() + ". Add it to the source, or set sync.createNamespace.");
        }
    }

    private static Set<String> places(Resolved resolved) {
        Set<String> places = resolved.targets().stream()
                .map(target -> target.namespace().isEmpty() ? DEFAULT_NAMESPACE : target.namespace())
                .collect(Collectors.toCollection(TreeSet::new));
        resolved.objects().forEach(object -> places.add(object.object().namespace()));
        return places;
    }

    private void refuseEmpty(Resolved resolved, List<PlannedPrune> prunes) {
        SyncOptions options = project.options();
        long going = prunes.stream().filter(PlannedPrune::goes).count();
        if (resolved.objects().isEmpty() && going > 0 && !options.allowEmpty()) {
            throw new RefusedException(
                    "The source has no objects at all for " + resolved.cluster().describe()
                            + ", and " + going + " objects of " + project.owner()
                            + " would be deleted there. Is the path right? If it is meant, set sync.allowEmpty.");
        }
    }

    private List<String> notes(Resolved resolved, LiveState state) {
        Set<String> notes = new LinkedHashSet<>();
        for (LiveState.Blocked blocked : state.blocked()) {
            notes.add("nothing of kind " + blocked.kind()
                    + (blocked.namespace().isEmpty() ? "" : " in namespace " + blocked.namespace())
                    + " is pruned, since it can't be listed: " + blocked.why());
        }
        if (!resolved.search().everywhere()) {
            notes.add("this account may not list ConfigMaps in all namespaces of "
                    + resolved.cluster().describe()
                    + ": if the project had another first namespace once, what it left there is not seen");
        }
        return List.copyOf(notes);
    }

    private static Set<String> desiredNamespaces(Collection<ResolvedObject> objects) {
        return objects.stream()
                .map(ResolvedObject::object)
                .filter(object -> object.group().isEmpty() && object.kind().equals("Namespace"))
                .map(KubeObject::name)
                .collect(Collectors.toSet());
    }

    /** Only where an object is missing can its namespace be, too. */
    private Set<String> missingNamespaces(Resolved resolved, LiveState state) {
        Set<String> candidates = new TreeSet<>();
        for (ResolvedObject object : resolved.objects()) {
            if (!state.desired().containsKey(object.key())) {
                candidates.add(object.object().namespace());
            }
        }
        if (project.options().createNamespace() && !resolved.record().stored()) {
            resolved.targets().forEach(target -> candidates.add(target.namespace()));
        }
        if (!resolved.record().stored() && !resolved.objects().isEmpty()) {
            candidates.add(resolved.record().namespace());
        }
        candidates.remove("");
        return candidates.stream()
                .filter(namespace -> !namespaces.exist(resolved.cluster(), namespace))
                .collect(Collectors.toSet());
    }
}
