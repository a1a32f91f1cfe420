package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.render.Renderer;
import io.jenkins.plugins.continuousdeployment.engine.render.ToolPaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What renders sources: where the programs are, and how much is read. */
final class ToolOptions {
    @Option(
            names = "--kustomize-binary",
            paramLabel = "FILE",
            description = "The program. Default: $CDCTL_KUSTOMIZE, else kustomize or kubectl on the PATH.")
    private Path kustomize;

    @Option(
            names = "--helm-binary",
            paramLabel = "FILE",
            description = "The program. Default: $CDCTL_HELM, else helm on the PATH.")
    private Path helm;

    @Option(
            names = "--limit",
            paramLabel = "NAME=VALUE",
            description = "Another limit than the usual one, by the name that messages give it, such as"
                    + " maxObjects=50000 or renderTimeout=5m (docs/sources.md); may be repeated.")
    private List<String> limits = new ArrayList<>();

    private Renderer renderer;

    /** One for the whole command, so that it remembers. */
    Renderer renderer() {
        if (renderer == null) {
            Map<String, String> environment = System.getenv();
            renderer = new Renderer(
                    new ToolPaths(
                            program(kustomize, environment.get("CDCTL_KUSTOMIZE")),
                            program(helm, environment.get("CDCTL_HELM")),
                            environment.getOrDefault("PATH", "")),
                    LimitFlag.limits(limits));
        }
        return renderer;
    }

    private static Optional<Path> program(Path flag, String environment) {
        return flag != null
                ? Optional.of(flag)
                : Optional.ofNullable(environment)
                        .filter(file -> !file.isBlank())
                        .map(Path::of);
    }
}
