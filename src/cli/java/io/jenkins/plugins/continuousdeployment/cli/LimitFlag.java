package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.manifest.ManifestLimits;
import io.jenkins.plugins.continuousdeployment.engine.render.RenderLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code --limit NAME=NUMBER}: the limits by the names under which messages speak of them. */
final class LimitFlag {
    /** All names, in the order of the page. */
    static final List<String> NAMES = List.of(
            "maxFiles",
            "maxBytes",
            "maxFileBytes",
            "maxObjects",
            "maxDepth",
            "maxNodes",
            "renderTimeout",
            "maxOutputBytes",
            "maxExportFiles",
            "maxExportBytes");

    private static final Pattern FORM = Pattern.compile("([A-Za-z]+)=([0-9]{1,12})(Ki|Mi|Gi|s|m)?");

    private LimitFlag() {}

    /**
     * The limits with some of them replaced.
     *
     * @throws RefusedException for a name that is none, or a value that is no number above 0
     */
    static RenderLimits limits(List<String> flags) {
        Map<String, Long> given = new LinkedHashMap<>();
        flags.forEach(flag -> read(flag, given));
        RenderLimits all = RenderLimits.DEFAULT;
        ManifestLimits manifests = all.manifests();
        YamlLimits yaml = manifests.yaml();
        return new RenderLimits(
                Duration.ofSeconds(
                        given.getOrDefault("renderTimeout", all.renderTimeout().toSeconds())),
                given.getOrDefault("maxOutputBytes", all.maxOutputBytes()),
                number(given, "maxExportFiles", all.maxExportFiles()),
                given.getOrDefault("maxExportBytes", all.maxExportBytes()),
                new ManifestLimits(
                        number(given, "maxFiles", manifests.maxFiles()),
                        given.getOrDefault("maxBytes", manifests.maxBytes()),
                        given.getOrDefault("maxFileBytes", manifests.maxFileBytes()),
                        number(given, "maxObjects", manifests.maxObjects()),
                        new YamlLimits(
                                number(given, "maxDepth", yaml.maxDepth()),
                                number(given, "maxNodes", yaml.maxNodes()))));
    }

    private static int number(Map<String, Long> given, String name, int otherwise) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, given.getOrDefault(name, (long) otherwise)));
    }

    private static void read(String flag, Map<String, Long> given) {
        Matcher form = FORM.matcher(flag);
        if (!form.matches() || Long.parseLong(form.group(2)) == 0) {
            throw new RefusedException("--limit " + flag + ": write NAME=NUMBER with a number above 0, such as"
                    + " maxObjects=50000, maxFileBytes=128Mi or renderTimeout=5m");
        }
        if (!NAMES.contains(form.group(1))) {
            throw new RefusedException(
                    "--limit " + flag + ": there is no such limit; they are " + String.join(", ", NAMES));
        }
        given.put(form.group(1), Long.parseLong(form.group(2)) * unit(form.group(3)));
    }

    private static long unit(String unit) {
        return switch (unit == null ? "" : unit.toLowerCase(Locale.ROOT)) {
            case "ki" -> 1024L;
            case "mi" -> 1024L * 1024;
            case "gi" -> 1024L * 1024 * 1024;
            case "m" -> 60;
            default -> 1;
        };
    }
}
