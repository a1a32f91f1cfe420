package io.jenkins.plugins.continuousdeployment.engine;

import java.util.Objects;

/**
 * Where in a repository or a definition something stands.
 *
 * @param file the path inside its tree, or what else the reader knows the text by
 * @param document which document of the file, from 1; 0 where the file as a whole is meant
 * @param line from 1; 0 where unknown
 * @param column from 1; 0 where unknown
 */
public record Place(String file, int document, int line, int column) implements Comparable<Place> {
    public Place {
        Objects.requireNonNull(file, "file");
    }

    /** A file as a whole. */
    public static Place of(String file) {
        return new Place(file, 0, 0, 0);
    }

    /** {@code deploy/web.yaml:12:3 (document 2)}; what is not known is left out, and the first document not named. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
            if (column > 0) {
                text.append(':').append(column);
            }
        }
        if (document > 1) {
            text.append(" (document ").append(document).append(')');
        }
        return text.toString();
    }

    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }
}
