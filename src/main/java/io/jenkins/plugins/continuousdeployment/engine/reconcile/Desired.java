package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import io.jenkins.plugins.continuousdeployment.engine.render.Renderer;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.sync.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What one project's source says for each of its destinations, rendered again only when it may say something else. For
 * one thread at a time.
 */
final class Desired {
    private final Supplier<Renderer> renderer;
    private Renderer lastBy;
    private Rendered last;
    private SyncOrder holder;
    private Rendered held;

    /**
     * Begins with nothing.
     *
     * @param renderer the one to use at present
     */
    Desired(Supplier<Renderer> renderer) {
        this.renderer = renderer;
    }

    /**
     * What is desired now.
     *
     * @param pin a commit to stay at, where that holds
     * @return empty while the repository has not answered yet
     */
    Optional<Rendered> of(
            DeploymentDefinition definition,
            Optional<Pin> pin,
            RepositoryLoop repository,
            List<PlacedDestination> destinations) {
        Source source = definition.source();
        Optional<RepositoryLoop.Found> found = repository.found(source.revision());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get() instanceof RepositoryLoop.Found.Nothing nothing) {
            return Optional.of(new Rendered(definition, destinations, Revision.NONE, List.of(), "", nothing.why()));
        }
        Revision revision = pinned(((RepositoryLoop.Found.At) found.get()).revision(), pin, repository);
        // A failure may lie in the tool or the machine: tried again whenever somebody asks.
        Renderer now = renderer.get();
        if (last == null || last.failed() || lastBy != now || !last.of(definition, destinations, revision)) {
            lastBy = now;
            last = render(definition, () -> repository.source().open(revision), revision, destinations);
        }
        return Optional.of(last);
    }

    private static Revision pinned(Revision found, Optional<Pin> pin, RepositoryLoop repository) {
        return pin.filter(each -> each.instead().equals(found.commit()))
                .map(each -> repository.source().resolve(each.commit()))
                .orElse(found);
    }

    /** What an order says in place of the definition; empty where it says nothing else. */
    Optional<Rendered> of(
            SyncOrder order,
            DeploymentDefinition definition,
            RepositoryLoop repository,
            List<PlacedDestination> destinations) {
        if (order.tree().isPresent()) {
            holder = order;
            held = render(definition, order.tree().get(), null, destinations);
            return Optional.of(held);
        }
        return order.revision().map(text -> {
            Revision revision = repository.source().resolve(text);
            return render(definition, () -> repository.source().open(revision), revision, destinations);
        });
    }

    /** What the files say that came with an order, until others come; empty where none ever came. */
    Optional<Rendered> held(DeploymentDefinition definition, List<PlacedDestination> destinations) {
        if (held != null && !held.destinations().equals(destinations)) {
            held = render(definition, holder.tree().orElseThrow(), null, destinations);
        }
        return Optional.ofNullable(held);
    }

    /** What a tree of files says for each destination, or why that can't be told. */
    Rendered render(
            DeploymentDefinition definition,
            Supplier<SourceTree> files,
            Revision revision,
            List<PlacedDestination> destinations) {
        List<Target> targets = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        try (SourceTree tree = files.get()) {
            for (PlacedDestination destination : destinations) {
                for (ClusterLoop loop : destination.clusters()) {
                    Cluster cluster = loop.cluster();
                    String namespace = loop.namespace(destination.spec());
                    Manifests manifests = renderer.get()
                            .render(tree, definition.source(), ClusterTarget.of(definition.name(), namespace, cluster));
                    notes.addAll(manifests.remarks());
                    targets.add(new Target(cluster, namespace, manifests.objects(), manifests.remarks()));
                }
            }
            return new Rendered(definition, destinations, tree.revision(), targets, String.join("\n", notes), "");
        } catch (RefusedException e) {
            String why = e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
            return new Rendered(
                    definition, destinations, revision == null ? Revision.NONE : revision, List.of(), "", why);
        }
    }
}
