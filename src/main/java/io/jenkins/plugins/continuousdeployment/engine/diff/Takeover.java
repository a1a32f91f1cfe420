package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes over, at the first apply of an object, what the tool owns that cared for it before, so that removing a field in
 * Git removes it in the cluster. Done by a JSON patch of {@code managedFields} before the apply.
 *
 * <ul>
 *   <li>Of a client-side apply only what its annotation names is taken: its entry names every default as well, and what
 *       no one wrote no one wants removed. {@code before-first-apply}, under which the server puts all that an object
 *       without owners has, gives nothing without such an annotation.
 *   <li>Status, finalizers and owner references are never taken, for then they would be removed: others rely on them.
 *   <li>Later, what these managers write is drift like any other. Only {@code before-first-apply}, which the first apply
 *       itself may bring in, and what we wrote other than by apply (a replacement) are taken at any time; so ask again
 *       with what the first apply returned.
 * </ul>
 */
public final class Takeover {
    /**
     * Whose fields are taken unless a project says otherwise: kubectl's verbs that write manifests or change what they
     * say, Helm, Argo CD and Flux. Not those that mark objects beside their manifests ({@code kubectl label},
     * {@code annotate}, {@code rollout restart}, whose undoing would restart Pods).
     */
    public static final Set<String> MANAGERS = Set.of(
            "kubectl",
            "kubectl-autoscale",
            "kubectl-client-side-apply",
            "kubectl-create",
            "kubectl-edit",
            "kubectl-expose",
            "kubectl-patch",
            "kubectl-replace",
            "kubectl-run",
            "kubectl-set",
            "helm",
            "argocd-controller",
            "argocd-application-controller",
            "helm-controller",
            "kustomize-controller");

    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    /** Managers whose updates are client-side applies, with the annotation. */
    private static final Set<String> CLIENT_SIDE = Set.of(
            "kubectl",
            "kubectl-client-side-apply",
            "argocd-controller",
            "argocd-application-controller",
            BEFORE_FIRST_APPLY);

    private final String manager;
    private final Set<String> managers;

    /**
     * Takes over for one manager.
     *
     * @param manager the name under which we apply
     * @param managers whose fields are taken
     */
    public Takeover(String manager, Set<String> managers) {
        this.manager = manager;
        this.managers = Set.copyOf(managers);
    }

    /**
     * What is to be done before the next apply.
     *
     * @param desired the object as it will be applied
     * @param live the object, read in the desired version
     * @param served the versions ({@code apps/v1}) in which the server serves the kind
     * @return empty where there is nothing to do
     * @throws IllegalArgumentException where the live object's {@code managedFields} can't be read
     */
    public Optional<TakeoverPlan> plan(KubeObject desired, KubeObject live, Set<String> served) {
        ManagedFields managed = ManagedFields.of(live);
        boolean first = managed.appliedBy(manager).isEmpty();
        Map<?, ?> lastApplied = LastApplied.of(live);
        List<OwnerSwitch.Taken> taken = new ArrayList<>();
        for (ManagedEntry entry : managed.entries()) {
            if (takes(entry, first)) {
                FieldSet share =
                        entry.fields().filter(path -> !Guarded.field(path) && wanted(entry, path, lastApplied));
                taken.add(new OwnerSwitch.Taken(entry, share, FieldSet.EMPTY));
            }
        }
        return first || !taken.isEmpty()
                ? new OwnerSwitch(desired, live, manager, served).plan(managed, taken)
                : Optional.empty();
    }

    private boolean takes(ManagedEntry entry, boolean first) {
        if (!entry.subresource().isEmpty()) {
            return false;
        }
        if (entry.operation() == ManagedEntry.Operation.UPDATE
                && (entry.manager().equals(manager) || entry.manager().equals(BEFORE_FIRST_APPLY))) {
            return true;
        }
        return first && !entry.manager().equals(manager) && managers.contains(entry.manager());
    }

    private static boolean wanted(ManagedEntry entry, FieldPath path, Map<?, ?> lastApplied) {
        if (entry.operation() == ManagedEntry.Operation.APPLY || !CLIENT_SIDE.contains(entry.manager())) {
            return true;
        }
        return lastApplied == null ? !entry.manager().equals(BEFORE_FIRST_APPLY) : Presence.in(lastApplied, path);
    }
}
