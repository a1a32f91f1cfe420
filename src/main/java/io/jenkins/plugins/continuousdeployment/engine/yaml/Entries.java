package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries of one map while it is read. A key that stands twice is a problem. A key that a merge ({@code <<}) brought
 * may be set again below it, as people do to override it; the other way round yaml.v2 and the specification disagree on
 * who wins, so it is a problem too.
 */
final class Entries {
    private final Reading reading;
    private final Map<String, Object> map = new LinkedHashMap<>();
    private final Positions positions = new Positions();
    /** The keys that a merge brought, and their positions. */
    private final Map<String, Integer> merged = new HashMap<>();

    private int count = 1;
    private int height;

    Entries(Reading reading) {
        this.reading = reading;
    }

    void put(String key, long mark, Node value) {
        count += value.count();
        height = Math.max(height, value.height());
        if (!map.containsKey(key)) {
            map.put(key, value.value());
            positions.add(mark, value.mark(), value.positions());
        } else if (merged.containsKey(key)) {
            map.put(key, value.value());
            positions.set(merged.remove(key), mark, value.mark(), value.positions());
        } else if (reading.duplicate(mark, "the key \"" + key + "\" stands twice in one map, here and " + first(key))) {
            map.put(key, value.value());
            positions.set(index(key), mark, value.mark(), value.positions());
        }
    }

    /**
     * Adds the entries of other maps.
     *
     * @param sources the maps; the first wins
     * @param mark where the merge stands
     */
    void merge(List<Node> sources, long mark) {
        Entries all = new Entries(reading);
        sources.forEach(all::complete);
        int index = 0;
        for (Map.Entry<String, Object> entry : all.map.entrySet()) {
            String key = entry.getKey();
            if (map.containsKey(key)) {
                reading.problem(
                        mark,
                        "the merge sets \"" + key + "\" again, which stands " + first(key)
                                + "; readers disagree on which wins: put the merge first");
            } else {
                merged.put(key, map.size());
                add(key, entry.getValue(), all.positions, index);
            }
            index++;
        }
        count += all.count;
        height = Math.max(height, all.height);
    }

    private void complete(Node source) {
        int index = 0;
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) source.value()).entrySet()) {
            String key = (String) entry.getKey();
            if (!map.containsKey(key)) {
                add(key, entry.getValue(), source.positions(), index);
            }
            index++;
        }
        count += source.count();
        height = Math.max(height, source.height() - 1);
    }

    private void add(String key, Object value, Positions from, int index) {
        map.put(key, value);
        positions.add(from.key(index), from.value(index), from.child(index));
    }

    private int index(String key) {
        return List.copyOf(map.keySet()).indexOf(key);
    }

    private String first(String key) {
        long mark = positions.key(index(key));
        return "at line " + Positions.line(mark) + ", column " + Positions.column(mark);
    }

    Node toNode(long mark) {
        return new Node(map, mark, positions, count, height + 1);
    }
}
