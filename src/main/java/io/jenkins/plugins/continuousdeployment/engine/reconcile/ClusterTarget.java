package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.render.Capabilities;
import io.jenkins.plugins.continuousdeployment.engine.render.RenderTarget;

/** What a rendering may know of the cluster that it goes to. */
public final class ClusterTarget {
    private ClusterTarget() {}

    /**
     * The target of a rendering; the cluster is asked only where a chart is rendered.
     *
     * @param name the project's, which a release is called by
     * @param namespace for objects that name none; empty for {@code default}
     */
    public static RenderTarget of(String name, String namespace, Cluster cluster) {
        return new RenderTarget(
                name,
                namespace,
                () -> new Capabilities(
                        cluster.version(),
                        cluster.discovery().apiVersions(),
                        cluster.discovery().silentGroups()));
    }
}
