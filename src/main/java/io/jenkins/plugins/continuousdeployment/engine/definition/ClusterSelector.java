package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Clusters by their labels. */
public record ClusterSelector(
        @Option(required = true, help = "The labels a cluster must have, all of them.")
        Map<String, String> matchLabels) {
    public ClusterSelector {
        // Keeps the order in which they are written, which Map.copyOf would not.
        matchLabels = Collections.unmodifiableMap(new LinkedHashMap<>(matchLabels));
    }
}
