package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What others own of an object beyond what is ours: shown, and removed only where a project says
 * {@code revertForeignFields}.
 */
public final class ForeignFields {
    /** Managers that are parts of a cluster or inject by design; their fields are shown and never reverted. */
    public static final Set<String> CONTROLLERS = Set.of(
            "before-first-apply",
            "cainjector",
            "cert-manager-cainjector",
            "cloud-controller-manager",
            "cluster-autoscaler",
            "istiod",
            "keda",
            "kube-apiserver",
            "kube-controller-manager",
            "kube-scheduler",
            "kubelet",
            "pilot-discovery");

    private final String manager;
    private final Set<String> controllers;

    /**
     * Looks for one manager.
     *
     * @param manager the name under which we apply
     * @param controllers managers whose fields are never reverted
     */
    public ForeignFields(String manager, Set<String> controllers) {
        this.manager = manager;
        this.controllers = Set.copyOf(controllers);
    }

    /**
     * The fields of one manager that are not ours.
     *
     * @param author who
     * @param paths which, whole items of lists as one; at least one
     * @param revertible whether {@code revertForeignFields} removes them
     */
    public record Foreign(Author author, List<String> paths, boolean revertible) {
        public Foreign {
            Objects.requireNonNull(author, "author");
            paths = List.copyOf(paths);
        }
    }

    /**
     * What others own, in the server's order; the status left out.
     *
     * @param live the object as it was read
     * @throws IllegalArgumentException where its {@code managedFields} can't be read
     */
    public List<Foreign> of(KubeObject live) {
        ManagedFields managed = ManagedFields.of(live);
        FieldSet ours = ours(managed);
        List<Foreign> found = new ArrayList<>();
        for (ManagedEntry entry : managed.entries()) {
            List<String> paths = entry.appliedBy(manager)
                    ? List.of()
                    : outermost(live, entry, ours).stream()
                            .filter(path -> !path.within(FieldPath.of("status")))
                            .map(FieldPath::toString)
                            .toList();
            if (!paths.isEmpty()) {
                found.add(new Foreign(Author.of(entry), paths, revertible(entry)));
            }
        }
        return found;
    }

    /**
     * How {@code revertForeignFields} removes them: the fields become ours, and the next apply removes what is not
     * desired. Only after a first apply.
     *
     * @param desired the object as it will be applied
     * @param live the object, read in the desired version
     * @return empty where there is nothing to revert
     * @throws IllegalArgumentException where the live object's {@code managedFields} can't be read
     */
    public Optional<TakeoverPlan> revert(KubeObject desired, KubeObject live) {
        ManagedFields managed = ManagedFields.of(live);
        FieldSet ours = ours(managed);
        List<OwnerSwitch.Taken> taken = new ArrayList<>();
        for (ManagedEntry entry : managed.entries()) {
            boolean beyond = outermost(live, entry, ours).stream().anyMatch(path -> !Guarded.field(path));
            if (!ours.isEmpty() && revertible(entry) && beyond) {
                FieldSet rest = entry.fields().filter(Guarded::field);
                taken.add(new OwnerSwitch.Taken(entry, entry.fields().difference(rest), rest));
            }
        }
        return taken.isEmpty()
                ? Optional.empty()
                : new OwnerSwitch(desired, live, manager, Set.of()).plan(managed, taken);
    }

    private FieldSet ours(ManagedFields managed) {
        return managed.appliedBy(manager).map(ManagedEntry::fields).orElse(FieldSet.EMPTY);
    }

    private boolean revertible(ManagedEntry entry) {
        return !entry.appliedBy(manager) && entry.subresource().isEmpty() && !controllers.contains(entry.manager());
    }

    private static List<FieldPath> outermost(KubeObject live, ManagedEntry entry, FieldSet ours) {
        KubeObject nothing = new KubeObject(Map.of());
        return new Removals(nothing, live, ours).of(entry.fields());
    }
}
