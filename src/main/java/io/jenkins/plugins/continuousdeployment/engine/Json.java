package io.jenkins.plugins.continuousdeployment.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;

/** Trees of maps and lists as JSON, numbers read as {@link KubeObject} has them. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
    private static final ObjectMapper SORTED = MAPPER.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Json() {}

    /**
     * Reads one JSON value.
     *
     * @throws IOException where the bytes are no JSON
     */
    public static Object read(byte[] bytes) throws IOException {
        return MAPPER.readValue(bytes, Object.class);
    }

    /** Writes a tree. */
    public static byte[] write(Object tree) {
        return bytes(MAPPER, tree);
    }

    /** Writes a tree with the keys of its maps in order, so that equal trees give equal bytes. */
    public static byte[] canonical(Object tree) {
        return bytes(SORTED, tree);
    }

    private static byte[] bytes(ObjectMapper mapper, Object tree) {
        try {
            return mapper.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a tree of maps, lists and scalars", e);
        }
    }
}
