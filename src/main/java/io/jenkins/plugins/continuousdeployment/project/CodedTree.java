package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.definition.DeclaredOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Scalars of configuration as code, which come as text whatever they were, as the values that stand in YAML: by the type
 * that the definition declares, and in blocks that it keeps as they are as they would read without quotes.
 */
final class CodedTree {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+\\.[0-9]+");

    private static final Map<String, String> TYPES =
            DeclaredOption.all().stream().collect(Collectors.toMap(DeclaredOption::path, DeclaredOption::type));
    private static final List<String> KEPT = TYPES.keySet().stream()
            .filter(path -> isKept(path, TYPES.get(path)))
            .toList();

    private CodedTree() {}

    private static boolean isKept(String path, String type) {
        boolean map = type.equals("map") && TYPES.keySet().stream().noneMatch(other -> other.startsWith(path + "."));
        return map || type.equals("list of rules");
    }

    /**
     * A text as the value it means.
     *
     * @param path where it stands, {@code source.kustomize.images[].newTag}
     */
    static Object scalar(String path, String text) {
        String type = TYPES.getOrDefault(path, "");
        boolean kept = KEPT.stream().anyMatch(block -> path.startsWith(block + ".") || path.startsWith(block + "["));
        if (kept || type.equals("`true` or `false`")) {
            if (text.equals("true") || text.equals("false")) {
                return Boolean.valueOf(text);
            }
        }
        boolean count = type.equals("whole number") || type.equals("count or percentage");
        if ((kept || count) && WHOLE.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        return kept && DECIMAL.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
    }
}
