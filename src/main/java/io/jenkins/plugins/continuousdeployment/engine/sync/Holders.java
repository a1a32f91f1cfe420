package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.sync.PlannedPrune.Kept;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Namespaces and CustomResourceDefinitions take what they hold with them when they are deleted. So one that may go stays
 * all the same as long as something of the project is in it that is desired, or kept.
 */
final class Holders {
    private static final GroupKind NAMESPACE = new GroupKind("", "Namespace");
    private static final GroupKind DEFINITION = new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");
    private static final int NAMED = 3;

    private Holders() {}

    /** The same prunes; what holds something that stays is kept too. */
    static List<PlannedPrune> kept(List<PlannedPrune> prunes, Set<ObjectKey> desired) {
        Set<ObjectKey> staying = new TreeSet<>(desired);
        prunes.stream().filter(prune -> !prune.goes()).map(PlannedPrune::key).forEach(staying::add);
        return prunes.stream()
                .map(prune -> prune.goes() ? holder(prune, staying) : prune)
                .toList();
    }

    /** The kinds that end with the definitions that are to be deleted. */
    static Set<GroupKind> doomed(List<PlannedPrune> prunes) {
        return prunes.stream()
                .filter(prune -> prune.goes() && prune.live().groupKind().equals(DEFINITION))
                .map(prune -> new GroupKind(
                        String.valueOf(prune.live().at("spec", "group")),
                        String.valueOf(prune.live().at("spec", "names", "kind"))))
                .collect(Collectors.toSet());
    }

    private static PlannedPrune holder(PlannedPrune prune, Set<ObjectKey> staying) {
        List<ObjectKey> held =
                staying.stream().filter(key -> holds(prune.live(), key)).toList();
        if (held.isEmpty()) {
            return prune;
        }
        String names = held.stream().limit(NAMED).map(ObjectKey::toString).collect(Collectors.joining(", "));
        String more = held.size() > NAMED ? " and " + (held.size() - NAMED) + " more" : "";
        return prune.keep(new Kept("HoldsKept", "deleting it would delete what stays in it: " + names + more, true));
    }

    private static boolean holds(KubeObject holder, ObjectKey held) {
        if (holder.groupKind().equals(NAMESPACE)) {
            return holder.name().equals(held.namespace());
        }
        return holder.groupKind().equals(DEFINITION)
                && held.groupKind().group().equals(holder.at("spec", "group"))
                && held.groupKind().kind().equals(holder.at("spec", "names", "kind"));
    }
}
