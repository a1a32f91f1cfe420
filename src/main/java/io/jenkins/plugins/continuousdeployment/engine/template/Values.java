package io.jenkins.plugins.continuousdeployment.engine.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What templates may do with any value. */
final class Values {
    private static final long LONGEST_COUNT = 100_000;

    private Values() {}

    /** Whether a value counts as true: what is not empty, not zero, not nil and not false. */
    static boolean isTrue(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value instanceof Collection<?> list ? !list.isEmpty() : value != null;
    }

    /** Keys and values of what can be gone through, in order; null where a value can't. */
    static List<Object[]> pairs(Object value) {
        List<Object[]> pairs = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> pairs.add(new Object[] {key, each}));
        } else if (value instanceof List<?> list) {
            list.forEach(each -> pairs.add(new Object[] {(long) pairs.size(), each}));
        } else if (value instanceof Long count) {
            for (long each = 0; each < Math.min(count, LONGEST_COUNT + 1); each++) {
                pairs.add(new Object[] {each, each});
            }
        } else if (value != null) {
            return null;
        }
        return pairs;
    }

    /** For a message. */
    static String type(Object value) {
        if (value == null) {
            return "nil";
        }
        if (value instanceof Struct struct) {
            return struct.type();
        }
        return value instanceof String
                ? "a string"
                : value instanceof Long
                        ? "a number"
                        : value instanceof Boolean ? "true or false" : value instanceof Map ? "a map" : "a list";
    }
}
