package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.Status;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a project is, as the loop knows it; what pages show without asking anybody.
 *
 * @param revision the commit that is desired
 * @param syncStatus Unknown before the first comparison, and while something that must be asked does not answer
 * @param health of its objects
 * @param message for a person: what is wrong, what is waited for; empty where there is nothing to say
 * @param status each object, as compared last; empty before the first comparison
 * @param plan what a sync would do, as compared last; empty before the first comparison
 * @param comparedAt when that was; {@link Instant#MIN} for never
 * @param addresses where its Services and Ingresses are reached, as compared last
 */
public record ProjectState(
        Revision revision,
        SyncStatus syncStatus,
        HealthStatus health,
        String message,
        Optional<Status> status,
        Optional<Plan> plan,
        Instant comparedAt,
        List<Address> addresses) {
    /** Before anything is known. */
    public static final ProjectState NEW = new ProjectState(
            Revision.NONE,
            SyncStatus.UNKNOWN,
            HealthStatus.UNKNOWN,
            "",
            Optional.empty(),
            Optional.empty(),
            Instant.MIN,
            List.of());

    public ProjectState {
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(syncStatus, "syncStatus");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(comparedAt, "comparedAt");
        addresses = List.copyOf(addresses);
    }

    /** The same, of which nothing is known now, and why; the objects stay as they were seen last. */
    public ProjectState unknown(String why) {
        return new ProjectState(revision, SyncStatus.UNKNOWN, health, why, status, plan, comparedAt, addresses);
    }

    ProjectState at(Revision other) {
        return new ProjectState(other, syncStatus, health, message, status, plan, comparedAt, addresses);
    }

    ProjectState saying(String other) {
        return new ProjectState(revision, syncStatus, health, other, status, plan, comparedAt, addresses);
    }
}
