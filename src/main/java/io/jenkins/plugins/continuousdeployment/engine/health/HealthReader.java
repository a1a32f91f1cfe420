package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How well one object is. In this order: a deletion that has begun; the rules that were given; for a kind of Kubernetes
 * itself, its rule in code; for others what someone paused, whether the status speaks of the last change, the rules that
 * come with the engine, and at last what its status says to somebody who does not know the kind. Immutable; one serves
 * all threads.
 */
public final class HealthReader {
    private static final Map<GroupKind, Rule> KUBERNETES = Map.copyOf(kubernetes());

    private final List<HealthRules> own;

    /** With the rules that come with the engine. */
    public HealthReader() {
        this(List.of());
    }

    private HealthReader(List<HealthRules> own) {
        this.own = List.copyOf(own);
    }

    /**
     * With further rules, which are looked at before those that come with the engine.
     *
     * @param own rules of a file or an installation
     */
    public static HealthReader with(HealthRules own) {
        return new HealthReader(List.of(own));
    }

    /**
     * The same with further rules, which are looked at before all others.
     *
     * @param narrower rules of a project
     */
    public HealthReader preferring(HealthRules narrower) {
        return narrower.all().isEmpty()
                ? this
                : new HealthReader(
                        Stream.concat(Stream.of(narrower), own.stream()).toList());
    }

    /**
     * The verdict on an object.
     *
     * @param live as the cluster has it, however damaged
     * @return nothing for a kind that has no health
     */
    public Optional<Health> assess(KubeObject live) {
        Objects.requireNonNull(live, "live");
        if (live.terminating()) {
            return Optional.of(Verdict.progressing("Being deleted%s", waitingFor(live)));
        }
        LiveObject object = new LiveObject(live);
        List<KindRules> given = own.stream()
                .flatMap(rules -> rules.of(live.groupKind()).stream())
                .toList();
        Rule rule = KUBERNETES.get(live.groupKind());
        if (rule != null) {
            return new RuledReading(object, given).orElse(() -> Optional.of(rule.assess(object)));
        }
        List<KindRules> all = Stream.concat(given.stream(), BuiltInRules.get().of(live.groupKind()).stream())
                .toList();
        return new RuledReading(object, all).orElse(() -> GenericReading.assess(object));
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
