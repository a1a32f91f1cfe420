package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecords;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Keeps the tracking record ahead of what is applied, and never narrower than what may be left. */
final class RecordKeeper {
    private static final GroupKind NAMESPACE = new GroupKind("", "Namespace");

    private final ClusterPlan plan;
    private final Project project;
    private final TrackingRecords records;
    private final Set<ObjectKey> lingering = new HashSet<>();
    private TrackingRecord record;

    RecordKeeper(ClusterPlan plan, Project project) {
        this.plan = plan;
        this.project = project;
        this.records = new TrackingRecords(plan.cluster());
        this.record = plan.record();
    }

    String namespace() {
        return record.namespace();
    }

    /** Before anything is applied: the record must know every kind and namespace that may get members. */
    void widen() {
        Set<GroupKind> kinds = kinds(plan.desiredKeys());
        Set<String> namespaces = namespaces(plan.desiredKeys());
        boolean nothingToKnow = plan.objects().isEmpty();
        if (nothingToKnow || (record.stored() && record.covers(kinds, namespaces))) {
            return;
        }
        write(record.widened(kinds, namespaces));
    }

    private void write(TrackingRecord fresh) {
        record = records.write(fresh);
        project.serials().wrote(plan.cluster().uid(), record.serial());
    }

    /** Waits until what was pruned is gone; what stays longer stays in the record. */
    void awaitGone(List<PlannedPrune> prunes, Outcome outcome, Clock clock, Instant end) {
        Disappearance disappearance =
                new Disappearance(plan.cluster(), clock, project.options().timeout(), Holders.doomed(prunes));
        for (PlannedPrune prune : prunes) {
            Change change = outcome.change(prune.key());
            if (change.action() != Action.PRUNED) {
                continue;
            }
            Optional<KubeObject> left = disappearance.until(prune.type(), prune.live(), end);
            left.ifPresent(live -> {
                lingering.add(prune.key());
                outcome.put(Planned.line(
                        plan,
                        prune,
                        Action.PRUNED,
                        "Terminating",
                        "is still being deleted" + Disappearance.holding(live)));
            });
        }
    }

    /** After a complete sync: what is desired, what is kept, what could not be looked at. */
    void narrow(Outcome outcome, List<PlannedPrune> going, Instant at) {
        Set<ObjectKey> left = new TreeSet<>(plan.desiredKeys());
        plan.prunes().stream()
                .map(PlannedPrune::key)
                .filter(key -> lingering.contains(key) || outcome.change(key).action() != Action.PRUNED)
                .forEach(left::add);
        Set<GroupKind> kinds = kinds(left);
        Set<String> namespaces = namespaces(left);
        if (!plan.state().blocked().isEmpty()) {
            plan.state().blocked().forEach(blocked -> kinds.add(blocked.kind()));
            namespaces.addAll(record.namespaces());
        }
        if (!outcome.waitedForPrune() && !going.isEmpty()) {
            // Nobody looked whether they are gone.
            kinds.addAll(record.kinds());
            namespaces.addAll(record.namespaces());
        }
        String commit = project.revision().commit();
        boolean same = kinds.equals(record.kinds())
                && namespaces.equals(record.namespaces())
                && commit.equals(record.revision())
                && record.stored();
        boolean goneWithItsNamespace = kinds.isEmpty() && removed(record.namespace(), outcome);
        if (!same && !goneWithItsNamespace && (record.stored() || !kinds.isEmpty())) {
            write(record.narrowed(kinds, namespaces, commit, at.toString()));
        }
    }

    /** Whether the plan has deleted a namespace, and with it the record if it was there. */
    private boolean removed(String namespace, Outcome outcome) {
        return plan.prunes().stream()
                .map(PlannedPrune::key)
                .anyMatch(key -> key.groupKind().equals(NAMESPACE)
                        && key.name().equals(namespace)
                        && !lingering.contains(key)
                        && outcome.change(key).action() == Action.PRUNED);
    }

    /** The record as it is now. */
    TrackingRecord record() {
        return record;
    }

    private static Set<GroupKind> kinds(Set<ObjectKey> keys) {
        return keys.stream().map(ObjectKey::groupKind).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> namespaces(Set<ObjectKey> keys) {
        return keys.stream()
                .map(ObjectKey::namespace)
                .filter(namespace -> !namespace.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
