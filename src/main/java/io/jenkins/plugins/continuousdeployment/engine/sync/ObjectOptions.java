package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import java.util.HashMap;
import java.util.Map;

/**
 * An object's own options: the definition's, changed by the object's annotations. Argo CD's annotations are understood
 * beside our own, and Helm's and Flux's ways of keeping an object, so that repositories move over unchanged; where ours
 * and another's disagree, ours counts.
 *
 * @param wave objects of a lower wave come first, and are healthy before the next
 * @param prune whether it may be pruned
 * @param delete whether it may be removed when its project is
 * @param replace whether to PUT it
 * @param force whether it may be deleted and made again
 * @param skipSchemaValidation whether fields that the server does not know are dropped
 * @param pruneLast whether it is pruned after all else is healthy
 * @param revertForeignFields whether what others added to it is removed; a replacement does so by itself
 */
record ObjectOptions(
        int wave,
        boolean prune,
        boolean delete,
        boolean replace,
        boolean force,
        boolean skipSchemaValidation,
        boolean pruneLast,
        boolean revertForeignFields) {
    static final String OURS = "continuous-deployment.jenkins.io/sync-options";
    static final String OUR_WAVE = "continuous-deployment.jenkins.io/sync-wave";
    private static final String ARGO = "argocd.argoproj.io/sync-options";
    private static final String ARGO_WAVE = "argocd.argoproj.io/sync-wave";
    private static final String HELM_POLICY = "helm.sh/resource-policy";
    private static final String FLUX_PRUNE = "kustomize.toolkit.fluxcd.io/prune";
    private static final String FLUX_FORCE = "kustomize.toolkit.fluxcd.io/force";

    static ObjectOptions of(KubeObject object, SyncOptions options) {
        Map<String, String> own = new HashMap<>();
        read(object.annotation(ARGO), own);
        read(object.annotation(OURS), own);
        boolean keep = "keep".equals(object.annotation(HELM_POLICY));
        boolean fluxKeeps = "disabled".equalsIgnoreCase(object.annotation(FLUX_PRUNE));
        boolean replace = flag(own, "replace", options.replace());
        boolean fluxForces = "enabled".equalsIgnoreCase(object.annotation(FLUX_FORCE));
        return new ObjectOptions(
                wave(object),
                flag(own, "prune", !keep && !fluxKeeps),
                flag(own, "delete", !keep && !fluxKeeps),
                replace,
                flag(own, "force", options.force() || fluxForces),
                !flag(own, "validate", !options.skipSchemaValidation()),
                flag(own, "prunelast", options.pruneLast()),
                replace || options.revertForeignFields());
    }

    private static void read(String annotation, Map<String, String> options) {
        if (annotation == null) {
            return;
        }
        for (String option : annotation.split(",", -1)) {
            int equals = option.indexOf('=');
            if (equals > 0) {
                options.put(
                        option.substring(0, equals).strip().toLowerCase(java.util.Locale.ROOT),
                        option.substring(equals + 1).strip());
            }
        }
    }

    /** {@code confirm} is neither: what must be confirmed is not done by itself. */
    private static boolean flag(Map<String, String> options, String name, boolean otherwise) {
        String value = options.get(name);
        return value == null ? otherwise : value.equalsIgnoreCase("true");
    }

    private static int wave(KubeObject object) {
        String ours = object.annotation(OUR_WAVE);
        String text = ours != null ? ours : object.annotation(ARGO_WAVE);
        try {
            return text == null ? 0 : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
