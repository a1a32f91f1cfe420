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

        @Option(help = "Render with Kustomize, with this on top of the kustomization at the path; `{}` adds nothing.")
        Optional<KustomizeOptions> kustomize,

        @Option(help = "Render the chart at the path with Helm, with these values; `{}` for its own.")
        Optional<HelmOptions> helm) {
    public Source {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(credentialsId, "credentialsId");
        Objects.requireNonNull(revision, "revision");
        path = normalized(path);
        Objects.requireNonNull(kustomize, "kustomize");
        Objects.requireNonNull(helm, "helm");
    }

    /**
     * The source that a {@code source} block would give.
     *
     * @param block keys and values as YAML has them
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException naming every problem
     */
    public static Source of(Map<String, Object> block) {
        return DefinitionReader.tree(new RecordForm<>(Source.class), block);
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
