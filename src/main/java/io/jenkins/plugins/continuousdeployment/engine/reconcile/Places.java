package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The repositories and clusters that projects share, each with one client; let go when nobody names them any more, and
 * opened anew when they are reached in another way. Guarded by its reconciler.
 */
final class Places implements AutoCloseable {
    private final Sites sites;
    private final Turns gitTurns;
    private final Surroundings around;
    private final Map<String, RepositoryLoop> repositories = new HashMap<>();
    private final Map<String, ClusterLoop> clusters = new HashMap<>();
    private final List<RepositoryLoop> oldRepositories = new ArrayList<>();
    private final List<ClusterLoop> oldClusters = new ArrayList<>();
    private final Surfaced surfaced = new Surfaced();

    Places(Sites sites, Turns gitTurns, Surroundings around) {
        this.sites = sites;
        this.gitTurns = gitTurns;
        this.around = around;
    }

    /** A definition with what its names stand for. */
    record Placed(
            DeploymentDefinition definition,
            Optional<Pin> pin,
            Sites.RepositorySite repository,
            List<List<Sites.ClusterSite>> clusters) {
        Placed {
            clusters = clusters.stream().map(List::copyOf).toList();
        }
    }

    /**
     * Asks what the names of a definition stand for.
     *
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where they stand for nothing
     */
    Placed of(DeploymentDefinition definition, Optional<Pin> pin) {
        Sites.RepositorySite repository = sites.repository(definition);
        List<List<Sites.ClusterSite>> found = definition.destinations().stream()
                .map(spec -> sites.clusters(definition, spec))
                .toList();
        Placed placed = new Placed(definition, pin, repository, found);
        // What can't be opened is refused before anything changes.
        repository(repository);
        found.forEach(each -> each.forEach(this::cluster));
        return placed;
    }

    RepositoryLoop repository(Sites.RepositorySite site) {
        RepositoryLoop known = repositories.get(site.key());
        if (known != null && known.of(site)) {
            return known;
        }
        RepositoryLoop fresh = new RepositoryLoop(site, gitTurns, around, surfaced);
        if (known != null) {
            oldRepositories.add(known);
        }
        repositories.put(site.key(), fresh);
        return fresh;
    }

    private ClusterLoop cluster(Sites.ClusterSite site) {
        ClusterLoop known = clusters.get(site.key());
        if (known != null && known.of(site)) {
            return known;
        }
        ClusterLoop fresh = new ClusterLoop(site, around.turns(), around.clock(), surfaced);
        if (known != null) {
            oldClusters.add(known);
        }
        clusters.put(site.key(), fresh);
        return fresh;
    }

    List<PlacedDestination> destinations(Placed placed) {
        List<PlacedDestination> destinations = new ArrayList<>();
        for (int i = 0; i < placed.clusters().size(); i++) {
            DestinationSpec spec = placed.definition().destinations().get(i);
            destinations.add(new PlacedDestination(
                    spec, placed.clusters().get(i).stream().map(this::cluster).toList()));
        }
        return destinations;
    }

    void lookAt(Predicate<String> address) {
        repositories.values().stream()
                .filter(repository -> repository.isAt(address))
                .forEach(repository -> repository.now(() -> {}));
    }

    static void leave(ProjectLoop project) {
        project.repository().leave(project);
        project.destinations().forEach(each -> each.clusters().forEach(cluster -> cluster.leave(project)));
    }

    /** Lets go of what nobody names any more. */
    void tidy() {
        repositories.values().removeIf(RepositoryLoop::unused);
        oldRepositories.removeIf(RepositoryLoop::unused);
        clusters.values().removeIf(Places::closed);
        oldClusters.removeIf(Places::closed);
    }

    private static boolean closed(ClusterLoop cluster) {
        boolean unused = cluster.unused();
        if (unused) {
            cluster.close();
        }
        return unused;
    }

    /** What concerns several projects, as events. */
    private final class Surfaced implements RepositoryLoop.Heard, ClusterLoop.Heard {
        @Override
        public void unreachable(String what, String why) {
            around.tell(Event.Kind.UNREACHABLE, "", what + " does not answer: " + why);
        }

        @Override
        public void back(String what) {
            around.tell(Event.Kind.BACK, "", what + " answers again");
        }

        @Override
        public void fetching(String what, String howFar) {
            around.tell(
                    Event.Kind.FETCHING, "", what + " is large or slow: " + howFar + "; its projects wait for that");
        }

        @Override
        public void watchBroken(String what, String why) {
            around.tell(
                    Event.Kind.FAILED,
                    "",
                    what + " can't be watched (" + why + "): changes there are seen at the interval only."
                            + " Give the account the right to watch.");
        }
    }

    @Override
    public void close() {
        clusters.values().forEach(ClusterLoop::close);
        oldClusters.forEach(ClusterLoop::close);
    }
}
