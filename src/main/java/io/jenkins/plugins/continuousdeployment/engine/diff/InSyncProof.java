package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells that an object is in sync from the object alone. Applying what we applied before changes nothing as long as the
 * values are still there, so these must hold:
 *
 * <ol>
 *   <li>the live object is the desired one, read in the desired version, and its deletion has not begun;
 *   <li>the entry of our manager in {@code managedFields} (operation Apply, of the object itself) is in that version;
 *   <li>the entry names exactly the fields that the desired object has, no more and no fewer;
 *   <li>their values are equal, those of atomic maps and lists as a whole;
 *   <li>our items of keyed lists and sets stand in the same order, others may stand between them.
 * </ol>
 *
 * <p>What the entry can't tell apart counts as not proved. Two things are told wrong and do no harm, since no value
 * differs, nobody else owns them, and the next difference of the object brings them in: where we applied an empty map
 * that the server filled with defaults, and just those defaults are desired now, applying would add them to our entry;
 * and so it would with an empty list that is newly desired of a built-in kind, and means nothing.
 *
 * <p>Webhooks, policies and schemas may have changed since; that is why proved objects are looked at by a dry run now
 * and then ({@link SlowLook}). The rules are those of structured-merge-diff v6 ({@code typed/tofieldset.go},
 * {@code typed/merge.go}) and of the API server's field manager ({@code managedfields/internal}).
 */
public final class InSyncProof {
    /** Fields that no manager owns; with other values in a desired object they mean something else, or nothing. */
    private static final Set<String> NEVER_OWNED = Set.of(
            "clusterName", "creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid");

    private final String manager;

    /**
     * Proves for one manager.
     *
     * @param manager the name under which we apply
     */
    public InSyncProof(String manager) {
        this.manager = manager;
    }

    /**
     * Tries to prove it.
     *
     * @param desired the object just as it would be applied
     * @param live the object as it was read, with its {@code managedFields}
     */
    public Proof prove(KubeObject desired, KubeObject live) {
        if (!sameObject(desired, live)) {
            return new Proof.NotProved(Proof.Reason.OTHER_OBJECT, "");
        }
        if (live.terminating()) {
            return new Proof.NotProved(Proof.Reason.TERMINATING, "");
        }
        ManagedFields managed;
        try {
            managed = ManagedFields.of(live);
        } catch (IllegalArgumentException e) {
            return new Proof.NotProved(Proof.Reason.UNREADABLE, "metadata.managedFields");
        }
        return prove(desired, live, managed);
    }

    private static boolean sameObject(KubeObject desired, KubeObject live) {
        return desired.apiVersion().equals(live.apiVersion())
                && desired.kind().equals(live.kind())
                && desired.name().equals(live.name())
                && desired.namespace().equals(live.namespace());
    }

    private Proof prove(KubeObject desired, KubeObject live, ManagedFields managed) {
        ManagedEntry ours = managed.appliedBy(manager).orElse(null);
        if (ours == null) {
            return new Proof.NotProved(Proof.Reason.NEVER_APPLIED, "");
        }
        if (!ours.apiVersion().equals(desired.apiVersion())) {
            return new Proof.NotProved(Proof.Reason.OTHER_VERSION, "");
        }
        BuiltIn builtIn = BuiltIn.of(desired.group());
        Map<String, Object> owned = ownable(desired, live, ours.fields(), builtIn);
        return new ProofWalk(builtIn)
                .map(new ProofWalk.Node(FieldPath.ROOT, owned, ours.fields(), managed.all(), true, live.body()));
    }

    /**
     * The desired object without what identifies it, and without what the server ignores: a {@code creationTimestamp}
     * of null, as generators write it, and the status of a built-in kind, which has a subresource of its own.
     */
    private static Map<String, Object> ownable(KubeObject desired, KubeObject live, FieldSet ours, BuiltIn builtIn) {
        Map<String, Object> body = new LinkedHashMap<>(desired.body());
        body.remove("apiVersion");
        body.remove("kind");
        if (ours.child(new PathElement.Field("status")).isEmpty()
                && builtIn.ignoresStatus(desired.at("status"), live.at("status"))) {
            body.remove("status");
        }
        Map<String, Object> metadata = new LinkedHashMap<>(desired.map("metadata"));
        metadata.remove("name");
        metadata.remove("namespace");
        metadata.entrySet().removeIf(field -> NEVER_OWNED.contains(field.getKey()) && field.getValue() == null);
        if (metadata.isEmpty()) {
            body.remove("metadata");
        } else {
            body.put("metadata", metadata);
        }
        return body;
    }
}
