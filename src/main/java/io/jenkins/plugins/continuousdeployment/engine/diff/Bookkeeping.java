package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.List;
import java.util.Map;

/** What the server writes into every object for itself, and no one desires. */
final class Bookkeeping {
    private static final List<String> METADATA =
            List.of("creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid");

    /**
     * A counter that the server keeps in each DaemonSet and raises with its template, as an annotation since it has no
     * field of its own; whatever an apply says of it, it stays what it is.
     */
    static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

    private Bookkeeping() {}

    /** The object without it, and without its status. */
    static KubeObject removed(KubeObject object) {
        Map<String, Object> body = object.thaw();
        body.remove("status");
        return new KubeObject(metadataRemoved(body));
    }

    /** The object without it; for a kind whose status is ours to write. */
    static KubeObject removedButStatus(KubeObject object) {
        return new KubeObject(metadataRemoved(object.thaw()));
    }

    private static Map<String, Object> metadataRemoved(Map<String, Object> body) {
        if (body.get("metadata") instanceof Map<?, ?> metadata) {
            METADATA.forEach(metadata::remove);
            if (metadata.get("annotations") instanceof Map<?, ?> annotations
                    && annotations.remove(TEMPLATE_GENERATION) != null
                    && annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
        return body;
    }
}
