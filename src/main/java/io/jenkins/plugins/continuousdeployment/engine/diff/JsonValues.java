package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** When two JSON values are the same to the API server: numbers by what they are worth, all else exactly. */
final class JsonValues {
    /** Up to here every integer has a double of its own. */
    private static final double EXACT = 1L << 53;

    private JsonValues() {}

    /** Whether two values are equal, however deep; a missing key is not a null. */
    static boolean same(Object one, Object other) {
        if (one instanceof Number a && other instanceof Number b) {
            return sameNumber(a, b);
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            return sameMap(a, b);
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            return sameList(a, b);
        }
        return one == null ? other == null : one.equals(other);
    }

    private static boolean sameMap(Map<?, ?> one, Map<?, ?> other) {
        return one.size() == other.size()
                && one.entrySet().stream()
                        .allMatch(entry ->
                                other.containsKey(entry.getKey()) && same(entry.getValue(), other.get(entry.getKey())));
    }

    private static boolean sameList(List<?> one, List<?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameNumber(Number one, Number other) {
        if (one instanceof Long && other instanceof Long) {
            return one.equals(other);
        }
        BigDecimal a = exact(one);
        BigDecimal b = exact(other);
        return a != null && b != null && a.compareTo(b) == 0;
    }

    /** What a number is worth, null for one that no JSON has. */
    private static BigDecimal exact(Number number) {
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            return Double.isFinite(value) ? new BigDecimal(value) : null;
        }
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
    }

    /** A scalar in the form that makes equal numbers equal objects: integers as {@link Long} where they fit. */
    static Object canonical(Object scalar) {
        if (scalar instanceof Integer || scalar instanceof Short || scalar instanceof Byte) {
            return ((Number) scalar).longValue();
        }
        if (scalar instanceof BigInteger integer && integer.bitLength() < Long.SIZE) {
            return integer.longValue();
        }
        if (scalar instanceof Double value && value == Math.rint(value) && Math.abs(value) <= EXACT) {
            return value.longValue();
        }
        return scalar;
    }

    static boolean scalar(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }
}
