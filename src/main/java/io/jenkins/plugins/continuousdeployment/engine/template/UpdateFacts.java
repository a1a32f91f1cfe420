package io.jenkins.plugins.continuousdeployment.engine.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What an update did, for its commit message.
 *
 * @param project the full name of the deployment project, such as {@code shop/web}
 * @param changes what was changed, in the order of files and lines
 * @param values values of the project's own for its template
 */
public record UpdateFacts(String project, List<ImageChange> changes, Map<String, String> values) {
    public UpdateFacts {
        Objects.requireNonNull(project, "project");
        changes = List.copyOf(changes);
        values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
