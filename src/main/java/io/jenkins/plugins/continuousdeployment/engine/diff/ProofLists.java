package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.diff.ProofWalk.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The part of the walk for lists whose items are owned one by one: keyed lists and sets. */
final class ProofLists {
    private final ProofWalk walk;

    ProofLists(ProofWalk walk) {
        this.walk = walk;
    }

    Proof list(Node node) {
        if (!(node.live() instanceof List<?> live)) {
            return node.not(Proof.Reason.OTHER_VALUE);
        }
        Set<PathElement> steps = node.ours().children().keySet();
        if (steps.stream().allMatch(PathElement.Item.class::isInstance)) {
            return set(node, live);
        }
        return steps.stream().allMatch(PathElement.Key.class::isInstance)
                ? keyed(node, live)
                : node.not(Proof.Reason.DOUBTFUL);
    }

    private static Proof set(Node node, List<?> live) {
        Map<PathElement, Integer> places = new HashMap<>();
        for (int i = 0; i < live.size(); i++) {
            if (!JsonValues.scalar(live.get(i)) || places.put(new PathElement.Item(live.get(i)), i) != null) {
                return node.not(Proof.Reason.DOUBTFUL);
            }
        }
        Order order = new Order(places);
        for (Object item : (List<?>) node.desired()) {
            PathElement step = new PathElement.Item(item);
            if (!JsonValues.scalar(item) || !node.ours().child(step).leaf()) {
                return node.not(Proof.Reason.NOT_OURS);
            }
            Proof.Reason wrong = order.next(step);
            if (wrong != null) {
                return node.not(wrong);
            }
        }
        return ProofWalk.rest(node, order.met);
    }

    private Proof keyed(Node node, List<?> live) {
        Set<String> names = keyNames(node.all());
        Map<PathElement, Integer> places = new HashMap<>();
        for (int i = 0; i < live.size(); i++) {
            // Of two items with one key the server merges neither.
            if (places.put(key(live.get(i), names), i) != null) {
                return node.not(Proof.Reason.DOUBTFUL);
            }
        }
        Order order = new Order(places);
        for (Object item : (List<?>) node.desired()) {
            Proof proof = item(node, item, names, order, live);
            if (!proof.proved()) {
                return proof;
            }
        }
        return ProofWalk.rest(node, order.met);
    }

    private Proof item(Node node, Object desired, Set<String> names, Order order, List<?> live) {
        PathElement.Key written = key(desired, names);
        PathElement.Key owned = owned(node, written);
        if (owned == null) {
            return new Proof.NotProved(
                    Proof.Reason.NOT_OURS, node.path().then(written).toString());
        }
        Proof.Reason wrong = order.next(owned);
        if (wrong != null) {
            return new Proof.NotProved(wrong, node.path().then(owned).toString());
        }
        Node item = node.at(owned, owned, desired, true, live.get(order.last));
        return item.ours().leaf() && !onlyKey(desired, owned)
                ? item.not(Proof.Reason.DOUBTFUL)
                : item.ours().leaf() ? walk.leaf(item) : walk.map(item);
    }

    /**
     * The item of our entry that a desired one is: the one with its key, or with its key completed by a default. A field
     * of the key that was written stands among the item's own fields as well, so one that does not is a default's.
     *
     * @return null where there is none, or more than one
     */
    private static PathElement.Key owned(Node node, PathElement.Key written) {
        if (node.ours().child(written).member()) {
            return written;
        }
        PathElement.Key found = null;
        for (Map.Entry<PathElement, FieldSet> entry : node.ours().children().entrySet()) {
            PathElement.Key key = (PathElement.Key) entry.getKey();
            if (entry.getValue().member() && completes(key, entry.getValue(), written)) {
                if (found != null) {
                    return null;
                }
                found = key;
            }
        }
        return found;
    }

    private static boolean completes(PathElement.Key key, FieldSet fields, PathElement.Key written) {
        return !fields.leaf()
                && key.fields().entrySet().stream()
                        .allMatch(field -> written.fields().containsKey(field.getKey())
                                ? field.getValue().equals(written.fields().get(field.getKey()))
                                : fields.child(new PathElement.Field(field.getKey()))
                                        .isEmpty())
                && key.fields().keySet().containsAll(written.fields().keySet());
    }

    /** An atomic item may have a key field that no entry tells of, unless all of it is its key. */
    private static boolean onlyKey(Object item, PathElement.Key key) {
        return item instanceof Map<?, ?> map && key.fields().keySet().equals(map.keySet());
    }

    /** The names of all fields that make keys in a list, as anyone's entry tells them. */
    static Set<String> keyNames(FieldSet list) {
        Set<String> names = new TreeSet<>();
        for (PathElement step : list.children().keySet()) {
            if (step instanceof PathElement.Key key) {
                names.addAll(key.fields().keySet());
            }
        }
        return names;
    }

    /** The key that an item has by its own fields; an empty one for what is no map. */
    static PathElement.Key key(Object item, Set<String> names) {
        SortedMap<String, Object> fields = new TreeMap<>();
        if (item instanceof Map<?, ?> map) {
            for (String name : names) {
                if (JsonValues.scalar(map.get(name))) {
                    fields.put(name, map.get(name));
                }
            }
        }
        return new PathElement.Key(fields);
    }

    /** Whether items come in the order in which they are live, none of them twice. */
    private static final class Order {
        private final Map<PathElement, Integer> places;
        private final Set<PathElement> met = new HashSet<>();
        private int last = -1;

        Order(Map<PathElement, Integer> places) {
            this.places = places;
        }

        /** What is wrong with the next item, null where nothing is. */
        Proof.Reason next(PathElement step) {
            Integer place = places.get(step);
            if (place == null) {
                return Proof.Reason.OTHER_VALUE;
            }
            if (!met.add(step)) {
                return Proof.Reason.DOUBTFUL;
            }
            if (place < last) {
                return Proof.Reason.OTHER_ORDER;
            }
            last = place;
            return null;
        }
    }
}
