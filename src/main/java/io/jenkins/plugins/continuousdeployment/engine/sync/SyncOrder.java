package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which kinds come before which. Objects of one rank are applied side by side, since none needs another to be accepted;
 * a kind that is not named is a custom resource and comes after the controllers that may serve it.
 */
final class SyncOrder {
    static final int NAMESPACES = 0;
    static final int DEFINITIONS = 1;

    private static final Map<String, Integer> RANKS = Map.ofEntries(
            Map.entry("Namespace", NAMESPACES),
            Map.entry("CustomResourceDefinition.apiextensions.k8s.io", DEFINITIONS),
            // What limits or names what comes after it.
            Map.entry("ResourceQuota", 2),
            Map.entry("LimitRange", 2),
            Map.entry("PriorityClass.scheduling.k8s.io", 2),
            Map.entry("StorageClass.storage.k8s.io", 2),
            Map.entry("VolumeSnapshotClass.snapshot.storage.k8s.io", 2),
            Map.entry("IngressClass.networking.k8s.io", 2),
            Map.entry("RuntimeClass.node.k8s.io", 2),
            Map.entry("NetworkPolicy.networking.k8s.io", 2),
            Map.entry("PodDisruptionBudget.policy", 2),
            Map.entry("ServiceAccount", 2),
            Map.entry("Secret", 3),
            Map.entry("ConfigMap", 3),
            Map.entry("PersistentVolume", 3),
            Map.entry("ClusterRole.rbac.authorization.k8s.io", 3),
            Map.entry("Role.rbac.authorization.k8s.io", 3),
            Map.entry("PersistentVolumeClaim", 4),
            Map.entry("ClusterRoleBinding.rbac.authorization.k8s.io", 4),
            Map.entry("RoleBinding.rbac.authorization.k8s.io", 4),
            Map.entry("Service", 5),
            Map.entry("Pod", 6),
            Map.entry("ReplicationController", 6),
            Map.entry("ReplicaSet.apps", 6),
            Map.entry("Deployment.apps", 6),
            Map.entry("StatefulSet.apps", 6),
            Map.entry("DaemonSet.apps", 6),
            Map.entry("Job.batch", 6),
            Map.entry("CronJob.batch", 6),
            Map.entry("HorizontalPodAutoscaler.autoscaling", 7),
            Map.entry("Ingress.networking.k8s.io", 7),
            Map.entry("APIService.apiregistration.k8s.io", 7),
            // What may refuse everything else while its own server is still starting.
            Map.entry("MutatingWebhookConfiguration.admissionregistration.k8s.io", 9),
            Map.entry("ValidatingWebhookConfiguration.admissionregistration.k8s.io", 9),
            Map.entry("ValidatingAdmissionPolicy.admissionregistration.k8s.io", 9),
            Map.entry("ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io", 10));

    private static final int CUSTOM = 8;
    private static final Set<String> ADMISSION = Set.of("admissionregistration.k8s.io");

    private SyncOrder() {}

    static int rank(GroupKind kind) {
        return RANKS.getOrDefault(kind.toString(), CUSTOM);
    }

    /** Whether a kind decides which other objects the server accepts. */
    static boolean admission(GroupKind kind) {
        return ADMISSION.contains(kind.group());
    }

    /** The order of a sync: wave, rank, then key, so that plans read alike. */
    static List<PlannedObject> sorted(List<PlannedObject> objects) {
        return objects.stream()
                .sorted(java.util.Comparator.comparingInt(PlannedObject::wave)
                        .thenComparingInt(object -> rank(object.key().groupKind()))
                        .thenComparing(PlannedObject::key))
                .toList();
    }
}
