package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.sync.Compare;
import io.jenkins.plugins.continuousdeployment.engine.sync.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A comparison of what somebody only thinks of doing: nothing of it is kept, and no project of the loop notices. What it
 * uses of the loop's clusters stays open until it is closed.
 */
final class Preview implements AutoCloseable {
    private final Surroundings around;
    private final DeploymentDefinition definition;
    private final RepositoryLoop repository;
    private final List<PlacedDestination> destinations;

    Preview(
            Surroundings around,
            DeploymentDefinition definition,
            RepositoryLoop repository,
            List<PlacedDestination> destinations) {
        this.around = around;
        this.definition = definition;
        this.repository = repository;
        this.destinations = List.copyOf(destinations);
        destinations.forEach(each -> each.clusters().forEach(ClusterLoop::visit));
    }

    /**
     * Compares, asking Git and the clusters.
     *
     * @param files in place of the repository's; empty for the repository
     * @throws RefusedException naming every problem
     */
    ProjectState state(Optional<Supplier<SourceTree>> files) {
        Desired desired = new Desired(around::renderer);
        Rendered wanted;
        if (files.isPresent()) {
            wanted = desired.render(definition, files.get(), Revision.NONE, destinations);
        } else {
            GitSource source = repository.source();
            Revision revision = source.resolve(definition.source().revision());
            wanted = desired.render(definition, () -> source.open(revision), revision, destinations);
        }
        if (wanted.failed()) {
            throw new RefusedException(wanted.failure());
        }
        try {
            Comparison comparison = Compare.of(
                    around.project(definition, wanted, definition.sync()), false, around.parallel(), around.clock());
            return Told.state(comparison, around.clock().instant(), List.of());
        } catch (ApiException e) {
            throw new RefusedException("the cluster refused to " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        destinations.forEach(each -> each.clusters().forEach(ClusterLoop::leave));
    }
}
