package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A spot in a file of rules: knows its place, and notes what is wrong there.
 *
 * @param document the document
 * @param path the way to the spot
 * @param problems where to note; shared by all spots of a file
 */
record RuleSite(YamlDocument document, List<Object> path, List<Problem> problems) {
    RuleSite child(Object step) {
        return new RuleSite(
                document, Stream.concat(path.stream(), Stream.of(step)).toList(), problems);
    }

    Place place() {
        return document.placeOf(path.toArray());
    }

    void problem(String message) {
        problems.add(new Problem(place(), message));
    }

    /** At the key, not its value. */
    void keyProblem(String message) {
        problems.add(new Problem(document.placeOfKey(path.toArray()), message));
    }

    /** Notes every key that is none of the known ones. */
    void requireKnown(Map<?, ?> map, Collection<String> known) {
        map.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !known.contains(key))
                .forEach(key -> child(key)
                        .keyProblem("unknown key \"" + key + "\"; here stand " + String.join(", ", known) + "."
                                + Nearest.hint(key, known)));
    }

    static String describe(Object value) {
        if (value instanceof Map) {
            return "a map";
        }
        if (value instanceof List) {
            return "a list";
        }
        return value == null ? "nothing" : "\"" + value + "\"";
    }
}
