package io.jenkins.plugins.continuousdeployment.engine.yaml;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import java.util.List;
import java.util.Map;

/**
 * One document of a file: its tree, and where each part of it is written. Nothing in a tree is shared, so it may be
 * changed; places tell what was read.
 */
public final class YamlDocument {
    private final String file;
    private final int number;
    private final Node root;

    YamlDocument(String file, int number, Node root) {
        this.file = file;
        this.number = number;
        this.root = root;
    }

    /** Which document of its file, from 1, empty ones counted. */
    public int number() {
        return number;
    }

    /**
     * {@link java.util.LinkedHashMap}, {@link java.util.ArrayList}, {@link String}, {@link Boolean}, {@link Long}, {@link
     * java.math.BigInteger} above {@code Long.MAX_VALUE} up to 64 bits unsigned, {@link Double}, or null.
     */
    public Object tree() {
        return root.value();
    }

    /** Where its content begins. */
    public Place place() {
        return place(root.mark());
    }

    /**
     * Where a value begins.
     *
     * @param path keys of maps (strings) and positions in lists (integers, from 0); where a step leads nowhere, what was
     *     reached so far is meant
     */
    public Place placeOf(Object... path) {
        return place(find(path, false));
    }

    /**
     * Where the key of a value stands.
     *
     * @param path as in {@link #placeOf}; in a list the value itself is meant
     */
    public Place placeOfKey(Object... path) {
        return place(find(path, true));
    }

    private long find(Object[] path, boolean key) {
        Object value = root.value();
        Positions positions = root.positions();
        long found = root.mark();
        for (Object step : path) {
            int index = positions == null ? -1 : index(value, step);
            if (index < 0) {
                return found;
            }
            found = key ? positions.key(index) : positions.value(index);
            value = value instanceof Map<?, ?> map ? map.get(step) : ((List<?>) value).get(index);
            positions = positions.child(index);
        }
        return found;
    }

    private static int index(Object value, Object step) {
        if (value instanceof List<?> list) {
            return step instanceof Integer position && position < list.size() ? position : -1;
        }
        int index = 0;
        for (Object key : ((Map<?, ?>) value).keySet()) {
            if (key.equals(step)) {
                return index;
            }
            index++;
        }
        return -1;
    }

    private Place place(long mark) {
        return new Place(file, number, Positions.line(mark), Positions.column(mark));
    }
}
