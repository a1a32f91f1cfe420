package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.util.Arrays;
import org.yaml.snakeyaml.error.Mark;

/**
 * Where the entries of one map or list stand, in the order of its iteration. Kept beside the tree because the trees
 * themselves are plain maps and lists; a mark is a line and a column, both from 1, in one {@code long}, which costs a
 * quarter of what objects would.
 */
final class Positions {
    private static final int FIRST = 4;

    private long[] keys = new long[FIRST];
    private long[] values = new long[FIRST];
    private Positions[] children = new Positions[FIRST];
    private int size;

    static long mark(int line, int column) {
        return (long) line << 32 | column;
    }

    /** A parser's mark, which counts from 0. */
    static long of(Mark mark) {
        return mark(mark.getLine() + 1, mark.getColumn() + 1);
    }

    static int line(long mark) {
        return (int) (mark >>> 32);
    }

    static int column(long mark) {
        return (int) mark;
    }

    /** The next entry; a list's has the same mark twice. */
    void add(long key, long value, Positions child) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            values = Arrays.copyOf(values, size * 2);
            children = Arrays.copyOf(children, size * 2);
        }
        size++;
        set(size - 1, key, value, child);
    }

    void set(int index, long key, long value, Positions child) {
        keys[index] = key;
        values[index] = value;
        children[index] = child;
    }

    long key(int index) {
        return keys[index];
    }

    long value(int index) {
        return values[index];
    }

    /** The positions of a map or list in here, null for a scalar. */
    Positions child(int index) {
        return children[index];
    }
}
