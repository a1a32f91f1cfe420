package io.jenkins.plugins.continuousdeployment.engine.manifest;

import java.util.Map;
import java.util.Optional;

/**
 * Objects that are not simply applied: hooks of Argo CD and Helm, and objects that ask for a new name each time. They
 * wait until phases exist. A Helm hook of type {@code crd-install} is a plain definition, as Argo CD has it, and Argo
 * CD's own annotation counts before Helm's.
 */
final class LeftOut {
    private static final String ARGO_HOOK = "argocd.argoproj.io/hook";
    private static final String HELM_HOOK = "helm.sh/hook";

    private LeftOut() {}

    /** Why an object is left out; empty where it is to be applied. */
    static Optional<String> reason(Draft draft) {
        Map<String, Object> annotations = draft.metadataMap("annotations");
        if (annotations.containsKey(ARGO_HOOK)) {
            return hook(draft, ARGO_HOOK, annotations);
        }
        if (annotations.containsKey(HELM_HOOK) && !"crd-install".equals(annotations.get(HELM_HOOK))) {
            return hook(draft, HELM_HOOK, annotations);
        }
        return draft.metadata("name") == null
                ? Optional.of(draft.title() + " has generateName and no name; such objects are left out for now")
                : Optional.empty();
    }

    private static Optional<String> hook(Draft draft, String annotation, Map<String, Object> annotations) {
        return Optional.of(draft.title() + " is a hook (" + annotation + ": " + annotations.get(annotation)
                + "); hooks are left out for now");
    }
}
