package io.jenkins.plugins.continuousdeployment.engine.yaml;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;

/**
 * How a YAML file is written: every scalar, alias, map, list and comment with its exact place in the text. For who
 * changes a file and leaves the rest of it as it is.
 */
public final class YamlLayout {
    private final String file;
    private final byte[] content;
    private final String text;
    private final List<YamlPart> parts;
    private final List<YamlComment> comments;

    private YamlLayout(String file, byte[] content, String text, List<YamlPart> parts, List<YamlComment> comments) {
        this.file = file;
        this.content = content;
        this.text = text;
        this.parts = List.copyOf(parts);
        this.comments = List.copyOf(comments);
    }

    /**
     * Reads how a file is written. What its values mean is not asked: unknown tags, and keys that stand twice, are as good
     * as others.
     *
     * @param file the name to know the file by in places
     * @param content UTF-8, or UTF-16 with a byte order mark
     * @throws RefusedException with the place where the file is not well-formed, or goes beyond a limit
     */
    public static YamlLayout read(String file, byte[] content, YamlLimits limits) {
        Reading reading = new Reading(file, limits, null);
        byte[] own = content.clone();
        try {
            String text = FileText.of(own);
            FileText.requirePrintable(text);
            Spans spans = new Spans();
            List<YamlPart> parts =
                    YamlReader.events(text, spans, reading, parser -> new LayoutReader(parser, spans, reading).read());
            return new YamlLayout(file, own, text, parts, spans.comments());
        } catch (Malformed e) {
            throw reading.broken(e.mark(), e.getMessage());
        }
    }

    /** The whole text, without a byte order mark at its beginning. */
    public String text() {
        return text;
    }

    /** Every scalar, alias, map and list, in the order in which they begin; a map before its keys. */
    public List<YamlPart> parts() {
        return parts;
    }

    /** Every comment, in order. */
    public List<YamlComment> comments() {
        return comments;
    }

    /** Where a part begins. */
    public Place placeOf(YamlPart part) {
        return new Place(file, part.document(), part.line(), part.column());
    }

    /**
     * Another text in this file's encoding, with its byte order mark; for {@link #text} itself exactly the bytes that were
     * read.
     */
    public byte[] encoded(String other) {
        return FileText.encoded(other, content);
    }
}
