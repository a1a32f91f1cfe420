package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Discovery;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Marks;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ResourceType;
import io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.manifest.DesiredObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Desired objects of all destinations in one cluster → one set of objects of known type: scope comes from discovery, a
 * namespace on a cluster-scoped object is dropped before keys are made, and what two destinations have in common counts
 * once.
 */
final class Resolution {
    private final Cluster cluster;
    private final Discovery discovery;
    private final TrackingRecord record;
    private final SyncOptions options;
    private final Permit permit;
    private final Map<ObjectKey, ResolvedObject> objects = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Resolution(Cluster cluster, TrackingRecord record, SyncOptions options, Permit permit) {
        this.permit = permit;
        this.cluster = cluster;
        this.discovery = cluster.discovery();
        this.record = record;
        this.options = options;
    }

    /** Adds what is desired in destinations of this cluster. */
    void add(List<Target> targets) {
        Map<String, ResourceType> coming = DefinedTypes.of(
                targets.stream().flatMap(target -> target.objects().stream()).map(DesiredObject::object));
        for (Target target : targets) {
            String namespace = target.namespace().isEmpty() ? record.namespace() : target.namespace();
            permit.refusal(cluster.name(), namespace).ifPresent(why -> problems.add(new Problem(null, why)));
            target.objects().forEach(desired -> add(desired, target, coming));
        }
    }

    Collection<ResolvedObject> objects() {
        return objects.values();
    }

    List<Problem> problems() {
        return problems;
    }

    private void add(DesiredObject desired, Target target, Map<String, ResourceType> coming) {
        KubeObject object = desired.object();
        Optional<ResourceType> served = discovery.find(object.groupKind(), object.version());
        ResourceType type = served.orElseGet(() -> coming.get(DefinedTypes.id(object.groupKind(), object.version())));
        if (type == null) {
            problems.add(new Problem(desired.place(), unknown(object)));
            return;
        }
        Optional<KubeObject> placed = placed(object, type, target.namespace());
        if (placed.isEmpty()) {
            problems.add(new Problem(
                    desired.place(),
                    object.kind() + " " + object.name() + " needs a namespace: it names none, and neither does the"
                            + " destination. Give the destination a namespace, or set metadata.namespace."));
            return;
        }
        Optional<String> refusal = permit.refusal(cluster.name(), placed.get().namespace(), object.groupKind());
        if (refusal.isPresent()) {
            problems.add(new Problem(desired.place(), object.kind() + " " + object.name() + ": " + refusal.get()));
            return;
        }
        KubeObject marked = Marks.put(placed.get(), record.owner(), record.applySetId());
        put(new ResolvedObject(marked, type, served.isPresent(), ObjectOptions.of(object, options), desired.place()));
    }

    private void put(ResolvedObject resolved) {
        ResolvedObject other = objects.putIfAbsent(resolved.key(), resolved);
        if (other != null && !other.object().equals(resolved.object())) {
            problems.add(new Problem(
                    resolved.place(),
                    resolved.key() + " is desired twice in " + cluster.describe()
                            + ", and differently: the other is at " + other.place() + ". Keep one of them."));
        } else if (other != null && !other.place().equals(resolved.place())) {
            problems.add(new Problem(
                    resolved.place(), resolved.key() + " stands here and at " + other.place() + ". Keep one of them."));
        }
    }

    private String unknown(KubeObject object) {
        String what = cluster.describe() + " serves no " + object.apiVersion() + " " + object.kind();
        return discovery.silentGroups().contains(object.group())
                ? what + " now: the server of API group " + object.group() + " does not answer"
                        + " (kubectl get apiservices shows why)"
                : what + KindHint.of(discovery, object.groupKind())
                        + " If a CustomResourceDefinition defines it, add that to the source.";
    }

    private static Optional<KubeObject> placed(KubeObject object, ResourceType type, String namespace) {
        if (!type.namespaced()) {
            return Optional.of(object.namespace().isEmpty() ? object : withNamespace(object, null));
        }
        if (!object.namespace().isEmpty()) {
            return Optional.of(object);
        }
        return namespace.isEmpty() ? Optional.empty() : Optional.of(withNamespace(object, namespace));
    }

    /** The object in another namespace, or with null in none. */
    static KubeObject withNamespace(KubeObject object, String namespace) {
        Map<String, Object> body = object.thaw();
        @SuppressWarnings("unchecked")
        Map<String, Object> metadata = (Map<String, Object>) body.get("metadata");
        if (namespace == null) {
            metadata.remove("namespace");
        } else {
            metadata.put("namespace", namespace);
        }
        return new KubeObject(body);
    }

    /** The types that CustomResourceDefinitions of the source define. */
    static final class DefinedTypes {
        static final GroupKind KIND = new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");

        private DefinedTypes() {}

        static String id(GroupKind kind, String version) {
            return kind + "/" + version;
        }

        static Map<String, ResourceType> of(java.util.stream.Stream<KubeObject> objects) {
            Map<String, ResourceType> types = new LinkedHashMap<>();
            objects.filter(object -> object.groupKind().equals(KIND)).forEach(crd -> {
                GroupKind kind = new GroupKind(crd.text("spec", "group"), crd.text("spec", "names", "kind"));
                for (Object item : crd.list("spec", "versions")) {
                    if (item instanceof Map<?, ?> version && Boolean.TRUE.equals(version.get("served"))) {
                        String name = String.valueOf(version.get("name"));
                        types.put(
                                id(kind, name),
                                new ResourceType(
                                        kind,
                                        name,
                                        crd.text("spec", "names", "plural"),
                                        "Namespaced".equals(crd.text("spec", "scope")),
                                        Set.of()));
                    }
                }
            });
            return types;
        }
    }
}
