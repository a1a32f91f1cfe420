package io.jenkins.plugins.continuousdeployment.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * One line of a build's change set, as stored beside it. Texts are empty where there is nothing to say.
 *
 * @param cluster by the name that the definition gives it
 * @param kind of the object
 * @param namespace empty for a cluster-scoped object
 * @param name of the object
 * @param action {@code created}, {@code configured}, {@code unchanged}, {@code pruned}, {@code kept}, {@code skipped}
 *     or {@code failed}
 * @param reason one word for programs
 * @param message for a person
 */
@ExportedBean(defaultVisibility = 999)
public record ChangeFacts(
        @Exported String cluster,
        @Exported String kind,
        @Exported String namespace,
        @Exported String name,
        @Exported String action,
        @Exported String reason,
        @Exported String message) {

    /** The lines of a stored change set; what is no line is left out. */
    static List<ChangeFacts> of(Map<String, Object> changeSet) {
        List<ChangeFacts> lines = new ArrayList<>();
        if (changeSet.get("changes") instanceof List<?> changes) {
            for (Object each : changes) {
                if (each instanceof Map<?, ?> line) {
                    lines.add(new ChangeFacts(
                            text(line, "cluster"),
                            text(line, "kind"),
                            text(line, "namespace"),
                            text(line, "name"),
                            text(line, "action"),
                            text(line, "reason"),
                            text(line, "message")));
                }
            }
        }
        return lines;
    }

    private static String text(Map<?, ?> line, String key) {
        return Objects.toString(line.get(key), "");
    }
}
