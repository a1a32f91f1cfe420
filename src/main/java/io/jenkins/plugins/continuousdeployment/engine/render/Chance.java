package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.manifest.DesiredObject;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Charts that render differently each time. A second rendering tells; it is made only where a chart uses a function that
 * can give two answers, or is packed so that this can't be seen.
 */
final class Chance {
    /** Of Sprig and Helm: random values, keys and certificates, the time, and maps in no order. */
    private static final Pattern FUNCTIONS = Pattern.compile(
            "\\b(rand[A-Z]\\w*|gen[A-Z]\\w*|buildCustomCert|uuidv4|now|ago|date\\w*|unixEpoch|htpasswd|bcrypt|encryptAES|"
                    + "shuffle|keys|values|getHostByName|lookup)\\b");

    private static final String ACTION = "{{";
    private static final int SHOWN = 10;

    private Chance() {}

    /**
     * Whether a file may have it render differently.
     *
     * @param path its path, which tells a packed chart
     */
    static boolean isIn(String path, byte[] content) {
        return path.endsWith(".tgz") || isIn(new String(content, StandardCharsets.UTF_8));
    }

    /** Whether a text that may be a template has it. */
    static boolean isIn(String text) {
        return text.contains(ACTION) && FUNCTIONS.matcher(text).find();
    }

    /** What to say about two renderings of the same; nothing where they are equal. */
    static List<Problem> between(Manifests first, Manifests second, String chartFile) {
        Map<ObjectKey, KubeObject> left = objects(first);
        Map<ObjectKey, KubeObject> right = objects(second);
        Collection<ObjectKey> different = Stream.concat(left.keySet().stream(), right.keySet().stream())
                .distinct()
                .filter(key -> !left.containsKey(key) || !left.get(key).equals(right.get(key)))
                .toList();
        if (different.isEmpty()) {
            return List.of();
        }
        String names = different.stream().limit(SHOWN).map(ObjectKey::toString).collect(Collectors.joining(", "));
        String more = different.size() > SHOWN ? " and " + (different.size() - SHOWN) + " more" : "";
        return List.of(new Problem(
                Place.of(chartFile),
                "the chart renders differently each time: " + names + more + ". Each new rendering would change them in"
                        + " the cluster. Give the values that the chart makes up otherwise"));
    }

    private static Map<ObjectKey, KubeObject> objects(Manifests manifests) {
        Map<ObjectKey, KubeObject> objects = new LinkedHashMap<>();
        for (DesiredObject desired : manifests.objects()) {
            objects.put(ObjectKey.of(desired.object()), desired.object());
        }
        return objects;
    }
}
