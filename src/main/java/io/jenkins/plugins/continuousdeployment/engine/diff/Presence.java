package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.util.List;
import java.util.Map;

/** Whether an object has the field at a path, and the object without it. */
final class Presence {
    /** What there is where there is nothing; a null is something. */
    private static final Object NOTHING = Difference.ABSENT;

    private Presence() {}

    /**
     * Whether a field is there. An item of a keyed list that lacks a field of the key has it: a default completes it.
     *
     * @param object the object's tree
     */
    static boolean in(Object object, FieldPath path) {
        return at(object, path) != NOTHING;
    }

    private static Object at(Object object, FieldPath path) {
        Object value = object;
        for (PathElement step : path.steps()) {
            value = next(value, step);
        }
        return value;
    }

    private static Object next(Object value, PathElement step) {
        if (step instanceof PathElement.Field field) {
            boolean there = value instanceof Map<?, ?> map && map.containsKey(field.name());
            return there ? ((Map<?, ?>) value).get(field.name()) : NOTHING;
        }
        int place = value instanceof List<?> list ? place(list, step) : -1;
        return place < 0 ? NOTHING : ((List<?>) value).get(place);
    }

    private static int place(List<?> list, PathElement step) {
        for (int i = 0; i < list.size(); i++) {
            if (is(list.get(i), i, step)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean is(Object item, int place, PathElement step) {
        if (step instanceof PathElement.Key key) {
            PathElement.Key written = ProofLists.key(item, key.fields().keySet());
            return !written.fields().isEmpty()
                    && key.fields().entrySet().containsAll(written.fields().entrySet());
        }
        return step instanceof PathElement.Item member
                ? JsonValues.same(member.value(), item)
                : step.equals(new PathElement.Index(place));
    }

    /** Takes a field or an item out of a thawed object's tree, if it is there. */
    static void remove(Object thawed, FieldPath path) {
        Object holder = at(thawed, path.parent());
        if (path.last() instanceof PathElement.Field field && holder instanceof Map<?, ?> map) {
            map.remove(field.name());
        } else if (holder instanceof List<?> list && place(list, path.last()) >= 0) {
            list.remove(place(list, path.last()));
        }
    }
}
