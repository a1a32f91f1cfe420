package io.jenkins.plugins.continuousdeployment.engine.template;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The functions of Go's templates and, beside those for text, {@link TextFunctions the few of Sprig} that Flux's
 * documents use. Wrong arguments are {@link IllegalArgumentException}s, to which the interpreter adds the place.
 */
final class Functions {
    private static final Map<String, Function> BUILT_IN = Map.ofEntries(
            Map.entry("print", Formats::print),
            Map.entry("println", Formats::println),
            Map.entry("printf", values -> Formats.printf(string(values, 0), rest(values))),
            Map.entry("len", values -> length(one(values))),
            Map.entry("index", Functions::index),
            Map.entry("slice", Functions::slice),
            Map.entry("not", values -> !Values.isTrue(one(values))),
            Map.entry("and", Functions::last),
            Map.entry("or", Functions::last),
            Map.entry(
                    "eq",
                    values -> atLeast(values, 2) && rest(values).stream().anyMatch(each -> equal(values.get(0), each))),
            Map.entry("ne", values -> exactly(values, 2) && !equal(values.get(0), values.get(1))),
            Map.entry("lt", values -> order(values) < 0),
            Map.entry("le", values -> order(values) <= 0),
            Map.entry("gt", values -> order(values) > 0),
            Map.entry("ge", values -> order(values) >= 0));

    /** All names, sorted. */
    static final SortedSet<String> NAMES = names();

    private Functions() {}

    /** A function of a template. */
    @FunctionalInterface
    interface Function {
        Object of(List<Object> values);
    }

    private static SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(BUILT_IN.keySet());
        names.addAll(TextFunctions.ALL.keySet());
        return java.util.Collections.unmodifiableSortedSet(names);
    }

    static Object call(String name, List<Object> values) {
        Function function = BUILT_IN.getOrDefault(name, TextFunctions.ALL.get(name));
        return function.of(values);
    }

    static Object one(List<Object> values) {
        exactly(values, 1);
        return values.get(0);
    }

    static boolean exactly(List<Object> values, int count) {
        if (values.size() != count) {
            throw new IllegalArgumentException("it takes " + count + " arguments, and has " + values.size());
        }
        return true;
    }

    static boolean atLeast(List<Object> values, int count) {
        if (values.size() < count) {
            throw new IllegalArgumentException("it takes at least " + count + " arguments, and has " + values.size());
        }
        return true;
    }

    static List<Object> rest(List<Object> values) {
        return values.subList(1, values.size());
    }

    /** An argument that is a string, or something that prints itself as one. */
    static String string(List<Object> values, int index) {
        atLeast(values, index + 1);
        Object value = values.get(index);
        if (value instanceof String || value instanceof Struct) {
            return value.toString();
        }
        throw new IllegalArgumentException("argument " + (index + 1) + " is " + Values.type(value) + ", not a string");
    }

    static int number(List<Object> values, int index) {
        atLeast(values, index + 1);
        if (values.get(index) instanceof Long number && number == number.intValue()) {
            return number.intValue();
        }
        throw new IllegalArgumentException(
                "argument " + (index + 1) + " is " + Values.type(values.get(index)) + ", not a small number");
    }

    private static Object last(List<Object> values) {
        atLeast(values, 1);
        return values.get(values.size() - 1);
    }

    private static Long length(Object value) {
        if (value instanceof String text) {
            return (long) text.getBytes(StandardCharsets.UTF_8).length;
        }
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            return (long) Values.pairs(value).size();
        }
        throw new IllegalArgumentException(Values.type(value) + " has no length");
    }

    private static Object index(List<Object> values) {
        atLeast(values, 1);
        Object value = values.get(0);
        for (int depth = 1; depth < values.size(); depth++) {
            if (value instanceof Map<?, ?> map) {
                Object found = map.get(string(values, depth));
                value = found == null ? "" : found;
            } else if (value instanceof List<?> list) {
                value = list.get(inside(number(values, depth), list.size() - 1));
            } else {
                throw new IllegalArgumentException(Values.type(value) + " has no parts to choose from");
            }
        }
        return value;
    }

    private static int inside(int index, int most) {
        if (index < 0 || index > most) {
            throw new IllegalArgumentException("the index " + index + " is out of range");
        }
        return index;
    }

    private static Object slice(List<Object> values) {
        atLeast(values, 1);
        Object value = values.get(0);
        if (values.size() > 3 || !(value instanceof String || value instanceof List<?>)) {
            throw new IllegalArgumentException("it takes a string or a list, and at most two numbers");
        }
        int size = length(value).intValue();
        int to = values.size() > 2 ? inside(number(values, 2), size) : size;
        int from = values.size() > 1 ? inside(number(values, 1), to) : 0;
        return value instanceof List<?> list ? List.copyOf(list.subList(from, to)) : bytes((String) value, from, to);
    }

    /** As in Go, strings are counted in bytes; a character is never cut. */
    static String bytes(String text, int from, int to) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String part = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (part.getBytes(StandardCharsets.UTF_8).length != to - from || part.indexOf('\ufffd') >= 0) {
            throw new IllegalArgumentException("it would cut a character of \"" + text + "\" in two");
        }
        return part;
    }

    private static boolean equal(Object left, Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        comparable(left, right);
        return left.equals(right);
    }

    private static void comparable(Object left, Object right) {
        boolean basic = left instanceof String || left instanceof Long || left instanceof Boolean;
        if (!basic || left.getClass() != right.getClass()) {
            throw new IllegalArgumentException(Values.type(left) + " and " + Values.type(right) + " can't be compared");
        }
    }

    private static int order(List<Object> values) {
        exactly(values, 2);
        Object left = values.get(0);
        Object right = values.get(1);
        if (left instanceof Long first && right instanceof Long second) {
            return first.compareTo(second);
        }
        if (left instanceof String first && right instanceof String second) {
            return java.util.Arrays.compareUnsigned(
                    first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));
        }
        throw new IllegalArgumentException(Values.type(left) + " and " + Values.type(right) + " have no order");
    }
}
