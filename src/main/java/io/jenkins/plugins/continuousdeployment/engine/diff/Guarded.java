package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.util.List;

/**
 * Fields that are never taken from another manager, since removing them breaks what relies on them, or since the server
 * writes them whoever asks.
 */
final class Guarded {
    private static final List<FieldPath> FIELDS = List.of(
            FieldPath.of("status"),
            FieldPath.of("metadata", "finalizers"),
            FieldPath.of("metadata", "ownerReferences"),
            FieldPath.of("metadata", "annotations", Bookkeeping.TEMPLATE_GENERATION));

    private Guarded() {}

    static boolean field(FieldPath path) {
        return FIELDS.stream().anyMatch(path::within);
    }
}
