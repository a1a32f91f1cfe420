package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.render.Capabilities;
import io.jenkins.plugins.continuousdeployment.engine.render.RenderTarget;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a chart is rendered for where no cluster is asked. */
final class TargetOptions {
    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "The namespace of a chart's release. Default: default.")
    String namespace;

    @Option(
            names = "--kube-version",
            paramLabel = "VERSION",
            description = "The Kubernetes version that a chart sees, such as v1.36.0. Default: Helm's own.")
    String kubeVersion;

    @Option(
            names = "--api-versions",
            paramLabel = "VERSION,…",
            split = ",",
            hideParamSyntax = true,
            description = "APIs that a chart sees beside Helm's own: apps/v1, apps/v1/Deployment.")
    Set<String> apiVersions = new LinkedHashSet<>();

    /** The target, for a project of that name. */
    RenderTarget target(String name) {
        return target(name, "");
    }

    /** The same with a namespace that holds where the flags name none. */
    RenderTarget target(String name, String byDefault) {
        Capabilities capabilities = new Capabilities(kubeVersion == null ? "" : kubeVersion, apiVersions, Set.of());
        return new RenderTarget(name, namespace == null ? byDefault : namespace, () -> capabilities);
    }
}
