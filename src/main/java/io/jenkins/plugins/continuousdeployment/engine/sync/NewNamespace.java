package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ObjectApi.Mode;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ResourceType;
import java.util.Map;
import java.util.Set;

/** The namespace of a destination, made because a definition asks for it. It is not tracked, and so never pruned. */
final class NewNamespace {
    static final GroupKind KIND = new GroupKind("", "Namespace");
    static final ResourceType TYPE = new ResourceType(KIND, "v1", "namespaces", false, Set.of());

    private NewNamespace() {}

    static void make(Cluster cluster, String name) {
        KubeObject namespace =
                new KubeObject(Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name)));
        cluster.objects().apply(TYPE, namespace, Mode.REAL);
    }

    static boolean is(PlannedObject object, String name) {
        return object.key().groupKind().equals(KIND) && object.key().name().equals(name);
    }
}
