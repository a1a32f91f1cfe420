package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which refusals an earlier object of the same sync may cure: those are decided at their stage, when it is in the
 * cluster, and are errors only if they are still refused then.
 */
final class Cures {
    /** Kinds that decide by their content which other objects are admitted. */
    private static final Set<String> ADMITTING = Set.of(
            "ResourceQuota",
            "LimitRange",
            "ServiceAccount",
            "PriorityClass.scheduling.k8s.io",
            "RuntimeClass.node.k8s.io",
            "IngressClass.networking.k8s.io");

    private static final String RBAC = "rbac.authorization.k8s.io";

    private final Set<GroupKind> changedCustomKinds = new HashSet<>();
    private final Set<String> comingNamespaces = new HashSet<>();
    private boolean admission;
    private boolean roles;

    private Cures(List<PlannedObject> objects) {
        for (PlannedObject object : objects) {
            GroupKind kind = object.key().groupKind();
            if (object.inSync() || object.verdict() instanceof Verdict.Refused) {
                continue;
            }
            if (kind.equals(Resolution.DefinedTypes.KIND)) {
                changedCustomKinds.add(new GroupKind(
                        object.resolved().object().text("spec", "group"),
                        object.resolved().object().text("spec", "names", "kind")));
            }
            if (kind.equals(NewNamespace.KIND)) {
                comingNamespaces.add(object.key().name());
            }
            admission |= SyncOrder.admission(kind) || ADMITTING.contains(kind.toString());
            roles |= kind.group().equals(RBAC) && kind.kind().endsWith("Role");
        }
    }

    /** The same objects, those that may be cured put off. */
    static List<PlannedObject> applied(List<PlannedObject> objects) {
        return applied(objects, objects);
    }

    /** Some objects, those put off that others may cure that are still to come. */
    static List<PlannedObject> applied(List<PlannedObject> objects, List<PlannedObject> toCome) {
        Cures cures = new Cures(toCome);
        return objects.stream().map(cures::orLater).toList();
    }

    private PlannedObject orLater(PlannedObject object) {
        return object.verdict() instanceof Verdict.Refused refused
                        && refused.answer() != null
                        && curable(object, refused.answer())
                ? object.with(new Verdict.Later("is tried again when what it needs is there: " + refused.message()))
                : object;
    }

    private boolean curable(PlannedObject object, ApiException answer) {
        GroupKind kind = object.key().groupKind();
        boolean waitsForNamespace =
                comingNamespaces.contains(object.key().namespace()) && (answer.forbidden() || answer.notFound());
        if (waitsForNamespace || changedCustomKinds.contains(kind)) {
            return true;
        }
        boolean refusedByAdmission = answer.forbidden() || answer.code() == 500 || answer.code() == 400;
        if (admission && refusedByAdmission && !SchemaErrors.typedPatch(answer)) {
            return true;
        }
        return roles && kind.group().equals(RBAC) && (answer.forbidden() || answer.notFound());
    }
}
