package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Kubeconfigs;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ResourceType;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Front;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cluster of {@link ChaosTest}: what is really in it, and how others than the engine act on it. */
final class ChaosWorld implements AutoCloseable {
    static final GroupKind CONFIG_MAP = new GroupKind("", "ConfigMap");
    static final GroupKind SECRET = new GroupKind("", "Secret");
    static final GroupKind ACCOUNT = new GroupKind("", "ServiceAccount");
    static final GroupKind SERVICE = new GroupKind("", "Service");
    static final GroupKind ROLE = new GroupKind("rbac.authorization.k8s.io", "Role");
    static final GroupKind BOX = new GroupKind("chaos.example.com", "Box");
    static final List<GroupKind> KINDS = List.of(CONFIG_MAP, SECRET, ACCOUNT, SERVICE, ROLE, BOX);

    final Front front;
    final Cluster direct;
    final List<String> namespaces;
    private final Map<GroupKind, ResourceType> types = new LinkedHashMap<>();

    ChaosWorld(TestBed bed) {
        front = new Front(bed.kubernetes());
        direct = Cluster.of("direct", Kubeconfigs.read(bed.kubernetes().kubeconfig(), null));
        namespaces = List.of(
                bed.kubectl().newNamespace(),
                bed.kubectl().newNamespace(),
                bed.kubectl().newNamespace());
        bed.kubectl().feed(Definitions.crd(BOX.group(), "size: {type: integer}"), "apply", "-f", "-");
        bed.kubectl().run("wait", "--for=condition=established", "--timeout=60s", "crd/boxes." + BOX.group());
        for (GroupKind kind : KINDS) {
            types.put(
                    kind,
                    Await.until(() -> direct.rediscover().preferred(kind), java.util.Optional::isPresent)
                            .orElseThrow());
        }
    }

    /** An object of a kind whose content says which state it is in. */
    static Map<String, Object> object(ObjectKey key, int state) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", key.name());
        metadata.put("namespace", key.namespace());
        metadata.put("labels", new LinkedHashMap<>(Map.of("state", "s" + state)));
        metadata.put("annotations", new LinkedHashMap<>());
        Map<String, Object> object = new LinkedHashMap<>();
        String version =
                key.groupKind().group().isEmpty() ? "v1" : key.groupKind().group() + "/v1";
        object.put("apiVersion", version);
        object.put("kind", key.groupKind().kind());
        object.put("metadata", metadata);
        switch (key.groupKind().kind()) {
            case "ConfigMap" -> object.put("data", Map.of("key", "value " + state, "only" + state, "x"));
            case "Secret" -> object.put("data", Map.of("key", base64("secret " + state)));
            case "Service" -> object.put("spec", Map.of("ports", List.of(Map.of("port", 80L + state))));
            case "Role" ->
                object.put(
                        "rules",
                        List.of(Map.of(
                                "apiGroups", List.of(""), "resources", List.of("r" + state), "verbs", List.of("get"))));
            case "Box" -> object.put("spec", Map.of("size", (long) state));
            default -> object.put("automountServiceAccountToken", state % 2 == 0);
        }
        return object;
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private String path(ObjectKey key, boolean named) {
        ResourceType type = types.get(key.groupKind());
        String root = type.groupKind().group().isEmpty() ? "/api/v1" : "/apis/" + type.apiVersion();
        return root + "/namespaces/" + key.namespace() + "/" + type.plural() + (named ? "/" + key.name() : "");
    }

    /** Somebody else makes it. */
    void make(Map<String, Object> object) {
        String path = path(ObjectKey.of(new KubeObject(object)), false) + "?fieldManager=someone";
        front.ask("POST", path, "application/json", text(object));
    }

    /** Somebody else changes it; nothing happens where it is missing. */
    void change(ObjectKey key, Map<String, Object> mergePatch) {
        String path = path(key, true) + "?fieldManager=someone";
        front.ask("PATCH", path, "application/merge-patch+json", text(mergePatch));
    }

    /** Somebody else deletes it; nothing happens where it is missing. */
    void delete(ObjectKey key) {
        front.ask("DELETE", path(key, true), null, "");
    }

    private static String text(Object tree) {
        return new String(Json.write(tree), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Everything that is there, but for what the cluster makes by itself. */
    Map<ObjectKey, KubeObject> all() {
        Map<ObjectKey, KubeObject> all = new TreeMap<>();
        for (ResourceType type : types.values()) {
            for (KubeObject object : direct.objects().list(type, "", "")) {
                boolean builtIn = object.name().equals("kube-root-ca.crt")
                        || object.name().equals("default");
                boolean record = object.name().startsWith("cd-");
                if (namespaces.contains(object.namespace()) && !builtIn && !record) {
                    all.put(ObjectKey.of(object), object);
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        direct.close();
        front.close();
    }
}
