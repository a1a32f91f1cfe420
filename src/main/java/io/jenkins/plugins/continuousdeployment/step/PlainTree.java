package io.jenkins.plugins.continuousdeployment.step;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trees as pipelines take and give them: maps and lists that can be written to disk, texts, numbers, booleans. */
final class PlainTree {
    private PlainTree() {}

    static Map<String, Object> map(Map<?, ?> tree) {
        Map<String, Object> plain = new LinkedHashMap<>();
        tree.forEach((key, value) -> plain.put(String.valueOf(key), of(value)));
        return plain;
    }

    /** What a pipeline computes (texts with values in them, decimal numbers) becomes what YAML would have. */
    private static Object of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map(map);
        } else if (value instanceof Iterable<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(each -> plain.add(of(each)));
            return plain;
        } else if (value instanceof CharSequence text) {
            return text.toString();
        } else if (value instanceof BigDecimal number) {
            return number.doubleValue();
        } else if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        } else if (value == null
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof Double) {
            return value;
        }
        return String.valueOf(value);
    }
}
