package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/** Events → parts, with the exact places that the scanner noted. */
final class LayoutReader {
    private final Parser events;
    private final Spans spans;
    private final Reading reading;
    private final List<YamlPart> parts = new ArrayList<>();
    private final Set<String> anchors = new HashSet<>();
    private int document;

    LayoutReader(Parser events, Spans spans, Reading reading) {
        this.events = events;
        this.spans = spans;
        this.reading = reading;
    }

    List<YamlPart> read() {
        events.getEvent();
        while (!events.checkEvent(Event.ID.StreamEnd)) {
            events.getEvent();
            reading.beginDocument();
            document++;
            anchors.clear();
            node(events.getEvent(), YamlPath.ROOT, false, 1);
            events.getEvent();
        }
        return parts;
    }

    private void node(Event event, YamlPath path, boolean key, int depth) {
        Mark mark = event.getStartMark();
        reading.use(1, Positions.of(mark));
        String anchor = ((NodeEvent) event).getAnchor();
        if (event instanceof AliasEvent) {
            alias(event, anchor, path, key);
            return;
        }
        if (anchor != null) {
            anchors.add(anchor);
        }
        if (event instanceof ScalarEvent scalar) {
            scalar(scalar, path, key);
        } else {
            reading.enter(depth, Positions.of(mark));
            collection((CollectionStartEvent) event, path, key, depth);
        }
    }

    private void alias(Event event, String name, YamlPath path, boolean key) {
        Mark start = event.getStartMark();
        if (!anchors.contains(name)) {
            throw reading.broken(Positions.of(start), "no anchor \"" + name + "\" stands before this alias");
        }
        int end = event.getEndMark().getIndex();
        int line = start.getLine() + 1;
        parts.add(new YamlPart(
                YamlPart.Kind.ALIAS,
                false,
                document,
                path,
                key,
                name,
                null,
                null,
                start.getIndex(),
                end,
                line,
                start.getColumn() + 1,
                line));
    }

    private void scalar(ScalarEvent scalar, YamlPath path, boolean key) {
        Mark mark = scalar.getEndMark();
        Spans.Scalar span = spans.take(mark.getIndex());
        YamlPart.Kind kind = span == null ? YamlPart.Kind.EMPTY : kind(scalar);
        Spans.Scalar where = span != null
                ? span
                : new Spans.Scalar(
                        0,
                        mark.getIndex(),
                        mark.getIndex(),
                        mark.getLine() + 1,
                        mark.getColumn() + 1,
                        mark.getLine() + 1);
        parts.add(new YamlPart(
                kind,
                false,
                document,
                path,
                key,
                scalar.getValue(),
                scalar.getAnchor(),
                scalar.getTag(),
                where.start(),
                where.end(),
                where.line(),
                where.column(),
                where.lastLine()));
    }

    private static YamlPart.Kind kind(ScalarEvent scalar) {
        return switch (scalar.getScalarStyle()) {
            case SINGLE_QUOTED -> YamlPart.Kind.SINGLE_QUOTED;
            case DOUBLE_QUOTED -> YamlPart.Kind.DOUBLE_QUOTED;
            case LITERAL, FOLDED -> YamlPart.Kind.BLOCK;
            default -> YamlPart.Kind.PLAIN;
        };
    }

    private void collection(CollectionStartEvent start, YamlPath path, boolean key, int depth) {
        int index = parts.size();
        boolean map = start instanceof MappingStartEvent;
        parts.add(collection(start, start.getEndMark(), path, key));
        Event end = map ? map(path, key, depth) : list(path, key, depth);
        parts.set(index, collection(start, end.getEndMark(), path, key));
    }

    private YamlPart collection(CollectionStartEvent start, Mark end, YamlPath path, boolean key) {
        Mark begin = start.getStartMark();
        return new YamlPart(
                start instanceof MappingStartEvent ? YamlPart.Kind.MAP : YamlPart.Kind.LIST,
                start.isFlow(),
                document,
                path,
                key,
                "",
                start.getAnchor(),
                start.getTag(),
                begin.getIndex(),
                end.getIndex(),
                begin.getLine() + 1,
                begin.getColumn() + 1,
                end.getLine() + 1);
    }

    private Event list(YamlPath path, boolean key, int depth) {
        int position = 0;
        Event next = events.getEvent();
        while (!next.is(Event.ID.SequenceEnd)) {
            node(next, path.then(position++), key, depth + 1);
            next = events.getEvent();
        }
        return next;
    }

    private Event map(YamlPath path, boolean key, int depth) {
        Event next = events.getEvent();
        while (!next.is(Event.ID.MappingEnd)) {
            YamlPath entry = path.then(name(next));
            node(next, entry, true, depth + 1);
            node(events.getEvent(), entry, key, depth + 1);
            next = events.getEvent();
        }
        return next;
    }

    /** How a key is called in paths. */
    private static String name(Event key) {
        if (key instanceof ScalarEvent scalar) {
            return scalar.getValue();
        }
        return key instanceof AliasEvent alias ? "*" + alias.getAnchor() : "?";
    }
}
