package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Owner;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import java.util.List;
import java.util.Objects;

/**
 * What is to be compared and synced: one project at one commit.
 *
 * @param name how people call it
 * @param owner whose its objects are
 * @param revision the commit
 * @param targets its destinations with what is desired there, at least one
 * @param options its settings
 * @param serials what this controller wrote last
 * @param permit what it may touch
 * @param health tells how well its objects are
 */
public record Project(
        String name,
        Owner owner,
        Revision revision,
        List<Target> targets,
        SyncOptions options,
        Serials serials,
        Permit permit,
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
        Objects.requireNonNull(serials, "serials");
        Objects.requireNonNull(permit, "permit");
        Objects.requireNonNull(health, "health");
    }

    /** For a controller that remembers nothing and may touch everything, with the rules of health of the engine. */
    public Project(String name, Owner owner, Revision revision, List<Target> targets, SyncOptions options) {
        this(name, owner, revision, targets, options, Serials.NONE, Permit.ALL, new HealthReader());
    }
}
