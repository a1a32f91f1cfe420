package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds where two states of an object differ. Items of lists are matched by their keys where the managers' entries tell
 * the keys, by {@code name} where every item has one of its own, else by their places.
 */
final class ObjectDiff {
    private final List<Difference> found = new ArrayList<>();

    private ObjectDiff() {}

    /**
     * Compares two states.
     *
     * @param shape what anyone owns in either: tells keyed lists and sets
     */
    static List<Difference> between(Map<String, Object> before, Map<String, Object> after, FieldSet shape) {
        ObjectDiff diff = new ObjectDiff();
        diff.value(FieldPath.ROOT, before, after, shape);
        return List.copyOf(diff.found);
    }

    private void value(FieldPath path, Object before, Object after, FieldSet shape) {
        if (before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
            parts(path, fields(one), fields(other), shape);
        } else if (before instanceof List<?> one && after instanceof List<?> other) {
            list(path, one, other, shape);
        } else if (!JsonValues.same(before, after)) {
            found.add(new Difference(path, Difference.Kind.VALUE, before, after));
        }
    }

    /** Compares what stands at the same steps. */
    private void parts(
            FieldPath path, Map<PathElement, Object> before, Map<PathElement, Object> after, FieldSet shape) {
        Set<PathElement> steps = new LinkedHashSet<>(before.keySet());
        steps.addAll(after.keySet());
        for (PathElement step : steps) {
            value(
                    path.then(step),
                    before.getOrDefault(step, Difference.ABSENT),
                    after.getOrDefault(step, Difference.ABSENT),
                    shape.child(step));
        }
    }

    private static Map<PathElement, Object> fields(Map<?, ?> map) {
        Map<PathElement, Object> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> fields.put(new PathElement.Field(String.valueOf(key)), value));
        return fields;
    }

    private void list(FieldPath path, List<?> before, List<?> after, FieldSet shape) {
        if (JsonValues.same(before, after)) {
            return;
        }
        Set<String> keyNames = ProofLists.keyNames(shape);
        if (keyNames.isEmpty() && named(before) && named(after)) {
            keyNames = Set.of("name");
        }
        Map<PathElement, Object> one = items(before, keyNames, shape);
        Map<PathElement, Object> other = items(after, keyNames, shape);
        if (one != null && other != null) {
            parts(path, one, other, shape);
            order(path, one, other);
        } else if (before.stream().allMatch(Map.class::isInstance)
                && after.stream().allMatch(Map.class::isInstance)) {
            parts(path, places(before), places(after), shape);
        } else {
            found.add(new Difference(path, Difference.Kind.VALUE, before, after));
        }
    }

    private static boolean named(List<?> list) {
        return list.stream().allMatch(item -> item instanceof Map<?, ?> map && map.get("name") instanceof String);
    }

    /** The items by their steps, null where not every item has a step of its own. */
    private static Map<PathElement, Object> items(List<?> list, Set<String> keyNames, FieldSet shape) {
        boolean set = shape.children().keySet().stream().anyMatch(PathElement.Item.class::isInstance);
        Map<PathElement, Object> items = new LinkedHashMap<>();
        for (Object item : list) {
            PathElement step = !keyNames.isEmpty() ? ProofLists.key(item, keyNames) : new PathElement.Item(item);
            boolean keyed = step instanceof PathElement.Key key && !key.fields().isEmpty();
            if (!(keyed || (set && JsonValues.scalar(item))) || items.put(step, item) != null) {
                return null;
            }
        }
        return items;
    }

    private void order(FieldPath path, Map<PathElement, Object> before, Map<PathElement, Object> after) {
        List<String> one = names(before, after);
        List<String> other = names(after, before);
        if (!one.equals(other)) {
            found.add(new Difference(path, Difference.Kind.ORDER, one, other));
        }
    }

    private static List<String> names(Map<PathElement, Object> items, Map<PathElement, Object> others) {
        return items.keySet().stream()
                .filter(others::containsKey)
                .map(PathElement::toString)
                .toList();
    }

    private static Map<PathElement, Object> places(List<?> list) {
        Map<PathElement, Object> places = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            places.put(new PathElement.Index(i), list.get(i));
        }
        return places;
    }
}
