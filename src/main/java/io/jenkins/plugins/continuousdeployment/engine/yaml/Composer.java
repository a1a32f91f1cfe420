package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;

/** Events → trees. Aliases are expanded by copying, so that a tree is a tree. */
final class Composer {
    private static final String MERGE = "<<";

    private final Parser events;
    private final Reading reading;
    /** What the anchors of the document stand for; null while their own content is being read. */
    private final Map<String, Node> anchors = new HashMap<>();

    Composer(Parser events, Reading reading) {
        this.events = events;
        this.reading = reading;
    }

    /** Reads all documents of the stream. */
    void compose() {
        events.getEvent();
        reading.beginDocument();
        while (!events.checkEvent(Event.ID.StreamEnd)) {
            events.getEvent();
            anchors.clear();
            Node root = node(events.getEvent(), 1);
            events.getEvent();
            reading.endDocument(root);
            reading.beginDocument();
        }
    }

    private Node node(Event event, int depth) {
        long mark = mark(event);
        reading.use(1, mark);
        if (event instanceof AliasEvent alias) {
            return expand(alias, mark, depth);
        }
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, null);
        }
        Node node = event instanceof ScalarEvent scalar
                ? scalar(scalar, mark)
                : collection((CollectionStartEvent) event, mark, depth);
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private Node scalar(ScalarEvent scalar, long mark) {
        try {
            return Node.scalar(Scalars.value(scalar.getValue(), scalar.getTag(), scalar.isPlain()), mark);
        } catch (Scalars.Meaningless e) {
            reading.problem(mark, e.getMessage());
            return Node.scalar(null, mark);
        }
    }

    private Node collection(CollectionStartEvent start, long mark, int depth) {
        reading.enter(depth, mark);
        boolean map = start instanceof MappingStartEvent;
        String tag = start.getTag();
        if (tag != null && !tag.equals("!") && !tag.equals(Tag.PREFIX + (map ? "map" : "seq"))) {
            reading.problem(
                    mark, "unknown tag for a " + (map ? "map" : "list") + "; Kubernetes has no use for it, remove it");
        }
        return map ? map(mark, depth) : list(mark, depth);
    }

    private Node list(long mark, int depth) {
        List<Object> list = new ArrayList<>();
        Positions positions = new Positions();
        int count = 1;
        int height = 0;
        for (Event next = events.getEvent(); !next.is(Event.ID.SequenceEnd); next = events.getEvent()) {
            Node item = node(next, depth + 1);
            list.add(item.value());
            positions.add(item.mark(), item.mark(), item.positions());
            count += item.count();
            height = Math.max(height, item.height());
        }
        return new Node(list, mark, positions, count, height + 1);
    }

    private Node map(long mark, int depth) {
        Entries entries = new Entries(reading);
        for (Event key = events.getEvent(); !key.is(Event.ID.MappingEnd); key = events.getEvent()) {
            if (isMerge(key)) {
                merge(entries, mark(key), depth);
            } else {
                String name = key(key, depth);
                Node value = node(events.getEvent(), depth + 1);
                if (name != null) {
                    entries.put(name, mark(key), value);
                }
            }
        }
        return entries.toNode(mark);
    }

    /** The string that a key becomes in JSON, null where it can't be one, which is then noted. */
    private String key(Event key, int depth) {
        long mark = mark(key);
        try {
            if (key instanceof ScalarEvent scalar) {
                if (scalar.getAnchor() != null) {
                    node(scalar, depth);
                }
                reading.use(1, mark);
                return Scalars.key(scalar.getValue(), scalar.getTag(), scalar.isPlain());
            }
            if (node(key, depth + 1).value() instanceof String name) {
                return name;
            }
            reading.problem(
                    mark,
                    key instanceof AliasEvent
                            ? "an alias that is a key must stand for a string"
                            : "a key can't be a map or a list; a template, {{ }}, must be rendered or quoted");
        } catch (Scalars.Meaningless e) {
            reading.problem(mark, e.getMessage());
        }
        return null;
    }

    private static boolean isMerge(Event key) {
        return key instanceof ScalarEvent scalar
                && scalar.getValue().equals(MERGE)
                && (scalar.getImplicit().canOmitTagInPlainScalar() || (Tag.PREFIX + "merge").equals(scalar.getTag()));
    }

    private void merge(Entries entries, long mark, int depth) {
        Event start = events.getEvent();
        boolean alias = start instanceof AliasEvent;
        Node value = node(start, depth + 1);
        List<Node> sources = new ArrayList<>();
        if (value.value() instanceof Map) {
            sources.add(value);
        } else if (value.value() instanceof List<?> list
                && !alias
                && list.stream().allMatch(Map.class::isInstance)) {
            for (int i = 0; i < list.size(); i++) {
                Positions positions = value.positions();
                sources.add(new Node(
                        list.get(i), positions.value(i), positions.child(i), value.count(), value.height() - 1));
            }
        } else {
            reading.problem(mark, "a merge (<<) takes a map or a list of maps");
        }
        entries.merge(sources, mark);
    }

    private Node expand(AliasEvent alias, long mark, int depth) {
        String name = alias.getAnchor();
        Node anchored = anchors.get(name);
        if (anchored == null) {
            throw reading.broken(
                    mark,
                    anchors.containsKey(name)
                            ? "the anchor \"" + name + "\" contains itself"
                            : "no anchor \"" + name + "\" stands before this alias");
        }
        reading.use(anchored.count() - 1, mark);
        reading.enter(depth + anchored.height() - 1, mark);
        return new Node(copy(anchored.value()), mark, anchored.positions(), anchored.count(), anchored.height());
    }

    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, copy(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copy(item)));
            return copy;
        }
        return value;
    }

    private static long mark(Event event) {
        return Positions.of(event.getStartMark());
    }
}
