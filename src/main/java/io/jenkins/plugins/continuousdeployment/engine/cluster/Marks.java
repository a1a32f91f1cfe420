package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an object says whose it is: KEP-3659's label for finding it, and an annotation that names the owner and the
 * object itself. Controllers copy labels and annotations to what they make (a Service's to its EndpointSlices), so an
 * object is ours only where the annotation names that very object.
 */
public final class Marks {
    /** KEP-3659: the id of the ApplySet that an object is a member of. */
    public static final String PART_OF = "applyset.kubernetes.io/part-of";

    /** {@code instance;tracking id;group/kind:namespace/name}. */
    public static final String TRACKING = "continuous-deployment.jenkins.io/tracking";

    private static final String SEPARATOR = ";";

    private Marks() {}

    /**
     * What an object's marks say.
     *
     * @param owner whose they are
     * @param object the object that they were made for, {@code group/kind:namespace/name}
     */
    private record Read(Owner owner, String object) {}

    /** The object with the marks of an owner, as it is sent to a cluster. */
    public static KubeObject put(KubeObject object, Owner owner, String applySetId) {
        Map<String, Object> body = object.thaw();
        Map<String, Object> metadata = child(body, "metadata");
        child(metadata, "labels").put(PART_OF, applySetId);
        child(metadata, "annotations").put(TRACKING, text(owner, ObjectKey.of(object)));
        return new KubeObject(body);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        Object child = parent.get(name);
        if (child instanceof Map<?, ?>) {
            return (Map<String, Object>) child;
        }
        Map<String, Object> made = new LinkedHashMap<>();
        parent.put(name, made);
        return made;
    }

    /** The annotation's value for an object. */
    public static String text(Owner owner, ObjectKey key) {
        return owner.instance() + SEPARATOR + owner.trackingId() + SEPARATOR + self(key);
    }

    private static String self(ObjectKey key) {
        GroupKind kind = key.groupKind();
        return kind.group() + "/" + kind.kind() + ":" + key.namespace() + "/" + key.name();
    }

    /** Who tracks a live object: empty for one without our annotation, and for a copy of another object's. */
    public static Optional<Owner> owner(KubeObject live) {
        return read(live)
                .filter(marks -> marks.object().equals(self(ObjectKey.of(live))))
                .map(Read::owner);
    }

    /** Whether both marks are right: the only objects that may ever be pruned. */
    public static boolean ours(KubeObject live, Owner owner, String applySetId) {
        return applySetId.equals(live.label(PART_OF))
                && owner(live).filter(owner::equals).isPresent();
    }

    /** The JSON patch (RFC 6902) that takes our marks from an object; it fails where the object was changed since. */
    public static List<Map<String, Object>> removal(KubeObject live) {
        List<Map<String, Object>> operations = new ArrayList<>();
        operations.add(Map.of("op", "test", "path", "/metadata/resourceVersion", "value", live.resourceVersion()));
        if (live.label(PART_OF) != null) {
            operations.add(Map.of("op", "remove", "path", "/metadata/labels/" + PART_OF.replace("/", "~1")));
        }
        if (live.annotation(TRACKING) != null) {
            operations.add(Map.of("op", "remove", "path", "/metadata/annotations/" + TRACKING.replace("/", "~1")));
        }
        return operations;
    }

    private static Optional<Read> read(KubeObject live) {
        String text = live.annotation(TRACKING);
        String[] parts = text == null ? new String[0] : text.split(SEPARATOR, 3);
        return parts.length == 3 ? Optional.of(new Read(new Owner(parts[0], parts[1]), parts[2])) : Optional.empty();
    }
}
