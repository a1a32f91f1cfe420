package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Status;
import io.jenkins.plugins.continuousdeployment.engine.Summary;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.diff.TextDiff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Desired against live at one moment, and what a sync would do about it.
 *
 * @param project what was compared
 * @param clusters one plan for each cluster, in the order of the destinations
 * @param startedAt when the comparison began
 * @param finishedAt when it ended
 */
public record Comparison(Project project, List<ClusterPlan> clusters, Instant startedAt, Instant finishedAt) {
    public Comparison {
        Objects.requireNonNull(project, "project");
        clusters = List.copyOf(clusters);
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(finishedAt, "finishedAt");
    }

    /** What a sync would do. */
    public ChangeSet changeSet() {
        return Report.of(this);
    }

    /**
     * What a sync would do, for whoever has asked how all objects are.
     *
     * @param summary of {@link #status()}
     */
    public ChangeSet changeSet(Summary summary) {
        return Report.of(this, summary);
    }

    /** How all objects are. */
    public Status status() {
        return Report.status(this);
    }

    /** What a sync would change as unified diffs, one entry an object; values of Secrets masked. */
    public List<String> textDiffs() {
        List<String> diffs = new ArrayList<>();
        for (ClusterPlan plan : clusters) {
            plan.objects().forEach(object -> diffs.add(textDiff(object)));
            plan.prunes().stream()
                    .filter(PlannedPrune::goes)
                    .forEach(prune -> diffs.add(String.join("\n", TextDiff.removed(prune.live()))));
        }
        return diffs.stream().filter(diff -> !diff.isEmpty()).toList();
    }

    private static String textDiff(PlannedObject object) {
        if (object.verdict() instanceof Verdict.Create create) {
            return String.join("\n", TextDiff.created(create.predicted()));
        } else if (object.verdict() instanceof Verdict.Change change && change.predicted() != null) {
            return String.join("\n", TextDiff.changed(object.live(), change.predicted()));
        } else if (object.inSync() || object.verdict() instanceof Verdict.Refused) {
            return "";
        }
        KubeObject desired = object.resolved().object();
        return String.join(
                "\n", object.live() == null ? TextDiff.created(desired) : TextDiff.changed(object.live(), desired));
    }

    /** The desired objects as they are in one of the clusters; those that are not there left out. */
    public List<KubeObject> live(Cluster cluster) {
        return clusters.stream()
                .filter(plan -> plan.cluster() == cluster)
                .flatMap(plan -> plan.objects().stream())
                .map(PlannedObject::live)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The images that desired objects use, each once for a cluster. */
    public List<UsedImage> images() {
        return clusters.stream()
                .flatMap(plan -> plan.objects().stream()
                        .flatMap(object -> UsedImage.of(object.resolved().object()).stream())
                        .map(image -> new UsedImage(plan.cluster().name(), image)))
                .distinct()
                .toList();
    }

    /** Whether a sync would change nothing. */
    public boolean inSync() {
        return clusters.stream().allMatch(ClusterPlan::inSync);
    }

    /**
     * Whether a sync would do anything now: what is kept, and what is only to be waited for, does not count.
     */
    public boolean todo() {
        return clusters.stream()
                .anyMatch(plan -> plan.prunes().stream()
                                .anyMatch(prune -> prune.goes() && !prune.live().terminating())
                        || plan.objects().stream()
                                .anyMatch(object ->
                                        !object.inSync() && !(object.verdict() instanceof Verdict.Terminating))
                        || (!plan.objects().isEmpty() && !plan.record().stored()));
    }

    /** Whether every cluster's record says that this commit was synced completely. */
    public boolean recorded() {
        return clusters.stream()
                .allMatch(plan ->
                        plan.record().revision().equals(project.revision().commit()));
    }

    /** Under which ids the clusters keep the project's objects, in the order of {@link #clusters}. */
    public List<String> applySetIds() {
        return clusters.stream().map(plan -> plan.record().applySetId()).toList();
    }

    /**
     * Ends a sync before it begins where its plan has errors.
     *
     * @throws RefusedException with all of them, each with its place
     */
    public void refuseErrors() {
        List<Problem> problems = new ArrayList<>();
        for (ClusterPlan plan : clusters) {
            for (PlannedObject object : plan.objects()) {
                if (object.verdict() instanceof Verdict.Refused refused) {
                    problems.add(new Problem(object.resolved().place(), object.key() + " " + refused.message()));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
    }
}
