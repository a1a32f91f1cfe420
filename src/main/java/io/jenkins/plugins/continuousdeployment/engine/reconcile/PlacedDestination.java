package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import java.util.List;
import java.util.Objects;

/**
 * Where the objects of a project go.
 *
 * @param spec what the definition says
 * @param clusters what that stands for
 */
record PlacedDestination(DestinationSpec spec, List<ClusterLoop> clusters) {
    PlacedDestination {
        Objects.requireNonNull(spec, "spec");
        clusters = List.copyOf(clusters);
    }
}
