package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLayout;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What stands on each line of a file. */
final class Lines {
    private final List<YamlPart> parts;
    private final Map<Integer, List<Integer>> begin = new HashMap<>();
    private final Map<Integer, List<YamlPart>> end = new HashMap<>();

    Lines(YamlLayout layout) {
        this.parts = layout.parts();
        for (int i = 0; i < parts.size(); i++) {
            YamlPart part = parts.get(i);
            begin.computeIfAbsent(part.line(), line -> new ArrayList<>()).add(i);
            if (isValue(part)) {
                end.computeIfAbsent(part.lastLine(), line -> new ArrayList<>()).add(part);
            }
        }
    }

    /** A scalar of which something is written, or an alias, that is no key. */
    private static boolean isValue(YamlPart part) {
        return !part.key() && !part.isCollection() && part.kind() != YamlPart.Kind.EMPTY;
    }

    /** The scalars and aliases that begin on a line; keys left out. */
    List<YamlPart> valuesBeginningAt(int line) {
        return beginningAt(line).filter(Lines::isValue).toList();
    }

    /** The scalars and aliases that end on a line; keys left out, blocks counted at their indicator. */
    List<YamlPart> valuesEndingAt(int line) {
        return end.getOrDefault(line, List.of());
    }

    /**
     * Whether a scalar stands in braces or brackets that open on its line, and close before a place.
     *
     * @param before an offset
     */
    boolean isEnclosed(YamlPart scalar, int before) {
        return beginningAt(scalar.line())
                .anyMatch(part -> part.flow()
                        && part.start() < scalar.start()
                        && part.end() >= scalar.end()
                        && part.end() <= before);
    }

    /** What the last key or dash of a line leads to: a map, a list, something empty; null where there is nothing. */
    YamlPart lastAt(int line) {
        List<Integer> indexes = begin.getOrDefault(line, List.of());
        if (indexes.isEmpty()) {
            return null;
        }
        int last = indexes.get(indexes.size() - 1);
        return parts.get(last).key() && last + 1 < parts.size() ? parts.get(last + 1) : parts.get(last);
    }

    private Stream<YamlPart> beginningAt(int line) {
        return begin.getOrDefault(line, List.of()).stream().map(parts::get);
    }
}
