package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a tree as lines that are equal for equal trees: keys in order, those that say what it is before the others. */
final class YamlText {
    private static final List<String> FIRST = List.of("apiVersion", "kind", "metadata", "name", "namespace");
    private static final Comparator<String> ORDER = Comparator.<String>comparingInt(
                    key -> FIRST.contains(key) ? FIRST.indexOf(key) : FIRST.size())
            .thenComparing(Comparator.naturalOrder());

    private YamlText() {}

    /** The lines of a tree. */
    static List<String> lines(Map<String, Object> tree) {
        return YamlWriter.write(ordered(tree)).lines().toList();
    }

    private static Map<String, Object> ordered(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.keySet().stream()
                .map(String::valueOf)
                .sorted(ORDER)
                .forEach(key -> copy.put(key, orderedValue(map.get(key))));
        return copy;
    }

    private static Object orderedValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            return ordered(map);
        }
        return value instanceof List<?> list
                ? list.stream().map(YamlText::orderedValue).toList()
                : value;
    }
}
