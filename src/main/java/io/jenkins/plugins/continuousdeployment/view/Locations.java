package io.jenkins.plugins.continuousdeployment.view;

import io.jenkins.plugins.continuousdeployment.project.DeploymentFacts.DestinationFacts;
import java.util.List;

/** Destinations for people. */
final class Locations {
    private Locations() {}

    static List<String> of(List<DestinationFacts> destinations) {
        return destinations.stream()
                .map(each -> each.namespace().isEmpty() ? each.cluster() : each.cluster() + " / " + each.namespace())
                .distinct()
                .toList();
    }
}
