package io.jenkins.plugins.continuousdeployment.engine.yaml;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables that {@code tools/yaml-table} writes, and how their cells compare with what our reader says. */
final class GoTable {
    static final String ERROR = "error";
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    private GoTable() {}

    /** The rows of a table, the one with the names first. */
    static List<List<String>> rows(String name) {
        try (InputStream in = GoTable.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(row -> Arrays.asList(row.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String cell) {
        return (String) json(cell);
    }

    /** The JSON of a cell as the API server has it in memory: integers of 64 bits, everything else floating point. */
    static Object value(String cell) {
        return asServer(json(cell));
    }

    /** What our reader makes of a text: the first document's tree, or the refusal. */
    static Object ours(String text) {
        try {
            List<YamlDocument> documents =
                    YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8), YamlLimits.DEFAULT);
            return documents.isEmpty() ? null : asServer(documents.get(0).tree());
        } catch (RefusedException e) {
            return e;
        }
    }

    private static Object json(String cell) {
        try {
            return JSON.readValue(cell, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(cell, e);
        }
    }

    private static Object asServer(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, asServer(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(asServer(item)));
            return copy;
        }
        if (value instanceof BigInteger integer) {
            return integer.bitLength() < 64 ? (Object) integer.longValue() : (Object) integer.doubleValue();
        }
        return value;
    }
}
