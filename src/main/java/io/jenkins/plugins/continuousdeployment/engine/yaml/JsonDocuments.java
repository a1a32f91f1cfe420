package io.jenkins.plugins.continuousdeployment.engine.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** JSON text → trees. Numbers become what they become in YAML: {@code 1.0} is the integer 1. */
final class JsonDocuments {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String text;
    private final Reading reading;

    JsonDocuments(String text, Reading reading) {
        this.text = text;
        this.reading = reading;
    }

    /** Reads all values of the text. */
    void read() {
        reading.beginDocument();
        try (JsonParser parser = FACTORY.createParser(text)) {
            while (parser.nextToken() != null) {
                reading.endDocument(node(parser, 1));
                reading.beginDocument();
            }
        } catch (JsonProcessingException e) {
            throw new Malformed(mark(e.getLocation()), "no JSON: " + withoutText(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parser's message without the piece of the text that it may quote. */
    private static String withoutText(String message) {
        return message.startsWith("Unrecognized token") ? "a word that is neither true, false nor null" : message;
    }

    private Node node(JsonParser parser, int depth) throws IOException {
        long mark = mark(parser.currentTokenLocation());
        reading.use(1, mark);
        return switch (parser.currentToken()) {
            case START_OBJECT -> map(parser, mark, depth);
            case START_ARRAY -> list(parser, mark, depth);
            case VALUE_TRUE -> Node.scalar(true, mark);
            case VALUE_FALSE -> Node.scalar(false, mark);
            case VALUE_NULL -> Node.scalar(null, mark);
            case VALUE_NUMBER_INT -> Node.scalar(integer(parser, mark), mark);
            case VALUE_NUMBER_FLOAT -> Node.scalar(floating(parser, mark), mark);
            default -> Node.scalar(string(parser.getText(), mark), mark);
        };
    }

    private Node map(JsonParser parser, long mark, int depth) throws IOException {
        reading.enter(depth, mark);
        Entries entries = new Entries(reading);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            long at = mark(parser.currentTokenLocation());
            String key = string(parser.currentName(), at);
            parser.nextToken();
            entries.put(key, at, node(parser, depth + 1));
        }
        return entries.toNode(mark);
    }

    private Node list(JsonParser parser, long mark, int depth) throws IOException {
        reading.enter(depth, mark);
        List<Object> list = new ArrayList<>();
        Positions positions = new Positions();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Node item = node(parser, depth + 1);
            list.add(item.value());
            positions.add(item.mark(), item.mark(), item.positions());
        }
        return new Node(list, mark, positions, 1, 1);
    }

    private Object integer(JsonParser parser, long mark) throws IOException {
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        BigInteger value = parser.getBigIntegerValue();
        if (!GoNumbers.fitsUnsigned(value)) {
            reading.problem(mark, Scalars.BEYOND_64_BITS);
        }
        return value;
    }

    private Object floating(JsonParser parser, long mark) throws IOException {
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value)) {
            reading.problem(mark, "a number beyond the range of 64 bit floating point");
            return null;
        }
        return GoNumbers.throughJson(value);
    }

    private String string(String value, long mark) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i)) && !Character.isSupplementaryCodePoint(value.codePointAt(i++))) {
                reading.problem(mark, "an escape stands for half a character");
                break;
            }
        }
        return value;
    }

    private static long mark(JsonLocation location) {
        return Positions.mark(Math.max(location.getLineNr(), 1), Math.max(location.getColumnNr(), 1));
    }
}
