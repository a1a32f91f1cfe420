package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.Status;
import io.jenkins.plugins.continuousdeployment.engine.Status.ObjectStatus;
import io.jenkins.plugins.continuousdeployment.engine.Summary;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Marks;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Parallel;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthRollup;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a cluster alone tells of a project, by its tracking record: its objects and their health, not their source. */
public final class Recorded {
    private Recorded() {}

    /**
     * Reads a project's objects.
     *
     * @param reader tells how well the objects are
     * @return a status whose sync status is Unknown, since what is desired is not known
     */
    public static Status status(
            Cluster cluster, TrackingRecord record, HealthReader reader, Parallel parallel, Clock clock) {
        Instant startedAt = clock.instant();
        LiveState state = new LiveReader(cluster, record, parallel).read(List.of());
        List<KubeObject> ours = state.members().stream()
                .filter(live -> Marks.ours(live, record.owner(), record.applySetId()))
                .toList();
        Health health = HealthRollup.worstOf(ours.stream()
                .map(live -> HealthRollup.Part.of(live, reader.assess(live)))
                .toList());
        String blocked = state.blocked().stream()
                .map(each -> each.kind() + " can't be listed: " + each.why())
                .collect(Collectors.joining("\n"));
        Summary summary = new Summary(
                record.owner().trackingId(),
                new Revision(record.revision(), "", "", ""),
                List.of(new Summary.Destination(cluster.name(), record.namespace())),
                SyncStatus.UNKNOWN,
                health.status(),
                blocked.isEmpty() ? health.message() : blocked,
                startedAt,
                clock.instant(),
                record.revision());
        return new Status(
                summary,
                ours.stream()
                        .map(live -> line(cluster, live, reader.assess(live)))
                        .toList());
    }

    private static ObjectStatus line(Cluster cluster, KubeObject live, Optional<Health> health) {
        return new ObjectStatus(
                cluster.name(),
                live.apiVersion(),
                ObjectKey.of(live),
                SyncStatus.UNKNOWN,
                health.map(Health::status).orElse(null),
                health.map(Health::message).orElse(""));
    }
}
