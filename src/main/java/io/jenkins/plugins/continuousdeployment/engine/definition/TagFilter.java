package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Objects;

/** Which tags of an image count. */
public record TagFilter(
        @Option(required = true, help = "An RE2 expression that a tag must contain.")
        String pattern,

        @Option(help = "What of it is compared, in terms of its groups: `$ts`. The whole tag otherwise.")
        String extract) {
    public TagFilter {
        Objects.requireNonNull(pattern, "pattern");
        Objects.requireNonNull(extract, "extract");
    }
}
