package io.jenkins.plugins.continuousdeployment.engine.manifest;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads live objects from a file, as {@code kubectl get -o yaml} writes them: everything a cluster has set is kept, and
 * less is asked of them than of manifests, since nothing is sent anywhere. Lists are flattened.
 */
public final class ObjectDump {
    private ObjectDump() {}

    /**
     * Reads all objects of a file, in their order.
     *
     * @param file the name to know the file by; JSON where it ends in {@code .json}, else YAML
     * @param content UTF-8, or UTF-16 with a byte order mark
     * @param notes is told of keys that stand twice, of which the last one counts
     * @throws RefusedException naming every problem with its place: broken text, something that is no object
     */
    public static List<KubeObject> read(String file, byte[] content, Consumer<Problem> notes) {
        Findings findings = new Findings(Origin.ITSELF);
        List<KubeObject> objects = new ArrayList<>();
        for (YamlDocument document : YamlReader.readDump(file, content, YamlLimits.DEFAULT, notes)) {
            if (document.tree() instanceof Map<?, ?> map) {
                @SuppressWarnings("unchecked")
                Map<String, Object> body = (Map<String, Object>) map;
                add(new Draft(document, List.of(), body), objects, findings);
            } else if (document.tree() != null) {
                findings.add(document.place(), "an object is a map; this is " + Wording.kind(document.tree()));
            }
        }
        findings.refuseIfAny();
        return objects;
    }

    private static void add(Draft draft, List<KubeObject> objects, Findings findings) {
        if (ObjectList.is(draft)) {
            ObjectList.items(draft, findings).forEach(item -> add(item, objects, findings));
        } else if (draft.body().get("kind") instanceof String kind && !kind.isEmpty()) {
            objects.add(new KubeObject(draft.body()));
        } else {
            findings.add(draft.place(), "this is no object: it has no kind");
        }
    }
}
