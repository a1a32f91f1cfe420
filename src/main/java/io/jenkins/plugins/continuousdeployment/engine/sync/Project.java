package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Owner;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What is to be compared and synced: one project at one commit.
 *
 * @param name how people call it
 * @param owner whose its objects are
 * @param revision the commit
 * @param targets its destinations with what is desired there, at least one
 * @param options its settings
 * @param lastSerial the serial of the tracking record that this controller saw last, empty for one that remembers
 *     nothing: a higher one in the cluster's record is expected, a lower one here than there means an old backup or a
 *     twin
 * @param health tells how well its objects are
 */
public record Project(
        String name,
        Owner owner,
        Revision revision,
        List<Target> targets,
        SyncOptions options,
        OptionalLong lastSerial,
        HealthReader health) {
    public Project {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(revision, "revision");
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a project has at least one destination");
        }
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(lastSerial, "lastSerial");
        Objects.requireNonNull(health, "health");
    }

    /** With the rules of health that come with the engine. */
    public Project(
            String name,
            Owner owner,
            Revision revision,
            List<Target> targets,
            SyncOptions options,
            OptionalLong lastSerial) {
        this(name, owner, revision, targets, options, lastSerial, new HealthReader());
    }
}
