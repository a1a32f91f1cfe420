package io.jenkins.plugins.continuousdeployment.engine.render;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * What is rendered for. Only charts can ask for it.
 *
 * @param name the project's, which a release is called by
 * @param namespace for objects that name none; empty for {@code default}
 * @param capabilities what the cluster can do; asked only where a chart is rendered
 */
public record RenderTarget(String name, String namespace, Supplier<Capabilities> capabilities) {
    public RenderTarget {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(capabilities, "capabilities");
    }
}
