package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The annotation in which client-side apply keeps what it applied last. */
final class LastApplied {
    static final String NAME = "kubectl.kubernetes.io/last-applied-configuration";
    static final FieldPath PATH = FieldPath.of("metadata", "annotations", NAME);

    private LastApplied() {}

    /** What it holds; null where there is none or it can't be read. */
    static Map<?, ?> of(KubeObject live) {
        String text = live.annotation(NAME);
        try {
            return text != null && Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map
                    ? map
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
