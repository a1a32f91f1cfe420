package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.manifest.ManifestLimits;
import io.jenkins.plugins.continuousdeployment.engine.manifest.ManifestReader;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import java.util.List;
import java.util.Optional;

/** What one project's source says, rendered again only when it may say something else. For one thread at a time. */
final class Desired {
    private Rendered last;

    /**
     * What is desired now.
     *
     * @return empty while the repository has not answered yet
     */
    Optional<Rendered> of(Source source, RepositoryLoop repository) {
        Optional<RepositoryLoop.Found> found = repository.found(source.revision());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get() instanceof RepositoryLoop.Found.Nothing nothing) {
            return Optional.of(new Rendered(source, Revision.NONE, List.of(), nothing.why()));
        }
        Revision revision = ((RepositoryLoop.Found.At) found.get()).revision();
        if (last == null || !last.of(source, revision)) {
            last = render(source, revision, repository);
        }
        return Optional.of(last);
    }

    private static Rendered render(Source source, Revision revision, RepositoryLoop repository) {
        if (source.kustomize().isPresent() || source.helm().isPresent()) {
            return new Rendered(
                    source, revision, List.of(), "Kustomize and Helm are not rendered yet; plain manifests are");
        }
        try (SourceTree tree = repository.source().open(revision)) {
            return new Rendered(
                    source,
                    revision,
                    ManifestReader.read(tree, source.path(), ManifestLimits.DEFAULT)
                            .objects(),
                    "");
        } catch (RefusedException e) {
            return new Rendered(source, revision, List.of(), e.getMessage());
        }
    }
}
