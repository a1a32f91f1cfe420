package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A way into an object: {@code status.phase}, {@code status.conditions[Ready].reason}, {@code
 * metadata.annotations[example.com/paused]}, {@code status.members[*].state}. In brackets stands, for a map, a key that
 * may hold dots; for a list, the {@code type} or {@code name} of the items that are meant, or {@code key=value} of them;
 * {@code *} is all of either.
 *
 * @param text as it was written
 * @param steps the keys and brackets in their order
 */
record FieldPath(String text, List<Step> steps) {
    private static final Set<String> NAMES = Set.of("type", "name", "kind");

    /** Where a path may begin: what objects have at their outermost level and health can follow from. */
    static final List<String> ROOTS = List.of("metadata", "spec", "status", "data", "apiVersion", "kind");

    /**
     * One step.
     *
     * @param name a key, what stands in brackets, or {@code *}
     * @param value what the key of an item must be; null where the step is no {@code key=value}
     * @param bracket whether it stood in brackets
     */
    record Step(String name, String value, boolean bracket) {}

    /** A text that is no path; its message says why. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    static FieldPath parse(String text) throws Malformed {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '[') {
                int end = text.indexOf(']', at);
                if (end < 0) {
                    throw new Malformed("the bracket that opens at character " + (at + 1) + " is never closed");
                }
                steps.add(bracket(text.substring(at + 1, end)));
                at = end + 1;
                continue;
            }
            if (c == '.' && (at == 0 || at + 1 == text.length())) {
                throw new Malformed("a path neither begins nor ends with a dot");
            }
            int start = c == '.' ? at + 1 : at;
            int end = start;
            while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
                end++;
            }
            if (end == start) {
                throw new Malformed("a key is missing at character " + (start + 1));
            }
            steps.add(new Step(key(text.substring(start, end)), null, false));
            at = end;
        }
        if (steps.isEmpty()) {
            throw new Malformed("it is empty");
        }
        return new FieldPath(text, List.copyOf(steps));
    }

    /** Whether a text begins as paths into objects do. */
    static boolean begins(String text) {
        return ROOTS.stream()
                .anyMatch(root -> text.equals(root) || text.startsWith(root + ".") || text.startsWith(root + "["));
    }

    private static String key(String key) throws Malformed {
        if (!key.matches("[A-Za-z0-9_$-]+")) {
            throw new Malformed("\"" + key + "\" is no key; one with other than letters, digits, - and _ stands in"
                    + " brackets: metadata.annotations[example.com/paused]");
        }
        return key;
    }

    private static Step bracket(String content) throws Malformed {
        if (content.isBlank()) {
            throw new Malformed("nothing stands in its brackets; [*] means all items");
        }
        int equals = content.indexOf('=');
        if (equals < 0) {
            return new Step(content, null, true);
        }
        if (equals == 0 || equals == content.length() - 1) {
            throw new Malformed("[" + content + "] must be [key=value]");
        }
        return new Step(content.substring(0, equals), content.substring(equals + 1), true);
    }

    /** Whether it leads into the status, which may speak of an older specification. */
    boolean readsStatus() {
        return steps.get(0).name().equals("status");
    }

    /** All values it leads to; empty where there is none. A null counts as none. */
    List<Object> in(KubeObject object) {
        Stream<Object> values = Stream.of(object.body());
        for (Step step : steps) {
            values = values.flatMap(value -> next(value, step));
        }
        return values.toList();
    }

    /** The condition that it leads to or through, if it does. */
    List<Condition> conditions(KubeObject object) {
        for (int count = steps.size(); count > 0; count--) {
            List<Condition> found = new FieldPath(text, steps.subList(0, count))
                    .in(object).stream()
                            .map(Condition::of)
                            .flatMap(java.util.Optional::stream)
                            .filter(condition -> !condition.status().isEmpty())
                            .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static Stream<Object> next(Object value, Step step) {
        if (value instanceof Map<?, ?> map) {
            if (step.value() == null && !step.name().equals("*")) {
                return Stream.ofNullable(map.get(step.name())).map(Object.class::cast);
            }
            return map.values().stream()
                    .filter(Objects::nonNull)
                    .filter(item -> step.value() == null || is(item, step.name(), step.value()))
                    .map(Object.class::cast);
        }
        if (value instanceof List<?> list && step.bracket()) {
            return list.stream()
                    .filter(Objects::nonNull)
                    .filter(item -> meant(item, step))
                    .map(Object.class::cast);
        }
        return Stream.empty();
    }

    private static boolean meant(Object item, Step step) {
        if (step.value() != null) {
            return is(item, step.name(), step.value());
        }
        return step.name().equals("*") || NAMES.stream().anyMatch(name -> is(item, name, step.name()));
    }

    private static boolean is(Object item, String key, String value) {
        return item instanceof Map<?, ?> map
                && map.get(key) != null
                && String.valueOf(map.get(key)).equals(value);
    }

    @Override
    public String toString() {
        return text;
    }
}
