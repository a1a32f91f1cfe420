package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.manifest.DesiredObject;
import java.util.List;
import java.util.Objects;

/**
 * What a commit says, or why that can't be told.
 *
 * @param source rendered from
 * @param revision the commit
 * @param objects what is desired, empty where it failed
 * @param failure for a person; empty where it was rendered
 */
record Rendered(Source source, Revision revision, List<DesiredObject> objects, String failure) {
    Rendered {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(revision, "revision");
        objects = List.copyOf(objects);
        Objects.requireNonNull(failure, "failure");
    }

    boolean of(Source otherSource, Revision otherRevision) {
        return source.equals(otherSource) && revision.commit().equals(otherRevision.commit());
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
