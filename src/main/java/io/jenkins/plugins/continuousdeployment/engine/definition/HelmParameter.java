package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Objects;

/** One value of a chart. */
public record HelmParameter(
        @Option(required = true, help = "Which value: `image.tag`, `hosts[0].name`.")
        String name,

        @Option(
                required = true,
                help = "What it is, as text; `true`, `null` and whole numbers become what they look like.")
        String value,

        @Option(byDefault = "false", help = "Take the value for text, whatever it looks like.")
        boolean forceString) {
    public HelmParameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }
}
