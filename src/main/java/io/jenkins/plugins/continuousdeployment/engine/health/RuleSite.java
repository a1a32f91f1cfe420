package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A spot in a list of rules: knows its place, and notes what is wrong there.
 *
 * @param text what the rules are written in
 * @param path the way to the spot
 */
record RuleSite(RulesText text, List<Object> path) {
    RuleSite child(Object step) {
        return new RuleSite(text, Stream.concat(path.stream(), Stream.of(step)).toList());
    }

    /** Null where there is no text. */
    Place place() {
        return text.placeOf(path);
    }

    /** Its place for a message, or where there is none the way to it. */
    String where() {
        Place place = place();
        return place == null ? String.valueOf(path) : place.toString();
    }

    void problem(String message) {
        text.problem(path, false, message);
    }

    /** At the key, not its value. */
    void keyProblem(String message) {
        text.problem(path, true, message);
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
