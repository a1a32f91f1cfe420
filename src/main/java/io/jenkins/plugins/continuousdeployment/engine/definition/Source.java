package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where the manifests are. */
public record Source(
        @Option(required = true, help = "The address of the Git repository, or the name of a configured one.")
        String repository,

        @Option(help = "The credentials to read it with; none for a public one.")
        String credentialsId,

        @Option(byDefault = "HEAD", help = "A branch, a tag, a commit, or a semver range over tags such as `~1.4`.")
        String revision,

        @Option(byDefault = ".", help = "The folder or file below which the manifests are. A leading `./` is dropped.")
        String path,

        @Option(help = "Render with Kustomize; what the tool takes: `images`, `namePrefix`, `components`, ….")
        Optional<Map<String, Object>> kustomize,

        @Option(help = "Render with Helm: `releaseName`, `valueFiles`, `values`, ….")
        Optional<Map<String, Object>> helm) {
    public Source {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(credentialsId, "credentialsId");
        Objects.requireNonNull(revision, "revision");
        path = normalized(path);
        kustomize = kustomize.map(Trees::frozen);
        helm = helm.map(Trees::frozen);
    }

    private static String normalized(String path) {
        String rest = path;
        while (rest.startsWith("./")) {
            rest = rest.substring(2);
        }
        while (rest.length() > 1 && rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        return rest.isEmpty() ? "." : rest;
    }
}
