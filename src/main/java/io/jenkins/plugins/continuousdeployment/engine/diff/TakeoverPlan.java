package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.List;
import java.util.Map;

/**
 * How fields of other managers become ours before an apply, and what that apply will then remove.
 *
 * @param patch the operations of a JSON patch (RFC 6902); it fails where the object changed since it was read
 * @param from the managers whose fields are taken, each once
 * @param removed what the following apply removes: fields that are taken, that nobody else owns and that are not
 *     desired. The server may fill some of them with defaults again; {@link #withoutRemoved} tells which.
 */
public record TakeoverPlan(List<Map<String, Object>> patch, List<String> from, List<FieldPath> removed) {
    public TakeoverPlan {
        patch = List.copyOf(patch);
        from = List.copyOf(from);
        removed = List.copyOf(removed);
    }

    /**
     * What the object will be after the patch and the apply, but for defaults: sent as the dry run of a replacement, it
     * comes back as it will really be.
     *
     * @param predicted the answer to a dry run of the apply alone
     */
    public KubeObject withoutRemoved(KubeObject predicted) {
        Map<String, Object> body = predicted.thaw();
        removed.forEach(path -> Presence.remove(body, path));
        Presence.remove(body, LastApplied.PATH);
        return new KubeObject(body);
    }
}
