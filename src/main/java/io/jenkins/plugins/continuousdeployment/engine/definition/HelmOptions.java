package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a chart is rendered with. What stands later here counts more than what stands before it. */
public record HelmOptions(
        @Option(help = "The name of the release. Without it the project's name, as far as it can be one.")
        String releaseName,

        @Option(help = "Value files, relative to the path; `../` may lead to others in the repository.")
        List<String> valueFiles,

        @Option(help = "Values, as a value file has them.") Map<String, Object> values,

        @Option(help = "Single values, as `helm --set` takes them.")
        List<HelmParameter> parameters) {
    /** Nothing but the chart's own values. */
    public static final HelmOptions NONE = new HelmOptions("", List.of(), Map.of(), List.of());

    public HelmOptions {
        Objects.requireNonNull(releaseName, "releaseName");
        valueFiles = List.copyOf(valueFiles);
        values = Trees.frozen(values);
        parameters = List.copyOf(parameters);
    }
}
