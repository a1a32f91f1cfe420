package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What was found in a cluster.
 *
 * @param desired live objects of what is desired, in the version that is desired; a key that is missing here is missing
 *     in the cluster
 * @param members objects that carry our label, whatever else they are
 * @param unseen desired objects that no list showed: whether they are there, is still to be asked
 * @param blocked kinds of which not all could be read: of them nothing is concluded but what was found
 */
record LiveState(
        Map<ObjectKey, KubeObject> desired,
        Collection<KubeObject> members,
        Set<ObjectKey> unseen,
        List<Blocked> blocked) {
    LiveState {
        desired = Map.copyOf(desired);
        members = List.copyOf(members);
        unseen = Set.copyOf(unseen);
        blocked = List.copyOf(blocked);
    }

    /**
     * A kind that could not be listed.
     *
     * @param kind which
     * @param namespace where; empty for everywhere
     * @param why for a person
     * @param unknown whether there may be objects that nobody can see now; false for a kind that is not served at all
     */
    record Blocked(GroupKind kind, String namespace, String why, boolean unknown) {
        Blocked {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(namespace, "namespace");
            Objects.requireNonNull(why, "why");
        }
    }

    /** With what was found of the unseen: the others are missing. */
    LiveState seeing(Collection<KubeObject> found) {
        Map<ObjectKey, KubeObject> all = new HashMap<>(desired);
        found.forEach(object -> all.put(ObjectKey.of(object), object));
        return new LiveState(all, members, Set.of(), blocked);
    }

    boolean blocks(GroupKind kind) {
        return blocked.stream().anyMatch(each -> each.kind().equals(kind));
    }
}
