package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Objects;

/** Who a commit is by. */
public record CommitAuthor(
        @Option(byDefault = "continuous-deployment", help = "The name.")
        String name,

        @Option(byDefault = "continuous-deployment@localhost", help = "The mail address.")
        String email) {
    public CommitAuthor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(email, "email");
    }
}
