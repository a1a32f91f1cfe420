package io.jenkins.plugins.continuousdeployment.engine.yaml;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.parser.ParserImpl;

/** Reads YAML and JSON files. */
public final class YamlReader {
    private static final String JSON = ".json";

    private YamlReader() {}

    /**
     * Reads all documents of a file. One whose name ends in {@code .json} is read as JSON, several values in a row being
     * several documents; every other one as YAML. A document without content has the tree null.
     *
     * @param file the name to know the file by in places
     * @param content UTF-8, or UTF-16 with a byte order mark
     * @throws RefusedException naming every problem with its place, up to fifty: text that is no YAML or JSON, a key that
     *     stands twice, a limit, an integer beyond 64 bits, an infinite number, an unknown tag, a key or tagged value that
     *     JSON can't carry
     */
    public static List<YamlDocument> read(String file, byte[] content, YamlLimits limits) {
        return read(content, new Reading(file, limits, null));
    }

    /**
     * The same for what was dumped from a server, where a key that stands twice is a fault of whoever wrote the dump: the
     * last one counts, as for kubectl.
     *
     * @param duplicates is told of every key that stands twice
     * @throws RefusedException as {@link #read(String, byte[], YamlLimits)}, but for keys that stand twice
     */
    public static List<YamlDocument> readDump(
            String file, byte[] content, YamlLimits limits, Consumer<Problem> duplicates) {
        return read(content, new Reading(file, limits, Objects.requireNonNull(duplicates, "duplicates")));
    }

    private static List<YamlDocument> read(byte[] content, Reading reading) {
        try {
            String text = FileText.of(content);
            if (reading.file().toLowerCase(Locale.ROOT).endsWith(JSON)) {
                new JsonDocuments(text, reading).read();
            } else {
                FileText.requirePrintable(text);
                readYaml(text, reading);
            }
        } catch (Malformed e) {
            throw reading.broken(e.mark(), e.getMessage());
        }
        return reading.result();
    }

    private static void readYaml(String text, Reading reading) {
        events(text, null, reading, events -> {
            new Composer(events, reading).compose();
            return reading;
        });
    }

    /**
     * Lets somebody read the events of a text.
     *
     * @param spans is told of comments and scalars; null where nobody asks
     * @throws RefusedException where the text is no YAML
     */
    static <T> T events(String text, Spans spans, Reading reading, Function<Parser, T> reader) {
        TokenScanner scanner = new TokenScanner(new Cursor(text, spans));
        try {
            return reader.apply(new ParserImpl(scanner));
        } catch (Malformed e) {
            throw reading.broken(scanner.document(), e.mark(), e.getMessage());
        } catch (ParserException e) {
            throw reading.broken(scanner.document(), Positions.of(e.getProblemMark()), Complaint.of(e));
        }
    }
}
