package io.jenkins.plugins.continuousdeployment.config;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Labels as text, {@code tier=edge, zone=a}: keys and values as Kubernetes has them. */
final class Labels {
    private static final Pattern KEY =
            Pattern.compile("([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");

    private Labels() {}

    /**
     * Reads them.
     *
     * @throws RefusedException naming the part that is none
     */
    static Map<String, String> parse(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String each : text.split("[,\\s]+", -1)) {
            if (each.isEmpty()) {
                continue;
            }
            int equals = each.indexOf('=');
            String key = equals < 0 ? each : each.substring(0, equals);
            String value = equals < 0 ? "" : each.substring(equals + 1);
            if (equals < 0
                    || !KEY.matcher(key).matches()
                    || !VALUE.matcher(value).matches()) {
                throw new RefusedException(Messages.Labels_Malformed(each));
            }
            if (labels.put(key, value) != null) {
                throw new RefusedException(Messages.Labels_Twice(key));
            }
        }
        return labels;
    }
}
