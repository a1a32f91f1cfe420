package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ResourceType;

/**
 * A desired object of which is known what it is in this cluster.
 *
 * @param object with its final namespace and our marks
 * @param type how the cluster serves it
 * @param served false where a CustomResourceDefinition of the same sync must come first
 * @param options its own options
 * @param place where it is written
 */
record ResolvedObject(KubeObject object, ResourceType type, boolean served, ObjectOptions options, Place place) {
    ObjectKey key() {
        return ObjectKey.of(object);
    }

    ResolvedObject with(KubeObject other) {
        return new ResolvedObject(other, type, served, options, place);
    }

    /** The same, now that the cluster serves its kind. */
    ResolvedObject nowServed() {
        return new ResolvedObject(object, type, true, options, place);
    }
}
