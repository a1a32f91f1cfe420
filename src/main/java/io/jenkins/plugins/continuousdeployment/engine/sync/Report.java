package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.Change;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.Status;
import io.jenkins.plugins.continuousdeployment.engine.Status.ObjectStatus;
import io.jenkins.plugins.continuousdeployment.engine.Summary;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthRollup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Plans and outcomes as the values that people and programs read. */
final class Report {
    private final HealthReader reader;
    private final List<HealthRollup.Part> parts = new ArrayList<>();
    private final Set<String> messages = new LinkedHashSet<>();

    private Report(Comparison comparison) {
        this.reader = comparison.project().health();
    }

    /** What a sync did. */
    static ChangeSet of(Comparison comparison, List<Outcome> outcomes, Instant finishedAt) {
        Report report = new Report(comparison);
        List<Change> changes = new ArrayList<>();
        boolean synced = true;
        for (Outcome outcome : outcomes) {
            changes.addAll(outcome.changes());
            report.add(outcome.plan(), key -> outcome.live().get(key));
            report.say(outcome.failure());
            report.say(outcome.lateness());
            synced &= !outcome.failed() && settled(outcome);
        }
        SyncStatus status = synced ? report.known(comparison) : SyncStatus.OUT_OF_SYNC;
        String commit = synced ? comparison.project().revision().commit() : lastSynced(comparison);
        return new ChangeSet(report.summary(comparison, status, finishedAt, commit), changes);
    }

    private static boolean settled(Outcome outcome) {
        return outcome.plan().prunes().stream()
                .allMatch(prune -> outcome.change(prune.key()).action() == Action.PRUNED
                        || (!prune.goes() && prune.kept().settled()));
    }

    /** What a sync would do. */
    static ChangeSet of(Comparison comparison) {
        Report report = new Report(comparison);
        comparison.clusters().forEach(plan -> report.add(plan, live(plan)));
        return of(comparison, report.summary(comparison));
    }

    /** The same for whoever has its summary: health is not read again. */
    static ChangeSet of(Comparison comparison, Summary summary) {
        List<Change> changes = new ArrayList<>();
        for (ClusterPlan plan : comparison.clusters()) {
            plan.objects().forEach(object -> changes.add(Planned.change(plan, object)));
            plan.prunes().forEach(prune -> changes.add(Planned.change(plan, prune)));
        }
        return new ChangeSet(summary, changes);
    }

    /** How all objects are. */
    static Status status(Comparison comparison) {
        Report report = new Report(comparison);
        List<ObjectStatus> objects = new ArrayList<>();
        for (ClusterPlan plan : comparison.clusters()) {
            plan.objects().forEach(object -> objects.add(report.status(plan, object)));
            plan.prunes().forEach(prune -> objects.add(report.status(plan, prune)));
            report.add(plan, live(plan));
        }
        return new Status(report.summary(comparison), objects);
    }

    private static Function<ObjectKey, KubeObject> live(ClusterPlan plan) {
        Map<ObjectKey, KubeObject> live = plan.state().desired();
        return live::get;
    }

    private void add(ClusterPlan plan, Function<ObjectKey, KubeObject> live) {
        plan.notes().forEach(this::say);
        for (PlannedObject object : plan.objects()) {
            KubeObject now = live.apply(object.key());
            parts.add(
                    now == null
                            ? HealthRollup.Part.missing(object.resolved().object())
                            : HealthRollup.Part.of(now, reader.assess(now)));
        }
    }

    private void say(String message) {
        if (!message.isEmpty()) {
            messages.add(message);
        }
    }

    private ObjectStatus status(ClusterPlan plan, PlannedObject object) {
        Change change = Planned.change(plan, object);
        Optional<Health> health = object.live() == null
                ? Optional.of(new Health(HealthStatus.MISSING, "is not there"))
                : reader.assess(object.live());
        SyncStatus status = object.inSync()
                ? SyncStatus.SYNCED
                : object.verdict() instanceof Verdict.Refused ? SyncStatus.UNKNOWN : SyncStatus.OUT_OF_SYNC;
        return line(change, status, health);
    }

    private ObjectStatus status(ClusterPlan plan, PlannedPrune prune) {
        boolean settled = !prune.goes() && prune.kept().settled();
        String why = prune.goes()
                ? "is no longer in the source, and would be pruned"
                : prune.kept().message();
        Change change = Planned.line(plan, prune, Action.KEPT, "", why);
        return line(change, settled ? SyncStatus.SYNCED : SyncStatus.OUT_OF_SYNC, reader.assess(prune.live()));
    }

    private static ObjectStatus line(Change change, SyncStatus status, Optional<Health> health) {
        String said = health.map(Health::message).orElse("");
        String message =
                change.message().isEmpty() ? said : said.isEmpty() ? change.message() : change.message() + "; " + said;
        return new ObjectStatus(
                change.cluster(),
                change.apiVersion(),
                change.key(),
                status,
                health.map(Health::status).orElse(null),
                message);
    }

    private Summary summary(Comparison comparison) {
        boolean refused = comparison.clusters().stream()
                .flatMap(plan -> plan.objects().stream())
                .anyMatch(object -> object.verdict() instanceof Verdict.Refused);
        boolean inSync = comparison.clusters().stream().allMatch(ClusterPlan::inSync);
        SyncStatus status = refused ? SyncStatus.UNKNOWN : inSync ? known(comparison) : SyncStatus.OUT_OF_SYNC;
        return summary(comparison, status, comparison.finishedAt(), lastSynced(comparison));
    }

    /** Synced, unless there may be objects that could not be looked at. */
    private SyncStatus known(Comparison comparison) {
        boolean unknown = comparison.clusters().stream()
                .flatMap(plan -> plan.state().blocked().stream())
                .anyMatch(LiveState.Blocked::unknown);
        return unknown ? SyncStatus.UNKNOWN : SyncStatus.SYNCED;
    }

    private static String lastSynced(Comparison comparison) {
        return comparison.clusters().get(0).record().revision();
    }

    private Summary summary(Comparison comparison, SyncStatus status, Instant finishedAt, String lastSynced) {
        Health health = HealthRollup.worstOf(parts);
        say(health.message());
        Project project = comparison.project();
        project.targets().forEach(target -> target.notes().forEach(this::say));
        return new Summary(
                project.name(),
                project.revision(),
                project.targets().stream().map(Target::destination).toList(),
                status,
                health.status(),
                String.join("\n", messages),
                comparison.startedAt(),
                finishedAt,
                lastSynced);
    }
}
