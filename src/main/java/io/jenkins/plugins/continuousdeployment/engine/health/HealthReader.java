package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How well one object is. First what holds for every kind (a deletion that has begun), then the rule of its group and
 * kind, then what its conditions say. Immutable; one serves all threads.
 *
 * <p>Rules for custom kinds belong between the table and the conditions, as a second table from group and kind to rule.
 */
public final class HealthReader {
    private final Map<GroupKind, Rule> rules;

    /** With the rules for Kubernetes' own kinds. */
    public HealthReader() {
        this.rules = Map.copyOf(kubernetes());
    }

    /**
     * The verdict on an object.
     *
     * @param live as the cluster has it, however damaged
     * @return nothing for a kind that has no health
     */
    public Optional<Health> assess(KubeObject live) {
        Objects.requireNonNull(live, "live");
        LiveObject object = new LiveObject(live);
        if (live.terminating()) {
            return Optional.of(Verdict.progressing("Being deleted%s", waitingFor(live)));
        }
        Rule rule = rules.get(live.groupKind());
        return rule == null ? ConditionsReading.assess(object) : Optional.of(rule.assess(object));
    }

    private static String waitingFor(KubeObject live) {
        return live.list("metadata", "finalizers").stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .reduce((one, other) -> one + ", " + other)
                .map(finalizers -> "; its finalizers are still to be removed: " + finalizers)
                .orElse("");
    }

    private static Map<GroupKind, Rule> kubernetes() {
        Map<GroupKind, Rule> rules = new HashMap<>();
        for (String group : new String[] {"apps", "extensions"}) {
            rules.put(new GroupKind(group, "Deployment"), WorkloadRules::deployment);
            rules.put(new GroupKind(group, "DaemonSet"), WorkloadRules::daemonSet);
            rules.put(new GroupKind(group, "ReplicaSet"), WorkloadRules::replicaSet);
        }
        rules.put(new GroupKind("apps", "StatefulSet"), WorkloadRules::statefulSet);
        rules.put(new GroupKind("", "ReplicationController"), WorkloadRules::replicaSet);
        rules.put(new GroupKind("", "Pod"), PodRule::assess);
        rules.put(new GroupKind("batch", "Job"), BatchRules::job);
        rules.put(new GroupKind("batch", "CronJob"), BatchRules::cronJob);
        rules.put(new GroupKind("", "Service"), NetworkRules::service);
        rules.put(new GroupKind("networking.k8s.io", "Ingress"), NetworkRules::ingress);
        rules.put(new GroupKind("extensions", "Ingress"), NetworkRules::ingress);
        rules.put(new GroupKind("", "PersistentVolumeClaim"), StorageRules::claim);
        rules.put(new GroupKind("", "PersistentVolume"), StorageRules::volume);
        rules.put(new GroupKind("autoscaling", "HorizontalPodAutoscaler"), AutoscalerRule::assess);
        rules.put(new GroupKind("", "Namespace"), ApiRules::namespace);
        rules.put(new GroupKind("apiregistration.k8s.io", "APIService"), ApiRules::apiService);
        rules.put(
                new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition"), ApiRules::customResourceDefinition);
        rules.put(
                new GroupKind("certificates.k8s.io", "CertificateSigningRequest"), ApiRules::certificateSigningRequest);
        rules.put(new GroupKind("policy", "PodDisruptionBudget"), ApiRules::podDisruptionBudget);
        return rules;
    }
}
