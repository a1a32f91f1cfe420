package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.sync.Target;
import java.util.List;
import java.util.Objects;

/**
 * What a commit says, or why that can't be told.
 *
 * @param definition rendered for
 * @param destinations what its destinations stood for
 * @param revision the commit
 * @param targets what is desired in each destination, empty where it failed
 * @param notes what a person should know about the rendering, a line each; empty where there is nothing
 * @param failure for a person; empty where it was rendered
 */
record Rendered(
        DeploymentDefinition definition,
        List<PlacedDestination> destinations,
        Revision revision,
        List<Target> targets,
        String notes,
        String failure) {
    Rendered {
        Objects.requireNonNull(definition, "definition");
        destinations = List.copyOf(destinations);
        Objects.requireNonNull(revision, "revision");
        targets = List.copyOf(targets);
        Objects.requireNonNull(notes, "notes");
        Objects.requireNonNull(failure, "failure");
    }

    /** Whether it holds still: a cluster that was opened anew, with a renewed credential, is another than before. */
    boolean of(DeploymentDefinition other, List<PlacedDestination> otherDestinations, Revision otherRevision) {
        return definition.source().equals(other.source())
                && destinations.equals(otherDestinations)
                && revision.commit().equals(otherRevision.commit());
    }

    /** Whether this is another commit than before. */
    boolean moved(Rendered before) {
        boolean known = before != null && !before.revision().commit().isEmpty();
        return known
                && !revision.commit().isEmpty()
                && !before.revision().commit().equals(revision.commit());
    }

    /** The first line of the commit's message. */
    String title() {
        return revision.message().lines().findFirst().orElse("");
    }

    boolean failed() {
        return !failure.isEmpty();
    }
}
